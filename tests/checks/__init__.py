"""Checks on every engine."""
