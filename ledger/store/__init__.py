"""The databases under a book: one set of statements, SQLite for a file, PostgreSQL for a server."""
