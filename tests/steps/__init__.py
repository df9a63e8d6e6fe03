"""The steps that the feature files are made of."""
