"""Points of the warehouse: what is not large once more in SQLite, indexed by key, for looking at one case."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any, Final

import duckdb

from ledger.checks.forms import TableForm
from ledger.checks.kept_scripts import script_of_check
from ledger.checks.neighbours import STEPS
from ledger.checks.registry import checks
from ledger.checks.tables import forms

LARGE: Final = 3_000_000
"""A table with so many rows stays in DuckDB, where few pages hold a key of its first column."""

_BY_CALENDAR: Final = ("month", "bucket")
"""By these, beside keys of any kind, a table is looked up that is not narrowed by the kind of a check's subjects."""

_ONE_BY_ONE: Final = 8
"""So many keys of a large table are looked up one by one."""

_BATCH: Final = 50_000


def beside(warehouse: Path) -> Path:
    """Where the points of a warehouse lie."""
    return warehouse.with_suffix(".sqlite")


@cache
def layout() -> dict[str, tuple[str, ...]]:
    """Which tables may be looked up, those that checks or steps read, and by which columns."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    columns: defaultdict[str, set[str]] = defaultdict(set)
    for check in checks().values():
        for name in script_of_check(check, "sqlite").tables:
            kinds[name].add(check.subject)
    for step in STEPS:
        columns[step.table].add(step.known)
    for name, form in forms().items():
        found_by = {field.name for field in form.fields if field.kind or field.name in _BY_CALENDAR}
        for kind in kinds[name]:
            columns[name] |= set(form.keys_of(kind)) or found_by
    known = (form for form in forms().values() if form.origin in ("evidence", "derived") or form.name == "months")
    return {form.name: tuple(sorted(columns[form.name])) for form in known if kinds[form.name] or columns[form.name]}


def build(warehouse: Path, path: Path) -> None:
    """Make the points of a warehouse, whole or not at all."""
    draft = path.with_suffix(".points-draft")
    draft.unlink(missing_ok=True)
    with (
        duckdb.connect(str(warehouse), read_only=True) as held,
        closing(sqlite3.connect(draft, isolation_level=None)) as points,
    ):
        points.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")
        for name, columns in layout().items():
            if not _is_large(held, name):
                _copy(held, points, forms()[name], columns)
        points.execute("COMMIT")
        points.execute("ANALYZE")
    draft.replace(path)


def _is_large(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    return int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchall()[0][0]) >= LARGE


def _copy(held: duckdb.DuckDBPyConnection, points: sqlite3.Connection, form: TableForm, indexed: Iterable[str]) -> None:
    columns = ", ".join(f'"{field.name}" {"TEXT" if field.text else "INTEGER"}' for field in form.fields)
    points.execute(f'CREATE TABLE "{form.name}" ({columns})')
    marks = ", ".join("?" for _ in form.fields)
    rows = held.execute(f'SELECT * FROM "{form.name}"')
    while some := rows.fetchmany(_BATCH):
        points.executemany(f'INSERT INTO "{form.name}" VALUES ({marks})', some)
    for column in indexed:
        points.execute(f'CREATE INDEX "{form.name}_{column}" ON "{form.name}" ("{column}")')


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

    def rows(self, form: TableForm, columns: Sequence[str], keys: Sequence[int]) -> list[tuple[Any, ...]]:
        """The rows of a table in which one of the columns is one of the keys."""
        if not keys:
            return []
        if not self.is_small(form.name) and columns == (form.fields[0].name,) and len(keys) <= _ONE_BY_ONE:
            # DuckDB knows at once in which pages one key can lie; for one of several it reads them all.
            each = f'SELECT * FROM "{form.name}" WHERE "{columns[0]}" = ?'
            return self._large.execute(" UNION ALL ".join(each for _ in keys), keys).fetchall()
        marks = ", ".join("?" for _ in keys)
        query = f'SELECT * FROM "{form.name}" WHERE ' + " OR ".join(f'"{column}" IN ({marks})' for column in columns)
        asked = [*keys] * len(columns)
        return (self._small if self.is_small(form.name) else self._large).execute(query, asked).fetchall()

    def close(self) -> None:
        """Let go of both files."""
        self._small.close()
        self._large.close()
