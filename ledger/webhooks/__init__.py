"""Delivery to webhooks: secrets, signatures, progress, and what is due when."""
