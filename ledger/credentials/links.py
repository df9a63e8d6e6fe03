"""Identities at OpenID providers: which one opens which account; of the subject only a hash is kept."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from secrets import token_hex
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Delete, delete, select

from domain.errors import Refusal
from ledger.book import Book
from ledger.credentials.tables import links
from ledger.credentials.tokens import seconds
from ledger.vault import Row

_COMMITTED: Final = ("book", "issuer", "subject_hash", "account", "link", "salt")


class IdentityNotLinked(Refusal):
    """此统一身份尚未关联账号,请联系账号管理员。

    This identity opens no account; ask the administrator of accounts.
    """


class IdentityLinkedAlready(Refusal):
    """此统一身份已关联账号,须先解除原关联。

    This identity opens an account already; unlink it there first.
    """


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """What may be known of a link; who the subject is at the provider, the book does not know."""

    link: str
    account: str
    issuer: str


def prepare(book: Book, *, account: str, issuer: str, subject: str, now: datetime) -> tuple[str, Row]:
    """The id of a new link, and the row that makes it one."""
    link = token_hex(6)
    row = {
        "book": book.place,
        "issuer": issuer,
        "subject_hash": subject_hash(issuer, subject),
        "account": account,
        "link": link,
        "salt": token_hex(16),
        "linked_at": seconds(now),
    }
    return link, (links, row)


def resolve(book: Book, issuer: str, subject: str) -> Link:
    """The account that an identity opens; raises IdentityNotLinked where there is none."""
    found = _select(book, links.c.issuer == issuer, links.c.subject_hash == subject_hash(issuer, subject))
    if not found:
        raise IdentityNotLinked(field="identity")
    return found[0]


def must_be_free(book: Book, issuer: str, subject: str) -> None:
    """Refuse an identity that opens an account already."""
    if _select(book, links.c.issuer == issuer, links.c.subject_hash == subject_hash(issuer, subject)):
        raise IdentityLinkedAlready(field="identity")


def links_of(book: Book, account: str) -> list[Link]:
    """The links of an account."""
    return _select(book, links.c.account == account)


def removing(book: Book, account: str, link: str) -> Delete:
    """What takes a link away."""
    return delete(links).where(links.c.book == book.place, links.c.account == account, links.c.link == link)


def subject_hash(issuer: str, subject: str) -> str:
    """SHA-256 of issuer and subject, so that one person is not the same at two providers."""
    return sha256(f"{issuer}\n{subject}".encode("utf-8", "surrogatepass")).hexdigest()


def commitment(row: Mapping[str, Any]) -> str:
    """What an event holds of a link's row: which identity opens which account."""
    return sha256(msgspec.json.encode([row[name] for name in _COMMITTED])).hexdigest()


def _select(book: Book, *conditions: ColumnElement[bool]) -> list[Link]:
    query = select(links.c.link, links.c.account, links.c.issuer).where(links.c.book == book.place, *conditions)
    with book.database.reading() as connection:
        return [Link(**row) for row in connection.execute(query.order_by(links.c.link)).mappings()]
