"""The statute book: law as dated data, with the loader that reads it."""
