"""How people and machines reach the ledger."""
