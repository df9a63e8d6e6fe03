"""Runs the features of the registers through the real commands on a real book."""
