"""The log as a feed for others: events behind a cursor, of some topics and places, less what is not theirs to read."""
