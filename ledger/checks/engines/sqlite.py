"""SQLite in memory: where few rows are looked at, nothing answers sooner."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from ledger.checks.dialects import Dialect
from ledger.checks.engines.engine import Cell
from ledger.checks.forms import TableForm

_FEW: Final = 8
"""So many rows a table about one subject is said to have."""


class SqliteEngine:
    """Tables in memory, one connection."""

    dialect: Dialect = "sqlite"

    def __init__(self, points: Path | None = None) -> None:
        # Whoever looks at cases lets one thread in at a time, not always the same.
        self._connection = sqlite3.connect(
            ":memory:", isolation_level=None, cached_statements=1000, uri=True, check_same_thread=False
        )
        self._made: dict[str, TableForm] = {}
        self._connection.execute("ANALYZE main")
        if points is not None:
            self._connection.execute("ATTACH ? AS points", [f"{points.absolute().as_uri()}?mode=ro"])

    def put(self, form: TableForm, rows: Iterable[tuple[Cell, ...]]) -> None:
        """Let a table hold these rows and no others."""
        self._empty(form)
        marks = ", ".join("?" for _ in form.fields)
        self._connection.executemany(f'INSERT INTO main."{form.name}" VALUES ({marks})', rows)

    def narrow(self, form: TableForm, columns: Sequence[str], keys: Sequence[int]) -> None:
        """Add the rows of the attached table in which one of the columns is one of the keys."""
        marks = ", ".join("?" for _ in keys)
        named = " OR ".join(f'"{column}" IN ({marks})' for column in columns)
        self._connection.execute(
            f'INSERT INTO main."{form.name}" SELECT * FROM points."{form.name}" WHERE {named}', [*keys] * len(columns)
        )

    def make(self, form: TableForm, sql: str) -> None:
        """Let a table hold what a query answers."""
        self.put(form, self.answer(sql))

    def index(self, form: TableForm) -> None:
        """Let a table be found by its first two columns."""
        columns = ", ".join(f'"{field.name}"' for field in form.fields[:2])
        self._connection.execute(f'CREATE INDEX IF NOT EXISTS main."{form.name}_found" ON "{form.name}" ({columns})')
        self._connection.execute(f'ANALYZE main."{form.name}"')

    def answer(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self._connection.execute(sql).fetchall()

    def _empty(self, form: TableForm) -> None:
        if self._made.get(form.name) == form:
            self._connection.execute(f'DELETE FROM main."{form.name}"')
            return
        self._connection.execute(f'DROP TABLE IF EXISTS main."{form.name}"')
        columns = ", ".join(f'"{field.name}" {"TEXT" if field.text else "INTEGER"}' for field in form.fields)
        self._connection.execute(f'CREATE TABLE main."{form.name}" ({columns})')
        self._made[form.name] = form
        self._expect_few(form)

    def _expect_few(self, form: TableForm) -> None:
        """Untold, SQLite takes a table for a large one and builds an index over it for every query."""
        self._connection.execute("DELETE FROM main.sqlite_stat1 WHERE tbl = ?", [form.name])
        self._connection.execute("INSERT INTO main.sqlite_stat1 VALUES (?, NULL, ?)", [form.name, _FEW])
        self._connection.execute("ANALYZE main.sqlite_schema")
