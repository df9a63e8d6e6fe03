"""Property tests: statements about all values, searched by hypothesis."""
