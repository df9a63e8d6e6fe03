"""Imported by the server from which processes begin: what each of them would otherwise read for itself."""

from domain.statutes.loader import load_statutes
from ledger.topics import published

load_statutes(demo=True)
published()
