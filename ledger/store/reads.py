"""Reads beside the events: a book's head, its guard rows and its stored answers."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import BindParameter, Connection, bindparam, func, select

from ledger import tables

BEYOND = "\U0010ffff"
"""The last code point: `prefix` to `prefix + BEYOND` spans all keys that begin with it, and uses the index."""

# Each statement is made once: making it costs five times as much as asking it, and a command asks many.
_BOOK: BindParameter[str] = bindparam("book")
_NAME: BindParameter[str] = bindparam("name")
_FIRST: BindParameter[str] = bindparam("first")
_LAST: BindParameter[str] = bindparam("last")
_head, _events, _keys = tables.book_head.c, tables.events.c, tables.idempotency.c
_balances, _claims = tables.guard_balances.c, tables.guard_claims.c
_SPAN = (_claims.book == _BOOK, _claims.claim >= _FIRST, _claims.claim <= _LAST)

_HEAD = select(_head.position, _head.recorded_at).where(_head.book == _BOOK)
_VERSION = select(func.max(_events.version)).where(_events.book == _BOOK, _events.stream == _NAME)
_BALANCE = select(_balances.balance).where(_balances.book == _BOOK, _balances.account == _NAME)
_BALANCES = (
    select(_balances.account, _balances.balance)
    .where(_balances.book == _BOOK, _balances.account >= _FIRST, _balances.account <= _LAST)
    .order_by(_balances.account)
)
_HOLDER = select(_claims.holder).where(_claims.book == _BOOK, _claims.claim == _NAME)
_CLAIMS = select(_claims.claim, _claims.holder).where(*_SPAN).order_by(_claims.claim)
_SOME_CLAIM = select(_claims.claim).where(*_SPAN).limit(1)
_ANSWER = select(_keys.request_digest, _keys.response).where(_keys.book == _BOOK, _keys.key == _NAME)


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
    row = connection.execute(_HEAD, {"book": book}).one()
    return Head(row.position, datetime.fromisoformat(row.recorded_at) if row.recorded_at else None)


def stream_version(connection: Connection, book: str, stream: str) -> int:
    """The version of the last event of a stream; zero where there is none."""
    return connection.execute(_VERSION, {"book": book, "name": stream}).scalar_one() or 0


def guard_balance(connection: Connection, book: str, account: str) -> int:
    """The balance (fen) of one guarded account; zero where there is no row."""
    return connection.execute(_BALANCE, {"book": book, "name": account}).scalar_one_or_none() or 0


def guard_balances(connection: Connection, book: str, prefix: str = "") -> dict[str, int]:
    """The balances (fen) of all guarded accounts that begin with `prefix`, by account."""
    return {row.account: row.balance for row in connection.execute(_BALANCES, _span(book, prefix))}


def claim_holder(connection: Connection, book: str, claim: str) -> str | None:
    """Who holds a claim."""
    return connection.execute(_HOLDER, {"book": book, "name": claim}).scalar_one_or_none()


def guard_claims(connection: Connection, book: str, prefix: str = "") -> dict[str, str]:
    """The holders of all claims that begin with `prefix`, by claim."""
    return {row.claim: row.holder for row in connection.execute(_CLAIMS, _span(book, prefix))}


def some_claim(connection: Connection, book: str, prefix: str) -> bool:
    """Whether any claim begins with `prefix`."""
    return connection.execute(_SOME_CLAIM, _span(book, prefix)).first() is not None


def stored_answer(connection: Connection, book: str, key: str) -> Answer | None:
    """What the command with an idempotency key was answered."""
    row = connection.execute(_ANSWER, {"book": book, "name": key}).one_or_none()
    return None if row is None else Answer(row.request_digest, bytes(row.response))


def _span(book: str, prefix: str) -> dict[str, str]:
    return {"book": book, "first": prefix, "last": prefix + BEYOND}
