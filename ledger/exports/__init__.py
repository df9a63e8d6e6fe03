"""Downloads: what the book holds as CSV, XLSX and Parquet, the same bytes for the same question to the same book."""
