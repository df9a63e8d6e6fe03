"""Integration tests: databases, files and processes."""
