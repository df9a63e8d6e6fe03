"""One write transaction for a group of commands: lock the head, read, judge each command, write, commit.

The head's row is the one lock of a book and is taken first, so that no two appends can wait for each other, in
whatever order their guards come. All that is read under it stays true until the commit.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain

import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from domain.errors import Conflict, NotFound, Refusal
from ledger.store.append import Append, Appended
from ledger.store.changes import Changes, Row, changes
from ledger.store.database import Database, Driver, driver_of
from ledger.store.reads import BEYOND
from ledger.store.standing import KeyAlreadyUsed, Standing

Outcome = Appended | Exception
"""What became of one command: its positions, or why it was not taken."""

_HEAD = "SELECT position, recorded_at FROM book_head WHERE book = ? {for_update}"

# One look-up by full key for each name, which every planner takes from the index, however stale its statistics.
_STANDING = """
SELECT 0, name, CAST((SELECT max(version) FROM events WHERE book = ? AND stream = name) AS TEXT) FROM {names} AS a
UNION ALL
SELECT 1, name, CAST((SELECT balance FROM guard_balances WHERE book = ? AND account = name) AS TEXT) FROM {names} AS b
UNION ALL
SELECT 2, name, (SELECT holder FROM guard_claims WHERE book = ? AND claim = name) FROM {names} AS c
UNION ALL
SELECT 3, name, CAST((SELECT position FROM idempotency WHERE book = ? AND key = name) AS TEXT) FROM {names} AS d
"""

_WATCHED = "SELECT claim FROM guard_claims WHERE book = ? AND claim >= ? AND claim <= ?"

_DUPLICATES = (sqlite3.IntegrityError, psycopg.IntegrityError, IntegrityError)

_SPOILT = (sqlite3.Error, psycopg.Error, SQLAlchemyError, ValueError, TypeError, OverflowError)
"""What the database, or the driver before it, raises for values that it cannot take."""


class AppendUnconfirmed(Refusal):
    """无法确认是否已写入账套({problem});请用同一操作编号重试。

    It is not certain that this was written to the book ({problem}); retry with the same key.
    """


def append_group(database: Database, book: str, group: Sequence[Append]) -> Sequence[Outcome]:
    """Append a group of commands in one transaction, each taken or refused on its own.

    A command that the database itself cannot take spoils the transaction: then each command gets its own.
    """
    try:
        with database.writing() as connection:
            return append_within(database, connection, book, group)
    except database.unsure as error:
        return [_unconfirmed(error) for _ in group]
    except _SPOILT as error:
        if len(group) == 1:
            return [_named(error, group[0])]
    except Refusal as refusal:
        return [refusal for _ in group]
    return [outcome for append in group for outcome in append_group(database, book, [append])]


def append_within(database: Database, connection: Connection, book: str, group: Sequence[Append]) -> Sequence[Outcome]:
    """Append a group of commands within a write transaction and commit it, if any is taken."""
    driver = driver_of(connection)
    standing = _read(database, driver, book, group)
    before = standing.copy()
    outcomes = [_judge(standing, append) for append in group]
    if standing.admitted:
        _write(database, connection, changes(book, before, standing), standing.admitted)
    return outcomes


def _write(database: Database, connection: Connection, changed: Changes, admitted: Iterable[Append]) -> None:
    driver = driver_of(connection)
    with database.together(driver, len(changed.events)):
        database.write(driver, changed)
        for append in admitted:
            for table, columns in append.erase:
                connection.execute(table.delete().where(*(table.c[name] == columns[name] for name in columns)))
            for statement in append.also:
                connection.execute(statement)
            for table, row in append.rows:
                connection.execute(table.insert(), row)
        connection.commit()


def _judge(standing: Standing, append: Append) -> Outcome:
    try:
        return standing.admit(append)
    except (Refusal, KeyAlreadyUsed) as refusal:
        return refusal


def _read(database: Database, driver: Driver, book: str, group: Sequence[Append]) -> Standing:
    asked = [
        _unique(chain((leaf.stream for leaf in append.leaves), append.expect) for append in group),
        _unique(chain(append.reserve, append.drain) for append in group),
        _unique(chain(append.take, append.release) for append in group),
        _unique([append.idempotency[0]] for append in group if append.idempotency),
    ]
    parameters = chain.from_iterable((book, database.list_parameter(names)) for names in asked)
    prefixes = _unique(append.watch for append in group)
    with database.together(driver):
        head = database.run(driver, _HEAD, (book,))
        rows = database.run(driver, _STANDING, tuple(parameters))
        watched = [database.run(driver, _WATCHED, (book, prefix, prefix + BEYOND)) for prefix in prefixes]
    position, recorded_at = _one(head.fetchall(), book)
    versions, balances, holders, keys = found = [dict[str, str]() for _ in asked]
    for part, name, value in rows.fetchall():
        if value is not None:
            found[part][name] = value
    return Standing(
        position=position,
        recorded_at=datetime.fromisoformat(recorded_at) if recorded_at else None,
        versions={stream: int(version) for stream, version in versions.items()},
        balances={account: int(balance) for account, balance in balances.items()},
        holders=holders,
        keys=set(keys),
        watched={
            prefix: {claim for (claim,) in cursor.fetchall()} for prefix, cursor in zip(prefixes, watched, strict=True)
        },
    )


def _one(rows: Sequence[Row], book: str) -> Row:
    if not rows:
        raise NotFound(what="book", key=book)
    return rows[0]


def _unique(names: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(chain.from_iterable(names)))


def _named(error: Exception, append: Append) -> Exception:
    if isinstance(error, _DUPLICATES):
        conflict = Conflict(stream=append.leaves[0].stream)
        conflict.__cause__ = error
        return conflict
    return error


def _unconfirmed(error: Exception) -> AppendUnconfirmed:
    refusal = AppendUnconfirmed(problem=type(error).__name__)
    refusal.__cause__ = error
    return refusal
