"""API keys: `slk_<key id>_<secret>`; hashed, with a purpose, a scope and an end, and revocable at once."""

import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_hex
from typing import Any, Final

import msgspec
from sqlalchemy import RowMapping, Update, or_, select, update

from domain.access.scope import Scope
from domain.errors import Refusal
from ledger.book import Book
from ledger.credentials.tables import keys
from ledger.credentials.tokens import hash_of, moment, new_secret, seconds
from ledger.vault import Row

PREFIX: Final = "slk_"
"""How a key begins, so that scanners of source code and logs find one that was left lying about."""

MOST_DAYS: Final = 366
"""No key is good for longer than a year: whoever still needs it renews it, and whoever left does not."""

TOUCH: Final = timedelta(hours=1)
"""The last use of a key is written down no more often."""

_ID_BYTES: Final = 6
_COMMITTED: Final = ("book", "key", "account", "secret_hash", "purpose", "scope", "issued_at", "expires_at")


class ApiKeyRefused(Refusal):
    """API 密钥无效、已过期或已吊销。

    The API key is not valid, has expired or was revoked.
    """


class ApiKeyDays(Refusal):
    """API 密钥的有效期为 1 至 {most} 天,不能是 {days} 天。

    An API key is good for 1 to {most} days, not for {days}.
    """


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """What may be known of a key; never its secret, nor the hash of it."""

    key: str
    account: str
    purpose: str
    scope: tuple[Scope, ...]
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None


class Issued(msgspec.Struct, frozen=True, kw_only=True):
    """A new key: the text for its holder, shown once, and the row that makes it one."""

    text: str
    key: Key
    row: Row

    def __repr__(self) -> str:
        return f"Issued({self.key.key})"


def prepare(book: Book, *, account: str, purpose: str, scope: tuple[Scope, ...], days: int, now: datetime) -> Issued:
    """A key that opens once its row is in the book, in the transaction of the event that says so."""
    if not 1 <= days <= MOST_DAYS:
        raise ApiKeyDays(field="days", most=MOST_DAYS, days=days)
    secret, at = new_secret(), seconds(now)
    key = Key(
        key=token_hex(_ID_BYTES),
        account=account,
        purpose=purpose,
        scope=scope,
        issued_at=moment(at),
        expires_at=moment(at) + timedelta(days=days),
        revoked_at=None,
        used_at=None,
    )
    row = {
        "book": book.place,
        "key": key.key,
        "account": account,
        "secret_hash": hash_of(secret),
        "purpose": purpose,
        "scope": msgspec.json.encode(scope).decode(),
        "issued_at": at,
        "expires_at": seconds(key.expires_at),
    }
    return Issued(text=f"{PREFIX}{key.key}_{secret}", key=key, row=(keys, row))


def resolve(book: Book, text: str, now: datetime) -> Key:
    """The key behind its text; raises ApiKeyRefused for every other text, and says no more about why.

    What it may do is judged at every use: `ledger.authority.actor_by_key`.
    """
    head, _, secret = text.removeprefix(PREFIX).partition("_")
    found = _found(book, head) if text.startswith(PREFIX) and head.isascii() and head.isalnum() else None
    if found is None or not hmac.compare_digest(found["secret_hash"], hash_of(secret)):
        raise ApiKeyRefused(field="api_key")
    key = _key(found)
    if key.revoked_at is not None or key.expires_at <= now:
        raise ApiKeyRefused(field="api_key")
    if key.used_at is None or now - key.used_at >= TOUCH:
        _touch(book, key.key, now)
    return key


def keys_of(book: Book, account: str = "") -> list[Key]:
    """The keys of an account, or of all, the newest first; expired and revoked ones too."""
    query = select(keys).where(keys.c.book == book.place).order_by(keys.c.issued_at.desc(), keys.c.key)
    if account:
        query = query.where(keys.c.account == account)
    with book.database.reading() as connection:
        return [_key(row) for row in connection.execute(query).mappings()]


def key_of(book: Book, key: str) -> Key | None:
    """A key by its id."""
    found = _found(book, key)
    return _key(found) if found else None


def revoking(book: Book, key: str, now: datetime) -> Update:
    """What makes a key be refused from then on."""
    return update(keys).where(keys.c.book == book.place, keys.c.key == key).values(revoked_at=seconds(now))


def commitment(row: Mapping[str, Any]) -> str:
    """What an event holds of a key's row: all that decides whom it lets in, to what and until when."""
    return sha256(msgspec.json.encode([row[name] for name in _COMMITTED])).hexdigest()


def _found(book: Book, key: str) -> RowMapping | None:
    query = select(keys).where(keys.c.book == book.place, keys.c.key == key)
    with book.database.reading() as connection:
        return connection.execute(query).mappings().one_or_none()


def _key(row: RowMapping) -> Key:
    return Key(
        key=row["key"],
        account=row["account"],
        purpose=row["purpose"],
        scope=msgspec.json.decode(row["scope"], type=tuple[Scope, ...]),
        issued_at=moment(row["issued_at"]),
        expires_at=moment(row["expires_at"]),
        revoked_at=None if row["revoked_at"] is None else moment(row["revoked_at"]),
        used_at=None if row["used_at"] is None else moment(row["used_at"]),
    )


def _touch(book: Book, key: str, now: datetime) -> None:
    at = seconds(now)
    later = or_(keys.c.used_at.is_(None), keys.c.used_at < at)
    statement = update(keys).where(keys.c.book == book.place, keys.c.key == key, later)
    with book.database.writing() as connection:
        connection.execute(statement.values(used_at=at))
        connection.commit()
