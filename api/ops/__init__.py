"""What operators need of a running server: whether it lives, whether it is ready, and what it does."""
