"""Rows of views to and from the store: loaded by id, replaced by key, added in bulk."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, delete, select

from ledger.store.database import driver_of
from ledger.views.draft import Draft
from ledger.views.view import Row, Values, View

IDS_AT_ONCE = 10_000
"""Both stores take a little more than 32,000 parameters in one statement."""

COPY_FROM = 200
"""From this many rows on, COPY is faster than inserts."""


def load(connection: Connection, view: View[Any], book: str, generation: int, ids: Sequence[str]) -> Iterator[Row]:
    """The stored rows with these ids."""
    table = view.table
    columns = [table.c[name] for name in view.row.__struct_fields__]
    for some in _portions(ids):
        asked = select(*columns).where(
            table.c.book == book, table.c.generation == generation, table.c[view.key[0]].in_(some)
        )
        yield from (view.row_of(row) for row in connection.execute(asked))


def store(connection: Connection, views: Sequence[View[Any]], book: str, generation: int, draft: Draft) -> None:
    """Store what changed: rows that follow something replace their older selves, the others are added."""
    for view in views:
        changed = draft.take(view)
        if view.needs:
            _remove(connection, view, book, generation, [str(key[0]) for key in changed])
        add(connection, view.table, [(book, generation, *view.values_of(row)) for row in changed.values()])


def add(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Add rows whose values stand in the order of the table's columns."""
    if connection.dialect.name == "postgresql" and len(rows) >= COPY_FROM:
        _copy(connection, table, rows)
    elif rows:
        # Compiled once and given to the driver as it is: SQLAlchemy's own parameters cost more than the insert.
        statement = str(table.insert().compile(dialect=connection.dialect))
        names = table.columns.keys()
        by_name = connection.dialect.paramstyle not in ("qmark", "format")
        connection.exec_driver_sql(
            statement, [dict(zip(names, row, strict=True)) for row in rows] if by_name else list(rows)
        )


def drop_generations(connection: Connection, views: Sequence[View[Any]], book: str, first: int, last: int) -> None:
    """Delete the rows of some generations."""
    for view in views:
        table = view.table
        connection.execute(delete(table).where(table.c.book == book, table.c.generation.between(first, last)))


def _remove(connection: Connection, view: View[Any], book: str, generation: int, ids: Sequence[str]) -> None:
    table = view.table
    for some in _portions(ids):
        connection.execute(
            delete(table).where(table.c.book == book, table.c.generation == generation, table.c[view.key[0]].in_(some))
        )


def _portions(ids: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(ids)
    while some := list(islice(rest, IDS_AT_ONCE)):
        yield some


def _copy(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    driver: Any = driver_of(connection)
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(column.name) for column in table.columns)
    with driver.cursor().copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
