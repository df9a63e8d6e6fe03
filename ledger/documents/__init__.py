"""Documents: evidence sealed outside the database, addressed by its content, written and read piece by piece."""
