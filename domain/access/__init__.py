"""Accounts: who may act, on which authority, for whom, and where not."""
