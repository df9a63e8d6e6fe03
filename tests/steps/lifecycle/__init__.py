"""Runs the features of a case's life and of the money, through the real commands on a real book."""
