"""The same texts over fewer rows: a case in SQLite, a payment batch in DuckDB, each narrowed by the subjects' keys.

A check about persons sees of every table that names persons the rows that name one of the scope's, and other tables
whole; so for employers, accounts, and every other kind. Since a check decides about a subject by rows that carry its
key, it says the same as over everything.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from ledger.checks import warehouse
from ledger.checks.engines.duck import DuckEngine, arrow_of
from ledger.checks.engines.engine import Engine
from ledger.checks.engines.sqlite import SqliteEngine
from ledger.checks.forms import TableForm
from ledger.checks.neighbours import Step, steps_to
from ledger.checks.points import Points
from ledger.checks.tables import forms

Keys = Mapping[str, frozenset[int]]
"""The scope: keys by kind."""

Others = Mapping[str, Sequence[tuple[Any, ...]]]
"""The rows of the tables of book and law, by name."""


class OneCase:
    """Looks at one case at a time: few keys, few rows, an answer while somebody waits."""

    def __init__(self, path: Path) -> None:
        self._points = Points(path)
        self._engines: dict[str, SqliteEngine] = {}
        self._law: dict[tuple[str, str], Sequence[tuple[Any, ...]]] = {}

    def reach(self, start: Keys, others: Others, kinds: Iterable[str]) -> Keys:
        """The subjects of these kinds around some persons, employers or cases."""
        keys = {kind: set(known) for kind, known in start.items()}
        for step in steps_to(kinds):
            form = forms()[step.table]
            known = keys.get(form.kind_of(step.known), set())
            if known:
                place = [field.name for field in form.fields].index(step.found)
                rows = self._rows(form, step.known, sorted(known), others)
                found = keys.setdefault(form.kind_of(step.found), set())
                found |= {row[place] for row in rows if row[place] is not None}
        return {kind: frozenset(found) for kind, found in keys.items() if found}

    def engine(self, kind: str, keys: frozenset[int], used: Iterable[str], others: Others) -> Engine:
        """An engine that knows of these subjects of one kind only, with the tables that the checks use."""
        engine = self._engines.get(kind) or self._engines.setdefault(kind, SqliteEngine(self._points.path))
        for name in used:
            self._fill(engine, forms()[name], kind, sorted(keys), others)
        return engine

    def close(self) -> None:
        """Let go of the files."""
        self._points.close()

    def _fill(self, engine: SqliteEngine, form: TableForm, kind: str, keys: list[int], others: Others) -> None:
        if form.origin == "book":
            engine.put(form, others.get(form.name, ()))
            return
        if form.origin == "law":
            self._lay_out(engine, form, kind, others.get(form.name, ()))
            return
        columns = form.keys_of(kind)
        if columns and not self._points.is_small(form.name):
            engine.put(form, self._points.rows(form, columns, keys))
        elif columns:
            engine.put(form, ())
            engine.narrow(form, columns, keys)

    def _lay_out(self, engine: SqliteEngine, form: TableForm, kind: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """The law is the same for every case of a day: it is put in again only where it is another one."""
        known = self._law.get((kind, form.name))
        if form.name != "months" and known is not rows:
            engine.put(form, rows)
            engine.index(form)
            self._law[kind, form.name] = rows

    def _rows(self, form: TableForm, column: str, keys: list[int], others: Others) -> list[tuple[Any, ...]]:
        if form.origin == "book":
            place = [field.name for field in form.fields].index(column)
            return [row for row in others.get(form.name, ()) if row[place] in keys]
        return self._points.rows(form, (column,), keys)


class Batch:
    """Looks at a payment batch: thousands of persons, every table scanned once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engines: dict[str, DuckEngine] = {}

    def reach(self, start: Keys, others: Others, kinds: Iterable[str]) -> Keys:
        """The subjects of these kinds around the persons, employers and cases of the batch."""
        engine = warehouse.at_hand(self._path)
        keys = {kind: set(known) for kind, known in start.items()}
        for step in steps_to(kinds):
            form = forms()[step.table]
            known = keys.get(form.kind_of(step.known), set())
            if known:
                keys.setdefault(form.kind_of(step.found), set()).update(self._found(engine, form, step, known, others))
        return {kind: frozenset(found) for kind, found in keys.items() if found}

    def engine(self, kind: str, keys: frozenset[int], used: Iterable[str], others: Others) -> Engine:
        """An engine that knows of these subjects of one kind only, with the tables that the checks use."""
        engine = self._engines.get(kind) or self._engines.setdefault(kind, warehouse.at_hand(self._path))
        _put_keys(engine, keys)
        for name in used:
            form = forms()[name]
            columns = form.keys_of(kind)
            if form.origin in ("book", "law") and name != "months":
                engine.put_arrow(name, arrow_of(form, others.get(name, ())))
            elif columns:
                named = " OR ".join(f'"{column}" IN (SELECT key FROM scope_keys)' for column in columns)
                engine.connection.execute(
                    f'CREATE OR REPLACE TEMP TABLE "{name}" AS SELECT * FROM held."{name}" WHERE {named}'
                )
            else:
                engine.connection.execute(f'CREATE OR REPLACE TEMP VIEW "{name}" AS SELECT * FROM held."{name}"')
        return engine

    def _found(self, engine: DuckEngine, form: TableForm, step: Step, known: set[int], others: Others) -> Iterable[int]:
        if form.origin == "book":
            names = [field.name for field in form.fields]
            mine, theirs = names.index(step.known), names.index(step.found)
            return (row[theirs] for row in others.get(form.name, ()) if row[mine] in known and row[theirs] is not None)
        _put_keys(engine, known)
        query = (
            f'SELECT DISTINCT "{step.found}" FROM held."{form.name}" WHERE "{step.found}" IS NOT NULL '
            f'AND "{step.known}" IN (SELECT key FROM scope_keys)'
        )
        return (row[0] for row in engine.answer(query))


def _put_keys(engine: DuckEngine, keys: Iterable[int]) -> None:
    engine.put_arrow("scope_keys", pa.table({"key": pa.array(sorted(keys), pa.int64())}))
