"""The API, over a book of its own on each store."""
