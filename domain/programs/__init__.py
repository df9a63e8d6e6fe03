"""The programmes: one file each, Facts in, Decision out."""
