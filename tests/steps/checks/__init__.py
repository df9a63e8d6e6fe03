"""Runs the features of the checks."""
