"""Points of the warehouse: what is not large once more in SQLite, indexed by every key, for looking at one case."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import duckdb

from ledger.checks.forms import TableForm
from ledger.checks.neighbours import SCOPE_KINDS
from ledger.checks.tables import forms

LARGE: Final = 3_000_000
"""A table with so many rows stays in DuckDB, and is kept there once more for every further key it is looked up by."""

_BY_CALENDAR: Final = ("month", "bucket")
"""By these too a table is looked up."""

_ONE_BY_ONE: Final = 8
"""So many keys of a large table are looked up one by one."""

_BATCH: Final = 50_000


def beside(warehouse: Path) -> Path:
    """Where the points of a warehouse lie."""
    return warehouse.with_suffix(".sqlite")


def is_large(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Whether a table of the warehouse is too large to be kept twice."""
    return int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchall()[0][0]) >= LARGE


def build(warehouse: Path, path: Path) -> None:
    """Make the points of a warehouse, whole or not at all."""
    draft = path.with_suffix(".points-draft")
    draft.unlink(missing_ok=True)
    with (
        duckdb.connect(str(warehouse), read_only=True) as held,
        closing(sqlite3.connect(draft, isolation_level=None)) as points,
    ):
        points.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")
        for form in _kept_in(held):
            _copy(held, points, form)
        points.execute("COMMIT")
        points.execute("ANALYZE")
    draft.replace(path)


def _kept_in(held: duckdb.DuckDBPyConnection) -> Iterator[TableForm]:
    for form in forms().values():
        known = form.origin in ("evidence", "derived") or form.name == "months"
        if known and not is_large(held, form.name):
            yield form


def _copy(held: duckdb.DuckDBPyConnection, points: sqlite3.Connection, form: TableForm) -> None:
    columns = ", ".join(f'"{field.name}" {"TEXT" if field.text else "INTEGER"}' for field in form.fields)
    points.execute(f'CREATE TABLE "{form.name}" ({columns})')
    marks = ", ".join("?" for _ in form.fields)
    rows = held.execute(f'SELECT * FROM "{form.name}"')
    while some := rows.fetchmany(_BATCH):
        points.executemany(f'INSERT INTO "{form.name}" VALUES ({marks})', some)
    for field in form.fields:
        if field.kind in SCOPE_KINDS or field.name in _BY_CALENDAR:
            points.execute(f'CREATE INDEX "{form.name}_{field.name}" ON "{form.name}" ("{field.name}")')


class Points:
    """Looks rows up by a key: small tables in SQLite, large ones in the warehouse. One thread at a time."""

    def __init__(self, warehouse: Path) -> None:
        self.path = beside(warehouse)
        self._small = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        self._large = duckdb.connect(str(warehouse), read_only=True, config={"threads": 1})
        self._in_small = {
            name for (name,) in self._small.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }

    def is_small(self, name: str) -> bool:
        """Whether a table is among the points."""
        return name in self._in_small

    def rows(self, form: TableForm, column: str, keys: Sequence[int]) -> list[tuple[Any, ...]]:
        """The rows of a table in which a column is one of the keys."""
        marks = ", ".join("?" for _ in keys)
        if self.is_small(form.name):
            query = f'SELECT * FROM "{form.name}" WHERE "{column}" IN ({marks})'
            return self._small.execute(query, keys).fetchall()
        sorted_by = form.name if form.fields[0].name == column else f"{form.name}@{column}"
        if len(keys) > _ONE_BY_ONE:
            return self._large.execute(f'SELECT * FROM "{sorted_by}" WHERE "{column}" IN ({marks})', keys).fetchall()
        # DuckDB knows at once in which pages one key can lie; for one of several it reads them all.
        each = f'SELECT * FROM "{sorted_by}" WHERE "{column}" = ?'
        return self._large.execute(" UNION ALL ".join(each for _ in keys), keys).fetchall() if keys else []

    def close(self) -> None:
        """Let go of both files."""
        self._small.close()
        self._large.close()
