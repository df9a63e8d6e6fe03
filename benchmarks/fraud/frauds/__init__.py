"""The frauds: one file for each red flag."""
