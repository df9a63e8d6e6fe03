"""Sessions: who is signed in, by a token of which only the hash is kept; idle and absolute ends."""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, cast

import msgspec
from sqlalchemy import Delete, delete, or_, select, update

from domain.access.audit import Method
from domain.errors import Refusal
from ledger.book import Book
from ledger.credentials.tables import sessions
from ledger.credentials.tokens import SHORT, hash_of, moment, new_secret, seconds
from ledger.vault import Row

IDLE: Final = timedelta(minutes=30)
"""A session without a request for so long is over (GB/T 22239-2019 §8.1.4.1 b: 登录连接超时自动退出)."""

ABSOLUTE: Final = timedelta(hours=12)
"""No session outlives a working day, whatever happens in it (NIST SP 800-63B-4 §2.2.3 allows 24 hours at AAL2)."""

TOUCH: Final = timedelta(minutes=1)
"""A session's last request is written down no more often, so that reading does not write."""

_CSRF: Final = b"subsidy-ledger csrf 1"


class SessionEnded(Refusal):
    """未登录,或登录已过期,请重新登录。

    You are not signed in, or the session has ended; sign in again.
    """


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A session that holds at the moment; `id` is the beginning of its hash, as the log has it."""

    id: str
    account: str
    method: Method
    begun_at: datetime
    seen_at: datetime


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """A new session: the token for the cookie, shown once, and the row that makes it one."""

    token: str
    session: Session
    row: Row

    def __repr__(self) -> str:
        return f"Begun({self.session.id})"


def prepare(book: Book, account: str, method: Method, now: datetime) -> Begun:
    """A session that begins once its row is in the book, in the transaction of the event that says so."""
    token = new_secret()
    hashed, at = hash_of(token), seconds(now)
    row = {
        "book": book.place,
        "token_hash": hashed,
        "account": account,
        "method": method,
        "begun_at": at,
        "seen_at": at,
    }
    session = Session(id=hashed[:SHORT], account=account, method=method, begun_at=moment(at), seen_at=moment(at))
    return Begun(token=token, session=session, row=(sessions, row))


def resolve(book: Book, token: str, now: datetime) -> Session:
    """The session of a token; raises SessionEnded where there is none, or it was idle or open for too long.

    The account behind it is judged by its own authority, at every request.
    """
    hashed = hash_of(token)
    query = select(sessions.c.account, sessions.c.method, sessions.c.begun_at, sessions.c.seen_at).where(
        sessions.c.book == book.place, sessions.c.token_hash == hashed
    )
    with book.database.reading() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        raise SessionEnded(field="session")
    begun_at, seen_at = moment(row.begun_at), moment(row.seen_at)
    if now - begun_at >= ABSOLUTE or now - seen_at >= IDLE:
        raise SessionEnded(field="session")
    if now - seen_at >= TOUCH:
        _touch(book, hashed, now)
    method = cast(Method, row.method)
    return Session(id=hashed[:SHORT], account=row.account, method=method, begun_at=begun_at, seen_at=seen_at)


def csrf_token(token: str) -> str:
    """The anti-forgery token of a session; it follows from the session's token, and does not lead back to it."""
    return hmac.new(token.encode("utf-8", "surrogatepass"), _CSRF, sha256).hexdigest()


def csrf_matches(token: str, given: str) -> bool:
    """Whether a request brings the session's anti-forgery token."""
    return hmac.compare_digest(csrf_token(token).encode(), given.encode("utf-8", "surrogatepass"))


def ending(book: Book, token: str) -> Delete:
    """What ends one session."""
    return delete(sessions).where(sessions.c.book == book.place, sessions.c.token_hash == hash_of(token))


def ending_all(book: Book, account: str, *, but: str = "", method: Method | None = None) -> Delete:
    """What ends every session of an account, but for that of the token `but`; or those of one method only."""
    others = sessions.c.token_hash != hash_of(but)
    ended = delete(sessions).where(sessions.c.book == book.place, sessions.c.account == account, others)
    return ended if method is None else ended.where(sessions.c.method == method)


def sweeping(book: Book, now: datetime) -> Delete:
    """What takes away the sessions that are over by themselves."""
    over = or_(sessions.c.begun_at <= seconds(now - ABSOLUTE), sessions.c.seen_at <= seconds(now - IDLE))
    return delete(sessions).where(sessions.c.book == book.place, over)


def _touch(book: Book, hashed: str, now: datetime) -> None:
    """Only forwards: a request that was overtaken by another does not shorten the session."""
    at = seconds(now)
    statement = update(sessions).where(
        sessions.c.book == book.place, sessions.c.token_hash == hashed, sessions.c.seen_at < at
    )
    with book.database.writing() as connection:
        connection.execute(statement.values(seen_at=at))
        connection.commit()
