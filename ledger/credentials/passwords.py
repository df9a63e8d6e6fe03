"""Passwords: argon2id hashes; a try costs the same whoever it is for, and nobody learns which accounts there are."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from hashlib import sha256
from threading import BoundedSemaphore
from typing import Final

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY
from sqlalchemy import ColumnElement, Delete, delete, select

from domain.access.password import LONGEST, due_for_change, normalised
from domain.errors import Refusal
from domain.wording import NotAnIdentifier, identifier
from ledger.book import Book
from ledger.credentials import tries
from ledger.credentials.tables import passwords
from ledger.credentials.tokens import moment, new_secret, seconds
from ledger.vault import Row

AT_ONCE: Final = 4
"""How many passwords are hashed at the same time: each takes 64 MiB, and strangers may send them."""

IN_LINE: Final = 8
"""How many more may wait for their turn; the next is sent away, so that strangers who queue keep nobody from work."""

_hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
_turn = BoundedSemaphore(AT_ONCE)
_line = BoundedSemaphore(AT_ONCE + IN_LINE)


class CredentialsRefused(Refusal):
    """账号或密码不正确,或账号尚未设置密码、已停用,或因多次输错暂时锁定;请稍后再试,或联系账号管理员。

    The account or the password is wrong, or the account has no password, is closed, or is locked for a while after
    wrong passwords; try again later, or ask the administrator of accounts.
    """


class SignInBusy(Refusal):
    """此刻登录的人太多,请稍后再试。

    Too many people are signing in at this moment; try again shortly.
    """


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a try: whether the password is right, and if not, what the failure has led to.

    `known` says whether the account has a password at all and the try was counted on it: only then may it be written
    down. `due` = the password is right and too old, `weak` = it is right and was hashed with lower parameters;
    `commitment` is that of the hash that it was right for.
    """

    right: bool
    known: bool = False
    failures: int = 0
    locked_until: datetime | None = None
    due: bool = False
    weak: bool = False
    commitment: str = ""


class _Stored(msgspec.Struct, frozen=True):
    hash: str
    changed_at: datetime


def judge(book: Book, account: str, password: str, now: datetime) -> Verdict:
    """Try a password. A wrong one, an account without one and a locked one take the same work and the same answer.

    Raises SignInBusy, before anything is counted, where too many try at once.
    """
    with _place_in_line():
        return _judged(book, account, password, now)


def _judged(book: Book, account: str, password: str, now: datetime) -> Verdict:
    stored = _stored(book, account)
    counted = tries.take(book, account if stored else tries.NOBODY, now)
    if stored is None or not counted.admitted:
        _matches(_nobodys_hash(), password)
        return Verdict(right=False)
    if not _matches(stored.hash, password):
        return Verdict(right=False, known=True, failures=counted.failures, locked_until=counted.locked_until)
    tries.forget(book, account)
    weak = _hasher.check_needs_rehash(stored.hash)
    due = due_for_change(stored.changed_at, now)
    return Verdict(right=True, known=True, due=due, weak=weak, commitment=commitment(stored.hash))


def must_still_be(book: Book, account: str, password: str, verdict: Verdict) -> None:
    """Refuse where the password was changed since it was found right; hashes only if there is another hash by now."""
    stored = _stored(book, account)
    same = stored is not None and commitment(stored.hash) == verdict.commitment
    if stored is None or not (same or _matches(stored.hash, password)):
        raise CredentialsRefused(field="password")


def hashed(password: str) -> str:
    """The argon2id hash of a password that fits (RFC 9106 §4, second recommended option: 64 MiB, 3 passes, 4 lanes)."""
    with _turn:
        return _hasher.hash(_bytes(normalised(password)))


def commitment(stored_hash: str) -> str:
    """What an event holds of a stored hash; the salt in it makes it worthless to whoever guesses."""
    return sha256(stored_hash.encode()).hexdigest()


def replacing(book: Book, account: str, stored_hash: str, changed_at: datetime) -> tuple[Delete, Row]:
    """What puts a hash in the place of the one before, in the transaction of the event that says so."""
    row = {"book": book.place, "account": account, "hash": stored_hash, "changed_at": seconds(changed_at)}
    return delete(passwords).where(_of(book, account)), (passwords, row)


def changed_at(book: Book, account: str) -> datetime | None:
    """When the password was last changed by its holder; None where there is none."""
    stored = _stored(book, account)
    return stored.changed_at if stored else None


@contextmanager
def _place_in_line() -> Iterator[None]:
    if not _line.acquire(blocking=False):
        raise SignInBusy(field="password")
    try:
        yield
    finally:
        _line.release()


def _stored(book: Book, account: str) -> _Stored | None:
    try:
        identifier(account, "account")
    except NotAnIdentifier:
        return None
    query = select(passwords.c.hash, passwords.c.changed_at).where(_of(book, account))
    with book.database.reading() as connection:
        row = connection.execute(query).one_or_none()
    return _Stored(row.hash, moment(row.changed_at)) if row else None


def _of(book: Book, account: str) -> ColumnElement[bool]:
    return (passwords.c.book == book.place) & (passwords.c.account == account)


def _matches(stored_hash: str, password: str) -> bool:
    # Nobody has so long a password, and hashing one would let a stranger keep the machine busy.
    given = _bytes(normalised(password)) if len(password) <= LONGEST else b""
    with _turn:
        try:
            return _hasher.verify(stored_hash, given)
        except (VerificationError, InvalidHashError):
            return False


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")


@cache
def _nobodys_hash() -> str:
    """A hash of nothing that anybody knows, with the parameters of today."""
    return _hasher.hash(new_secret())
