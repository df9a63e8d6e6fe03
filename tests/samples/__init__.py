"""Stored samples of every version of every event ever published."""
