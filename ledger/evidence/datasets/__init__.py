"""The datasets of evidence, each described by a file: its columns, how it is imported, and how old it may be."""
