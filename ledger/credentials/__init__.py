"""Secrets that open an account: passwords, sessions, API keys and links; hashed rows, never events."""
