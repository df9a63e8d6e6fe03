"""From the API key that a caller shows to the actor that it is today."""

from datetime import datetime

from domain.access.scope import narrowed
from domain.actor import Actor
from ledger.authority import actor_of
from ledger.book import Book
from ledger.commands.base import CHINA
from ledger.credentials import keys


def actor_by_key(book: Book, text: str, now: datetime) -> Actor:
    """Who acts by a key, with what it carries of what its account holds today.

    Raises ApiKeyRefused, or why the account may not act.
    """
    key = keys.resolve(book, text, now)
    return narrowed(actor_of(book, key.account, now.astimezone(CHINA).date()), key.scope)
