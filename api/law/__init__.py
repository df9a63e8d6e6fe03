"""The law as people read it: which rule is shown by which scenario, and the book of every programme."""
