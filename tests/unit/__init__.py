"""Unit tests: fast and pure."""
