"""Targets of the plans: what counts towards each, from when to when, and how much was aimed at."""
