"""Views kept up to date: every event is folded once, in batches, in one transaction with the position."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select, update

from domain.errors import NotFound
from ledger.book import Book
from ledger.tables import book_head
from ledger.views.catalogue import PROJECTION, VIEWS, view_positions
from ledger.views.draft import Draft
from ledger.views.load import load, store
from ledger.views.stream import UNUSABLE, ProjectionStopped, entry_of, stopped
from ledger.views.view import Entry

BATCH = 20_000

Progress = Callable[[int, int], None]
"""Told after every batch: how many events are folded, of how many."""


class Tracked(NamedTuple):
    """How far the views of a book have read it, whose rows readers see, and the newest generation begun."""

    position: int
    generation: int
    newest: int


def catch_up(book: Book, progress: Progress | None = None, *, batch: int = BATCH) -> int:
    """Fold what is new and return the position; called before every read, and cheap where nothing is new.

    Raises ProjectionStopped at an event that cannot be folded; what lies before it is folded and stored.
    """
    while True:
        position, head = _positions(book)
        if position >= head:
            return position
        reached, stop = _advance(book, position, min(position + batch, head))
        if progress:
            progress(reached, head)
        if stop:
            raise stop


def behind(book: Book) -> int:
    """How many events the views have not read yet."""
    position, head = _positions(book)
    return head - position


def tracked(connection: Connection, book: str, *, fence: bool = False) -> Tracked:
    """Where the views stand; with the fence, nobody else moves them until the transaction ends."""
    at = view_positions.c
    asked = select(at.position, at.generation, at.newest).where(at.book == book, at.name == PROJECTION)
    row = connection.execute(asked.with_for_update() if fence else asked).one_or_none()
    if row is None:
        raise NotFound(field="book", what="views", key=book)
    return Tracked(*row)


def move(connection: Connection, book: str, **to: int) -> None:
    """Write down where the views stand now, within the fence."""
    at = view_positions.c
    connection.execute(update(view_positions).where(at.book == book, at.name == PROJECTION).values(**to))


def fold(draft: Draft, entries: Sequence[Entry]) -> tuple[int, ProjectionStopped | None]:
    """Fold the events, up to one that does not fit; returns how many were folded, and the error that names that one."""
    for number, entry in enumerate(entries):
        try:
            draft.fold(entry)
        except UNUSABLE as error:
            return number, stopped(entry.recorded.position, entry.recorded.event.topic, error)
    return len(entries), None


def read(book: Book, after: int, upto: int) -> tuple[list[Entry], ProjectionStopped | None]:
    """The events behind a position, up to one that is missing or does not decode; that one is named."""
    entries: list[Entry] = []
    for row in book.raw(after, upto - after, upto):
        if row.position != after + len(entries) + 1:
            break
        try:
            entries.append(entry_of(book, row))
        except UNUSABLE as error:
            return entries, stopped(row.position, row.topic, error)
    if after + len(entries) < upto:
        return entries, stopped(after + len(entries) + 1, "-", LookupError("missing"))
    return entries, None


def learn(connection: Connection, book: str, generation: int, draft: Draft, entries: Sequence[Entry]) -> None:
    """Load the stored rows that the events need."""
    missing = draft.missing(entries)
    for view in VIEWS:
        if ids := missing.get(view.name):
            draft.learn(view, load(connection, view, book, generation, ids))


def _positions(book: Book) -> tuple[int, int]:
    at, head = view_positions.c, book_head.c
    asked = select(at.position, head.position).where(at.book == head.book, head.book == book.place)
    with book.database.snapshot() as connection:
        row = connection.execute(asked.where(at.name == PROJECTION)).one_or_none()
    if row is None:
        raise NotFound(field="book", what="views", key=book.place)
    return int(row[0]), int(row[1])


def _advance(book: Book, position: int, upto: int) -> tuple[int, ProjectionStopped | None]:
    """Fold what lies behind `position`, unless another runner has done it meanwhile; returns the position reached."""
    entries, unreadable = read(book, position, upto)
    with book.database.writing() as connection:
        now = tracked(connection, book.place, fence=True)
        if now.position != position:
            return now.position, None
        draft = Draft()
        learn(connection, book.place, now.generation, draft, entries)
        folded, unfit = fold(draft, entries)
        store(connection, VIEWS, book.place, now.generation, draft)
        move(connection, book.place, position=position + folded)
        connection.commit()
    return position + folded, unfit or unreadable
