"""The officers' forms: one schema per programme, from what was filled in to facts and sealed details."""
