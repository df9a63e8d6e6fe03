"""SQLite: a file. WAL with full synchronisation; writers take the file's write lock before they read."""

import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from time import monotonic_ns
from urllib.parse import quote

import msgspec
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool

from ledger.store.changes import Changes
from ledger.store.database import BookBusy, Cursor, Database, Driver, driver_of
from ledger.store.url import SqliteAddress

READER_PATIENCE_MS = 30_000
WRITER_PATIENCE_NS = 60_000_000_000
CACHED_STATEMENTS = 256
BUSY = 5
"""SQLite's primary result code for a lock that someone else holds."""

_BEGIN = "begin"

_INSERT_EVENT = (
    "INSERT INTO events (book, position, stream, version, topic, state, leaf_hash) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_PUT_BALANCE = (
    "INSERT INTO guard_balances (book, account, balance) VALUES (?, ?, ?)"
    " ON CONFLICT (book, account) DO UPDATE SET balance = excluded.balance"
)
_RELEASE_CLAIM = "DELETE FROM guard_claims WHERE book = ? AND claim = ?"
_TAKE_CLAIM = "INSERT INTO guard_claims (book, claim, holder) VALUES (?, ?, ?)"
_INSERT_ANSWER = "INSERT INTO idempotency (book, key, request_digest, response, position) VALUES (?, ?, ?, ?, ?)"
_MOVE_HEAD = "UPDATE book_head SET position = ?, recorded_at = ? WHERE book = ?"


class SqliteDatabase(Database):
    """A file that holds books."""

    mark = "?"
    one_of = "IN (SELECT value FROM json_each(?))"
    names = "(SELECT value AS name FROM json_each(?))"
    for_update = ""
    unsure = (sqlite3.OperationalError, OperationalError)

    def __init__(self, address: SqliteAddress, *, create: bool = False) -> None:
        path = address.path

        def connect() -> sqlite3.Connection:
            return _connect(path, create)

        engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
        event.listen(engine, "begin", self._begin)
        super().__init__(
            engine,
            writers=engine.execution_options(**{_BEGIN: "IMMEDIATE"}),
            readers=engine,
            snapshots=engine,
            shown=address.shown,
        )

    def claim_schema(self, connection: Connection) -> None:
        """Nothing to do: the write transaction has the file to itself."""

    def list_parameter(self, items: Sequence[str]) -> object:
        return msgspec.json.encode(items).decode()

    def run(self, driver: Driver, text: str, parameters: Sequence[object]) -> Cursor:
        return driver.execute(self.sql(text), parameters)

    def together(self, driver: Driver, events: int = 0) -> AbstractContextManager[object]:
        return nullcontext()

    def write(self, driver: Driver, changes: Changes) -> None:
        cursor = driver.cursor()
        for statement, rows in (
            (_INSERT_EVENT, changes.events),
            (_PUT_BALANCE, changes.balances),
            (_RELEASE_CLAIM, [(changes.book, claim) for claim in changes.released]),
            (_TAKE_CLAIM, changes.claims),
            (_INSERT_ANSWER, changes.answers),
            (_MOVE_HEAD, [(changes.position, changes.recorded_at, changes.book)]),
        ):
            if rows:
                cursor.executemany(statement, rows)

    def _begin(self, connection: Connection) -> None:
        driver = driver_of(connection)
        if connection.get_execution_options().get(_BEGIN) != "IMMEDIATE":
            driver.execute("BEGIN")
        elif not _take_write_lock(driver):
            raise BookBusy(url=self.shown)


def _connect(path: Path, create: bool) -> sqlite3.Connection:
    uri = f"file:{quote(str(path))}?mode={'rwc' if create else 'rw'}"
    # Transactions are begun by hand: the driver's own would begin only before a write, and never before a savepoint.
    driver = sqlite3.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, cached_statements=CACHED_STATEMENTS
    )
    with ExitStack() as closing:
        closing.callback(driver.close)
        driver.execute(f"PRAGMA busy_timeout = {READER_PATIENCE_MS}")
        if create:
            driver.execute("PRAGMA journal_mode = WAL")
        driver.execute("PRAGMA synchronous = FULL")
        driver.execute("PRAGMA foreign_keys = ON")
        # What is deleted (a person's key, a file that waited) is overwritten, not only let go.
        driver.execute("PRAGMA secure_delete = ON")
        closing.pop_all()
    return driver


def _take_write_lock(driver: Driver) -> bool:
    """Begin a write transaction; False where others hold the lock for too long.

    SQLite waits longer with every look at the lock, up to 100 ms, so that one of several processes starves.
    Many short waits of uneven length are fair enough and lose no throughput.
    """
    deadline = monotonic_ns() + WRITER_PATIENCE_NS
    try:
        while monotonic_ns() < deadline:
            driver.execute(f"PRAGMA busy_timeout = {4 + monotonic_ns() // 1_000 % 13}")
            if _begin_immediate(driver):
                return True
    finally:
        driver.execute(f"PRAGMA busy_timeout = {READER_PATIENCE_MS}")
    return False


def _begin_immediate(driver: Driver) -> bool:
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != BUSY:
            raise
        return False
    return True
