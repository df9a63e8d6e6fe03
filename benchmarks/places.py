"""Where a measurement runs: a fresh book on either store, and a raw connection to the same disk."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import psycopg

from tests.postgres import running_postgres

Row = Sequence[Any]


class Raw(Protocol):
    """The raw limit: rows into tables without indexes but their keys, by the driver alone."""

    def prepare(self, columns: dict[str, int]) -> None:
        """Make empty tables, by name and number of columns; the first column is the key."""

    def load(self, rows: dict[str, Sequence[Row]]) -> None:
        """All rows in one durable transaction, by the fastest way of the driver."""

    def one_by_one(self, rows: Sequence[dict[str, Row]]) -> None:
        """One durable transaction for each entry."""


class Place:
    """A folder and an address for new books of one store."""

    def __init__(self, store: str, folder: Path, address: Callable[[str], str], raw: Raw) -> None:
        self.store = store
        self.folder = folder
        self.address = address
        self.raw = raw


class SqliteRaw:
    """The driver alone on a file, in the mode that books use."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")

    def close(self) -> None:
        self._connection.close()

    def prepare(self, columns: dict[str, int]) -> None:
        for table, count in columns.items():
            self._connection.execute(f"DROP TABLE IF EXISTS {table}")
            names = ", ".join(f"c{number}" for number in range(count))
            self._connection.execute(f"CREATE TABLE {table} ({names}, PRIMARY KEY (c0))")

    def load(self, rows: dict[str, Sequence[Row]]) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        for table, some in rows.items():
            if some:
                self._connection.executemany(_insert(table, len(some[0]), "?"), some)
        self._connection.execute("COMMIT")

    def one_by_one(self, rows: Sequence[dict[str, Row]]) -> None:
        for entry in rows:
            self._connection.execute("BEGIN IMMEDIATE")
            for table, row in entry.items():
                self._connection.execute(_insert(table, len(row), "?"), row)
            self._connection.execute("COMMIT")


class PostgresRaw:
    """The driver alone on the server."""

    def __init__(self, address: str) -> None:
        self._connection = psycopg.connect(address, autocommit=True)

    def close(self) -> None:
        self._connection.close()

    def prepare(self, columns: dict[str, int]) -> None:
        for table, count in columns.items():
            self._connection.execute(f"DROP TABLE IF EXISTS {table}".encode())
            names = ", ".join(f"c{number} text" for number in range(1, count))
            self._connection.execute(f"CREATE TABLE {table} (c0 bigint PRIMARY KEY, {names})".encode())

    def load(self, rows: dict[str, Sequence[Row]]) -> None:
        with self._connection.transaction(), self._connection.cursor() as cursor:
            for table, some in rows.items():
                with cursor.copy(f"COPY {table} FROM STDIN".encode()) as copy:
                    for row in some:
                        copy.write_row(row)

    def one_by_one(self, rows: Sequence[dict[str, Row]]) -> None:
        for entry in rows:
            with self._connection.transaction():
                for table, row in entry.items():
                    self._connection.execute(_insert(table, len(row), "%s").encode(), row)


def _insert(table: str, columns: int, mark: str) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join([mark] * columns)})"


@contextmanager
def sqlite_place() -> Iterator[Place]:
    """SQLite files in a temporary folder."""
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        raw = SqliteRaw(folder / "raw.sqlite")
        yield Place("sqlite", folder, lambda book: f"sqlite:///{folder / book}.sqlite", raw)
        raw.close()


@contextmanager
def postgres_place() -> Iterator[Place]:
    """Schemas on a server of its own that waits for the disk."""
    with TemporaryDirectory(prefix="bench-") as name, running_postgres(durable=True) as server:
        raw = PostgresRaw(server)
        yield Place("postgresql", Path(name), lambda book: f"{server}&schema={book}", raw)
        raw.close()
