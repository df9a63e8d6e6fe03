"""What is true: pure functions and frozen data. No I/O, no clock, no randomness, no float, no SQL."""
