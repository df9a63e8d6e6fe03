"""How a question to the views is asked: catch up with the book first, then read one moment of it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, select

from domain.errors import NotFound
from domain.places import span
from ledger.book import Book
from ledger.views.projection import catch_up, tracked
from ledger.views.view import Row, View

R = TypeVar("R", bound=Row)
Condition = ColumnElement[bool]


_MOMENT: Final[ContextVar[tuple[Book, Connection, int] | None]] = ContextVar("moment", default=None)


@contextmanager
def reading(book: Book) -> Iterator[tuple[Connection, int]]:
    """A snapshot in which the views contain everything stored so far, and the generation that readers see."""
    moment = _MOMENT.get()
    if moment is not None and moment[0] is book:
        yield moment[1:]
        return
    catch_up(book)
    with book.database.snapshot() as connection:
        yield connection, tracked(connection, book.place).generation


@contextmanager
def one_moment(book: Book) -> Iterator[None]:
    """All that is asked of the views inside is asked of one snapshot: it fits together, and is read sooner."""
    with reading(book) as (connection, generation):
        before = _MOMENT.set((book, connection, generation))
        try:
            yield
        finally:
            _MOMENT.reset(before)


def one(book: Book, view: View[R], id: str, what: str) -> R:
    """The row of that id; NotFound says what is missing."""
    found = rows(book, view, view.key, {}, [view.table.c.id == id])
    if not found:
        raise NotFound(field="id", what=what, key=id)
    return found[0]


def within(column: Column[Any], place: str) -> list[Condition]:
    """The conditions that a column of places lies in a place or below it."""
    # Not BETWEEN: its bounds would each need a collation, which PostgreSQL's grammar does not take there.
    first, last = span(place)
    return [column == first] if first == last else [column >= first, column <= last]


def rows(
    book: Book,
    view: View[R],
    order: Sequence[str],
    equal: Mapping[str, str | None],
    conditions: Sequence[Condition] = (),
    limit: int | None = None,
) -> list[R]:
    """The rows that meet the conditions; None in `equal` asks for nothing."""
    at = view.table.c
    with reading(book) as (connection, generation):
        asked = (
            select(*(at[name] for name in view.row.__struct_fields__))
            .where(at.book == book.place, at.generation == generation, *conditions)
            .where(*(at[name] == value for name, value in equal.items() if value is not None))
            .order_by(*(at[name] for name in order))
            .limit(limit)
        )
        return [view.row_of(row) for row in connection.execute(asked)]
