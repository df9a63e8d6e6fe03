"""SQLite in memory: where few rows are looked at, nothing answers sooner."""

import sqlite3
from collections.abc import Iterable
from typing import Any

from ledger.checks.engines.engine import Cell
from ledger.checks.forms import TableForm
from ledger.checks.text import Dialect


class SqliteEngine:
    """Tables in memory, one connection."""

    dialect: Dialect = "sqlite"

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:", isolation_level=None, cached_statements=1000)
        self._made: set[str] = set()

    def put(self, form: TableForm, rows: Iterable[tuple[Cell, ...]]) -> None:
        """Let a table hold these rows and no others."""
        self._empty(form)
        marks = ", ".join("?" for _ in form.fields)
        self._connection.executemany(f'INSERT INTO "{form.name}" VALUES ({marks})', rows)

    def make(self, form: TableForm, sql: str) -> None:
        """Let a table hold what a query answers."""
        self.put(form, self.answer(sql))

    def answer(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self._connection.execute(sql).fetchall()

    def _empty(self, form: TableForm) -> None:
        if form.name in self._made:
            self._connection.execute(f'DELETE FROM "{form.name}"')
            return
        columns = ", ".join(f'"{field.name}" {"TEXT" if field.text else "INTEGER"}' for field in form.fields)
        self._connection.execute(f'CREATE TABLE "{form.name}" ({columns})')
        self._made.add(form.name)
