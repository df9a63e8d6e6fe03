"""Pages for people who build on the API: every endpoint and every problem, from the same source as the document."""
