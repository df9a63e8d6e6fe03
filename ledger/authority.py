"""From an account of the book to an actor: what it may do today, and on which streams that rests.

A deputy's own stream names those who lent it a role, so that a request costs one short stream of its account and one of
each principal; no index beside the events is needed, and a new delegation moves the deputy's own version.
"""

from collections.abc import Iterable
from datetime import date

from domain.access.authority import actor_from, principals_of
from domain.access.scope import narrowed
from domain.access.state import Account, evolve, stream_of
from domain.actor import Actor
from domain.errors import NotFound
from ledger.book import Book
from ledger.credentials.keys import Key
from ledger.guards import account_claim


def has_accounts(book: Book) -> bool:
    """Whether anybody may act by an account here; in a book without any, who acts is what the caller says."""
    return book.some_claim(account_claim())


def load_account(book: Book, account: str) -> tuple[Account, int]:
    """The account and its version; NotFound where there is none."""
    state, version = book.load(stream_of(account), evolve, None)
    if state is None:
        raise NotFound(field="id", what="account", key=account)
    return state, version


def actor_of(book: Book, account: str, day: date) -> Actor:
    """The actor that the account is on a day (in China): appointments, delegations, deputies, declared interests.

    Raises NotFound, AccountSuspended or AccountClosed. `Actor.rests_on` holds the versions of all streams read.
    """
    state, version = load_account(book, account)
    principals, versions = load_principals(book, principals_of(state, day))
    return actor_from(state, principals, day, {stream_of(account): version, **versions})


def actor_by_key(book: Book, key: Key, day: date) -> Actor:
    """The actor that a key's account is on a day, with what the key carries of that; raises as `actor_of` does."""
    return narrowed(actor_of(book, key.account, day), key.scope)


def load_principals(book: Book, accounts: Iterable[str]) -> tuple[tuple[Account, ...], dict[str, int]]:
    """The accounts that lent a role, and the versions of their streams."""
    loaded = [load_account(book, account) for account in accounts]
    return tuple(state for state, _ in loaded), {stream_of(state.id): version for state, version in loaded}
