"""Tries at a password: each is counted before the password is looked at, so that many at once are no more than many."""

from datetime import datetime
from typing import Final

import msgspec
from sqlalchemy import Update, select, text, update

from domain.access.lockout import locked_until
from ledger.book import Book
from ledger.credentials.tables import tries
from ledger.credentials.tokens import moment, seconds

NOBODY: Final = ""
"""Under this name stand the tries at all names that have no password: counted, never locked, never written down."""

_BEGIN = text(
    "INSERT INTO credential_tries (book, account, failures, locked_until) VALUES (:book, :account, 0, 0)"
    " ON CONFLICT (book, account) DO NOTHING"
)


class Try(msgspec.Struct, frozen=True, kw_only=True):
    """A try that was counted as the n-th failure in a row, with the lock that it made; or one that was not admitted."""

    admitted: bool
    failures: int
    locked_until: datetime | None


def take(book: Book, account: str, now: datetime) -> Try:
    """Count a try as a failure before it is one, under the row's lock; none is admitted while the account is locked."""
    with book.database.writing() as connection:
        connection.execute(_BEGIN, {"book": book.place, "account": account})
        ours = (tries.c.book == book.place) & (tries.c.account == account)
        row = connection.execute(select(tries.c.failures, tries.c.locked_until).where(ours).with_for_update()).one()
        if row.locked_until > seconds(now):
            # Written all the same: a locked account takes as long as any other.
            connection.execute(update(tries).where(ours).values(failures=row.failures))
            connection.commit()
            return Try(admitted=False, failures=row.failures, locked_until=moment(row.locked_until))
        failures = row.failures + 1
        until = locked_until(failures, now) if account else None
        values = {"failures": failures, "locked_until": seconds(until) if until else 0}
        connection.execute(update(tries).where(ours).values(**values))
        connection.commit()
    return Try(admitted=True, failures=failures, locked_until=until)


def forgetting(book: Book, account: str) -> Update:
    """What begins to count anew; the row stays, for whoever waits for it must find it."""
    ours = (tries.c.book == book.place) & (tries.c.account == account)
    return update(tries).where(ours).values(failures=0, locked_until=0)


def forget(book: Book, account: str) -> None:
    """Begin to count anew, after the right password."""
    with book.database.writing() as connection:
        connection.execute(forgetting(book, account))
        connection.commit()


def note_nothing(book: Book) -> None:
    """Write what changes nothing, where no failure is noted: to note one takes a write, and who waits could tell."""
    nobody = (tries.c.book == book.place) & (tries.c.account == NOBODY)
    with book.database.writing() as connection:
        connection.execute(update(tries).where(nobody).values(failures=tries.c.failures))
        connection.commit()


def at_nobody(book: Book) -> int:
    """How many passwords were tried at names that have none, ever: for a metric, in place of the names."""
    query = select(tries.c.failures).where(tries.c.book == book.place, tries.c.account == NOBODY)
    with book.database.reading() as connection:
        return int(connection.execute(query).scalar() or 0)
