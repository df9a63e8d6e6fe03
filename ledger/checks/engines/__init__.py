"""The engines on which the text of a check runs; all of them answer alike."""
