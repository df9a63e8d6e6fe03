"""One write transaction for a group of commands: lock the head, read, judge each command, write, commit.

The head's row is the one lock of a book and is taken first, so that no two appends can wait for each other, in
whatever order their guards come. All that is read under it stays true until the commit.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain

import msgspec
import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from domain.errors import Conflict, NotFound, Refusal
from ledger import tables
from ledger.store.append import Append, Appended
from ledger.store.database import Cursor, Database, Driver, Row, driver_of
from ledger.store.standing import KeyAlreadyUsed, Standing

Outcome = Appended | Exception
"""What became of one command: its positions, or why it was not taken."""

_HEAD = "SELECT position, recorded_at FROM book_head WHERE book = ? {for_update}"
_VERSIONS = "SELECT name, (SELECT max(version) FROM events WHERE book = ? AND stream = name) FROM {names} AS streams"
_BALANCES = "SELECT account, balance FROM guard_balances WHERE book = ? AND account {one_of}"
_HOLDERS = "SELECT claim, holder FROM guard_claims WHERE book = ? AND claim {one_of}"
_KEYS = "SELECT key, position FROM idempotency WHERE book = ? AND key {one_of}"

_CHANGE_BALANCE = "UPDATE guard_balances SET balance = balance + ? WHERE book = ? AND account = ?"
_RELEASE_CLAIM = "DELETE FROM guard_claims WHERE book = ? AND claim = ?"
_MOVE_HEAD = "UPDATE book_head SET position = ?, recorded_at = ? WHERE book = ?"

_DUPLICATES = (sqlite3.IntegrityError, psycopg.IntegrityError, IntegrityError)


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
    except Exception as error:
        if len(group) == 1:
            return [_named(error, group[0])]
    return [outcome for append in group for outcome in append_group(database, book, [append])]


def append_within(
    database: Database, connection: Connection, book: str, group: Sequence[Append]
) -> Sequence[Outcome]:
    """Append a group of commands within a write transaction and commit it, if any is taken."""
    driver = driver_of(connection)
    standing = _read(database, driver, book, group)
    before = _Before(standing)
    outcomes = [_judge(standing, append) for append in group]
    if standing.admitted:
        with database.together(driver, sum(len(append.leaves) + len(append.take) for append in standing.admitted)):
            _write(database, driver, book, before, standing)
            _insert_rows(connection, standing.admitted)
            connection.commit()
    return outcomes


class _Before:
    """The standing before the group, to tell what has to be written."""

    def __init__(self, standing: Standing) -> None:
        self.position = standing.position
        self.balances = dict(standing.balances)
        self.holders = dict(standing.holders)


def _judge(standing: Standing, append: Append) -> Outcome:
    try:
        return standing.admit(append)
    except (Refusal, KeyAlreadyUsed) as refusal:
        return refusal


def _read(database: Database, driver: Driver, book: str, group: Sequence[Append]) -> Standing:
    streams = _unique(chain((leaf.stream for leaf in append.leaves), append.expect) for append in group)
    accounts = _unique(chain(append.reserve, append.drain) for append in group)
    claims = _unique(chain(append.take, append.release) for append in group)
    keys = _unique([append.idempotency[0]] for append in group if append.idempotency)
    with database.together(driver, 0):
        head = database.run(driver, _HEAD, (book,))
        versions = _ask(database, driver, _VERSIONS, book, streams)
        balances = _ask(database, driver, _BALANCES, book, accounts)
        holders = _ask(database, driver, _HOLDERS, book, claims)
        used = _ask(database, driver, _KEYS, book, keys)
    position, recorded_at = _one(head.fetchall(), book)
    return Standing(
        position=position,
        recorded_at=datetime.fromisoformat(recorded_at) if recorded_at else None,
        versions={stream: version for stream, version in _rows(versions) if version},
        balances=dict(_rows(balances)),
        holders=dict(_rows(holders)),
        keys={key for key, _ in _rows(used)},
    )


def _ask(database: Database, driver: Driver, text: str, book: str, names: Sequence[str]) -> Cursor | None:
    return database.run(driver, text, (book, database.list_parameter(names))) if names else None


def _rows(cursor: Cursor | None) -> list[Row]:
    return cursor.fetchall() if cursor else []


def _one(rows: Sequence[Row], book: str) -> Row:
    if not rows:
        raise NotFound(what="账套", key=book)
    return rows[0]


def _unique(names: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(chain.from_iterable(names)))


def _write(database: Database, driver: Driver, book: str, before: _Before, standing: Standing) -> None:
    # The tiles of the Merkle log are derived here from the leaf hashes, in the same transaction.
    database.insert(driver, tables.events, list(_events(book, before.position, standing.admitted)))
    _write_balances(database, driver, book, before.balances, standing.balances)
    _write_claims(database, driver, book, before.holders, standing.holders)
    database.insert(driver, tables.idempotency, list(_answers(book, before.position, standing.admitted)))
    recorded_at = msgspec.to_builtins(standing.recorded_at)
    database.run(driver, _MOVE_HEAD, (standing.position, recorded_at, book))


def _events(book: str, position: int, admitted: Iterable[Append]) -> Iterator[Row]:
    leaves = chain.from_iterable(append.leaves for append in admitted)
    for place, leaf in enumerate(leaves, start=position + 1):
        yield (book, place, *leaf)


def _answers(book: str, position: int, admitted: Iterable[Append]) -> Iterator[Row]:
    for append in admitted:
        position += len(append.leaves)
        if append.idempotency:
            yield (book, *append.idempotency, position)


def _write_balances(
    database: Database, driver: Driver, book: str, before: dict[str, int], after: dict[str, int]
) -> None:
    changed = [(after[account] - before[account], book, account) for account in sorted(before)]
    if changed := [row for row in changed if row[0]]:
        driver.cursor().executemany(database.sql(_CHANGE_BALANCE), changed)
    new = [(book, account, after[account]) for account in sorted(after.keys() - before.keys())]
    database.insert(driver, tables.guard_balances, new)


def _write_claims(
    database: Database, driver: Driver, book: str, before: dict[str, str], after: dict[str, str]
) -> None:
    gone = [(book, claim) for claim in sorted(before) if after.get(claim) != before[claim]]
    if gone:
        driver.cursor().executemany(database.sql(_RELEASE_CLAIM), gone)
    new = [(book, claim, after[claim]) for claim in sorted(after) if before.get(claim) != after[claim]]
    database.insert(driver, tables.guard_claims, new)


def _insert_rows(connection: Connection, admitted: Iterable[Append]) -> None:
    for append in admitted:
        for table, row in append.rows:
            connection.execute(table.insert(), row)


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
