"""A small kind of event for tests of the book itself, which must not depend on what the book is about."""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import select

from domain.events import Event, Meta, Recorded
from ledger.book import Book
from ledger.codec import Codec
from ledger.tables import metadata

PLACE = "330500"
NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)


class Noted(Event, frozen=True):
    """Something was written down, perhaps with an amount (fen)."""

    topic: ClassVar[str] = "test.Noted"
    text: str
    amount: int = 0


class Struck(Event, frozen=True):
    """A note was struck out."""

    topic: ClassVar[str] = "test.Struck"


CODEC = Codec([Noted, Struck])


def recorded(stream: str, version: int, event: Event, *, at: datetime = NOON, place: str = PLACE) -> Recorded:
    """An event in its envelope, as a command would append it."""
    meta = Meta(
        book=place,
        effective_on=date(2024, 3, 1),
        recorded_at=at,
        actor="officer-1",
        roles=("reviewer",),
        reason="测试",
        command_id=f"{stream}-{version}",
    )
    return Recorded(stream=stream, version=version, event=event, meta=meta)


def noted(stream: str, version: int = 1, text: str = "note", **meta: Any) -> Recorded:
    """A note, as a command would append it."""
    return recorded(stream, version, Noted(text=text), **meta)


def text_of(state: str, event: Recorded) -> str:
    """Fold notes into one text."""
    return state + event.event.text if isinstance(event.event, Noted) else ""


def dump(book: Book) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with book.engine.connect() as connection:
        return {
            table.name: sorted(tuple(row) for row in connection.execute(select(table)))
            for table in metadata.sorted_tables
        }


def assert_contiguous(book: Book) -> None:
    """Positions run from 1 to the head, and versions from 1 in every stream."""
    rows = book.raw(0, book.head.position + 10)
    assert [row.position for row in rows] == list(range(1, book.head.position + 1))
    versions: dict[str, int] = {}
    for row in rows:
        versions[row.stream] = versions.get(row.stream, 0) + 1
        assert row.version == versions[row.stream]
