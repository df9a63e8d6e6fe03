"""Open a book: keys first, then tables and the first event in one transaction."""

from contextlib import ExitStack, closing
from pathlib import Path
from typing import Literal

import msgspec

from domain.opening import Opened
from domain.places import parse_place
from domain.statutes.loader import load_statutes
from ledger.book import Book
from ledger.commands.base import Change, Command, Receipt, Request, digest_of, recorded_as
from ledger.credentials import tables  # noqa: F401 (a book is made with them, whether or not anybody signs in)
from ledger.keys import Keys, create_keys
from ledger.store.locate import database_at
from ledger.store.schema import BookExists, upgrade_tables
from ledger.views.catalogue import beginning


class OpenBook(Command, frozen=True, kw_only=True):
    """The place of the book and whether it is for demonstration or production."""

    place: str
    mode: Literal["demo", "production"]


def create_book(
    url: str, *, place: str, mode: Literal["demo", "production"], key_file: Path, request: Request
) -> tuple[Book, Keys]:
    """Create the keys and the book; with the same key, run again after an interruption, it ends the same once."""
    act = request.act()
    command = OpenBook(place=parse_place(place, field="place"), mode=mode)
    digest = digest_of("open_book", command, request)
    keys = create_keys(key_file)
    opened = Opened(
        place=command.place,
        mode=mode,
        statute_digest=load_statutes(demo=mode == "demo").digest,
        key_check=keys.check_of(command.place),
    )
    (recorded,) = recorded_as(
        Change(stream="book", version=0, events=(opened,)), request, act, book_place=command.place
    )
    receipt = Receipt(subject=command.place, events=(opened.topic,), versions={"book": 1})
    try:
        book = Book.create(
            url,
            place=command.place,
            mode=mode,
            opened_events=[recorded],
            idempotency=(request.key, digest, msgspec.json.encode(receipt)),
            rows=[beginning(command.place)],
        )
    except BookExists:
        with ExitStack() as unless_ours:
            book = unless_ours.enter_context(Book.open(url, place=command.place))
            if book.answer(request.key, digest) is None:
                raise
            unless_ours.pop_all()
    return book, keys


def upgrade_book(url: str) -> tuple[int, int]:
    """Bring the tables at an address to the version of this program; returns the version before and after."""
    with closing(database_at(url)) as database:
        return upgrade_tables(database)
