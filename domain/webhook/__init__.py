"""Webhooks: who is told of what happens, at which address, from where on."""
