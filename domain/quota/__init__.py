"""The quota: what an employer or a public body owes, by how much it falls short, and what else the plans reserve."""
