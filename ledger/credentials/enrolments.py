"""Enrolments: a one-time token with which the holder of an account sets a password that no administrator has seen."""

import hmac
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Delete, delete, select

from domain.errors import Refusal
from ledger.book import Book
from ledger.credentials.tables import enrolments
from ledger.credentials.tokens import hash_of, new_secret, seconds
from ledger.vault import Row

GOOD_FOR: Final = timedelta(hours=24)
"""It is handed over in person; what lies about longer is found by others."""


class EnrolmentTokenRefused(Refusal):
    """设置密码的一次性口令无效、已使用或已过期,请向账号管理员重新索取。

    The one-time token is not valid, was used or has expired; ask the administrator of accounts for another.
    """


def prepare(book: Book, account: str, now: datetime) -> tuple[str, datetime, Row]:
    """A new token, until when it is good, and its row; the caller takes the one before away with `removing`."""
    token, expires_at = new_secret(), now + GOOD_FOR
    row = {
        "book": book.place,
        "account": account,
        "token_hash": hash_of(token),
        "expires_at": seconds(expires_at),
    }
    return token, expires_at, (enrolments, row)


def must_hold(book: Book, account: str, token: str, now: datetime) -> None:
    """Refuse a token that is not the account's own, or is no longer good."""
    query = select(enrolments.c.token_hash, enrolments.c.expires_at).where(
        enrolments.c.book == book.place, enrolments.c.account == account
    )
    with book.database.reading() as connection:
        row = connection.execute(query).one_or_none()
    if row is None or row.expires_at <= seconds(now) or not hmac.compare_digest(row.token_hash, hash_of(token)):
        raise EnrolmentTokenRefused(field="token")


def removing(book: Book, account: str) -> Delete:
    """What takes the account's token away: used, or replaced by another."""
    return delete(enrolments).where(enrolments.c.book == book.place, enrolments.c.account == account)
