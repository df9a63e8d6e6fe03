"""Carriers of employment: homes, bases, workshops, bodies and outlets, their standards, and who may enter them."""
