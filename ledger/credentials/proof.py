"""From what a caller shows to the actor that it is today: a session's token, or an API key."""

from datetime import datetime
from typing import NamedTuple

from domain.access.scope import narrowed
from domain.actor import Actor
from ledger.authority import actor_of
from ledger.book import Book
from ledger.commands.base import CHINA
from ledger.credentials import keys, sessions


class Signed(NamedTuple):
    """An actor with the session that it acts in."""

    actor: Actor
    session: sessions.Session


class Keyed(NamedTuple):
    """An actor with the key that it acts by."""

    actor: Actor
    key: keys.Key


def by_session(book: Book, token: str, now: datetime) -> Signed:
    """Who is signed in; raises SessionEnded, or the account's own refusal where it is closed or suspended."""
    session = sessions.resolve(book, token, now)
    return Signed(actor_of(book, session.account, now.astimezone(CHINA).date()), session)


def by_key(book: Book, text: str, now: datetime) -> Keyed:
    """Who acts by a key, with what the key carries of what the account holds today; raises ApiKeyRefused likewise."""
    key = keys.resolve(book, text, now)
    return Keyed(narrowed(actor_of(book, key.account, now.astimezone(CHINA).date()), key.scope), key)
