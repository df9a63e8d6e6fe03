"""A digest over all view rows of a book: live and rebuilt views must agree to the byte."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from ledger.book import Book
from ledger.views.catalogue import VIEWS
from ledger.views.projection import tracked
from ledger.views.view import Values, View

ROWS_AT_ONCE = 10_000

_encode = msgspec.json.Encoder().encode


def digest(book: Book) -> str:
    """The SHA-256 over every row that readers see, view by view, in the order of their keys."""
    total = sha256()
    with book.database.snapshot() as connection:
        generation = tracked(connection, book.place).generation
        for view in VIEWS:
            total.update(f"{view.name}\n".encode())
            for values in stored(connection, view, book.place, generation):
                total.update(_encode(values) + b"\n")
    return total.hexdigest()


def stored(connection: Connection, view: View[Any], book: str, generation: int) -> Iterator[Values]:
    """The stored rows of a view in the order of their keys."""
    table = view.table
    asked = (
        select(*(table.c[name] for name in view.row.__struct_fields__))
        .where(table.c.book == book, table.c.generation == generation)
        .order_by(*(table.c[name] for name in view.key))
    )
    for row in connection.execute(asked, execution_options={"yield_per": ROWS_AT_ONCE}):
        yield tuple(row)
