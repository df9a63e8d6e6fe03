"""Views built anew from the first event: a new generation grows beside the live one and takes its place at once."""

from typing import Any

from ledger.book import Book
from ledger.views.catalogue import VIEWS
from ledger.views.draft import Draft
from ledger.views.load import drop_generations, store
from ledger.views.projection import BATCH, Progress, fold, move, read, tracked
from ledger.views.stream import ProjectionStopped
from ledger.views.view import View

_ADDED: tuple[View[Any], ...] = tuple(view for view in VIEWS if view.needs is None)
_FOLLOWED: tuple[View[Any], ...] = tuple(view for view in VIEWS if view.needs is not None)


def rebuild(book: Book, progress: Progress | None = None, *, batch: int = BATCH) -> int:
    """Fold the whole book into a new generation of rows, put it in the place of the old one, return its position.

    Readers and writers go on meanwhile: they see the old generation until the one transaction that swaps them. Of
    rival rebuilds the last to begin wins; one that is killed leaves rows that nobody sees and the next one removes.
    """
    generation, head = _begin(book)
    try:
        reached = _build(book, generation, head, progress, batch)
    except ProjectionStopped:
        _drop(book, generation, generation)
        raise
    _drop(book, 0, _live(book) - 1)
    return reached


def _begin(book: Book) -> tuple[int, int]:
    """The number of a new generation, and how far there is to go."""
    with book.database.writing() as connection:
        generation = tracked(connection, book.place, fence=True).newest + 1
        move(connection, book.place, newest=generation)
        connection.commit()
    return generation, book.head.position


def _build(book: Book, generation: int, head: int, progress: Progress | None, batch: int) -> int:
    draft = Draft()
    position = 0
    while position < head:
        position = _grow(book, generation, draft, position, min(position + batch, head))
        if progress:
            progress(position, head)
    _write(book, generation, draft, _FOLLOWED)
    return _swap(book, generation, draft, position)


def _grow(book: Book, generation: int, draft: Draft, position: int, upto: int) -> int:
    _fold(book, draft, position, upto)
    _write(book, generation, draft, _ADDED)
    return upto


def _fold(book: Book, draft: Draft, position: int, upto: int) -> None:
    entries, unreadable = read(book, position, upto)
    _, unfit = fold(draft, entries)
    if stop := unfit or unreadable:
        raise stop


def _write(book: Book, generation: int, draft: Draft, views: tuple[View[Any], ...]) -> None:
    with book.database.writing() as connection:
        store(connection, views, book.place, generation, draft)
        connection.commit()


def _swap(book: Book, generation: int, draft: Draft, position: int) -> int:
    """Take up what the live views have seen meanwhile, and become the live views; a newer rebuild stays."""
    with book.database.writing() as connection:
        live = tracked(connection, book.place, fence=True)
        if live.generation > generation:
            return live.position
        if live.position > position:
            _fold(book, draft, position, live.position)
            position = live.position
        store(connection, VIEWS, book.place, generation, draft)
        move(connection, book.place, position=position, generation=generation)
        connection.commit()
    return position


def _live(book: Book) -> int:
    with book.database.snapshot() as connection:
        return tracked(connection, book.place).generation


def _drop(book: Book, first: int, last: int) -> None:
    with book.database.writing() as connection:
        drop_generations(connection, VIEWS, book.place, first, last)
        connection.commit()
