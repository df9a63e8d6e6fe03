"""The honest look-alikes: one file for each red flag that they resemble."""
