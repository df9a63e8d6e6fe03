"""Reads beside the events: a book's head, its guard rows and its stored answers."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from ledger import tables

BEYOND = "\U0010ffff"
"""The last code point: `prefix` to `prefix + BEYOND` spans all keys that begin with it, and uses the index."""


class Head(NamedTuple):
    """The last position of a book (0 = none) and the latest recorded time so far."""

    position: int
    recorded_at: datetime | None


class Answer(NamedTuple):
    """What a command was answered, with the digest of what it asked."""

    request_digest: str
    response: bytes


def book_head(connection: Connection, book: str) -> Head:
    """Where a book ends now."""
    head = tables.book_head.c
    row = connection.execute(select(head.position, head.recorded_at).where(head.book == book)).one()
    return Head(row.position, datetime.fromisoformat(row.recorded_at) if row.recorded_at else None)


def stream_version(connection: Connection, book: str, stream: str) -> int:
    """The version of the last event of a stream; zero where there is none."""
    events = tables.events.c
    asked = select(func.max(events.version)).where(events.book == book, events.stream == stream)
    return connection.execute(asked).scalar_one() or 0


def guard_balance(connection: Connection, book: str, account: str) -> int:
    """The balance (fen) of one guarded account; zero where there is no row."""
    guard = tables.guard_balances.c
    asked = select(guard.balance).where(guard.book == book, guard.account == account)
    return connection.execute(asked).scalar_one_or_none() or 0


def guard_balances(connection: Connection, book: str, prefix: str = "") -> dict[str, int]:
    """The balances (fen) of all guarded accounts that begin with `prefix`, by account."""
    guard = tables.guard_balances.c
    asked = select(guard.account, guard.balance).where(
        guard.book == book, guard.account >= prefix, guard.account <= prefix + BEYOND
    )
    return {row.account: row.balance for row in connection.execute(asked.order_by(guard.account))}


def claim_holder(connection: Connection, book: str, claim: str) -> str | None:
    """Who holds a claim."""
    guard = tables.guard_claims.c
    return connection.execute(select(guard.holder).where(guard.book == book, guard.claim == claim)).scalar_one_or_none()


def guard_claims(connection: Connection, book: str, prefix: str = "") -> dict[str, str]:
    """The holders of all claims that begin with `prefix`, by claim."""
    guard = tables.guard_claims.c
    asked = select(guard.claim, guard.holder).where(
        guard.book == book, guard.claim >= prefix, guard.claim <= prefix + BEYOND
    )
    asked = asked.order_by(guard.claim)
    return {row.claim: row.holder for row in connection.execute(asked)}


def some_claim(connection: Connection, book: str, prefix: str) -> bool:
    """Whether any claim begins with `prefix`."""
    guard = tables.guard_claims.c
    asked = select(guard.claim).where(guard.book == book, guard.claim >= prefix, guard.claim <= prefix + BEYOND)
    return connection.execute(asked.limit(1)).first() is not None


def stored_answer(connection: Connection, book: str, key: str) -> Answer | None:
    """What the command with an idempotency key was answered."""
    keys = tables.idempotency.c
    asked = select(keys.request_digest, keys.response).where(keys.book == book, keys.key == key)
    row = connection.execute(asked).one_or_none()
    return None if row is None else Answer(row.request_digest, bytes(row.response))
