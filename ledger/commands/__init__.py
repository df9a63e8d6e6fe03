"""The commands: one verb per file, each one transaction; nothing else writes."""
