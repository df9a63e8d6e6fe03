"""How HTTP reaches the ledger: who asks, what is asked, and in what shape it is answered."""
