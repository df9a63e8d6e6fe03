"""Reading the feed: a page of events behind a position, narrowed to topics and places, at a bounded cost."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

import msgspec
from sqlalchemy import and_, select

from domain.errors import Refusal
from ledger.book import Book
from ledger.feed.fields import shown
from ledger.feed.topics import chosen
from ledger.recorder import StoredRow
from ledger.tables import events
from ledger.views.asking import reading
from ledger.views.jurisdiction import seen
from ledger.views.projection import tracked
from ledger.views.stream import recorded_of
from ledger.views.timeline import TIMELINE

MOST: Final = 1_000
"""How many events a page may hold."""

LOOKED_AT: Final = 20_000
"""How many positions a page looks at: a filter that nothing passes moves the cursor on instead of reading for ever."""


class BeyondTheBook(Refusal):
    """起始位置 {after} 超出账套现有的最后位置 {head}。

    The position {after} lies beyond the end of the book, {head}.
    """


class PageTooLarge(Refusal):
    """每页 1 至 {most} 条,不能是 {limit} 条。

    A page holds 1 to {most} items, not {limit}.
    """


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An event of the feed. `data` is what others may read of its payload, `leaf_hash` its leaf of the book's log."""

    book: str
    position: int
    stream: str
    version: int
    topic: str
    place: str
    effective_on: date
    recorded_at: datetime
    leaf_hash: str
    data: dict[str, Any]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Events in the order of the book, the position behind which the next page begins, and whether more is there."""

    items: tuple[Item, ...]
    reached: int
    more: bool


def page(
    book: Book,
    *,
    after: int,
    limit: int,
    sees: Sequence[str],
    place: str | None = None,
    topics: Sequence[str] = (),
) -> Page:
    """At most `limit` events behind the position `after`, where the reader `sees` them and, of those, in `place`.

    No topics means all of the feed; they may be beginnings (see `topics`).

    Raises BeyondTheBook, PageTooLarge, NoSuchTopic. A page may be empty and yet say that there is more.
    """
    if not 1 <= limit <= MOST:
        raise PageTooLarge(field="limit", most=MOST, limit=limit)
    names = chosen(topics)
    with reading(book) as (connection, generation):
        head = tracked(connection, book.place).position
        if not 0 <= after <= head:
            raise BeyondTheBook(field="after", after=after, head=head)
        last = min(after + LOOKED_AT, head)
        line = TIMELINE.table.c
        stored = (
            select(*(events.c[name] for name in StoredRow._fields), line.place)
            .join(TIMELINE.table, and_(line.book == events.c.book, line.position == events.c.position))
            .where(events.c.book == book.place, events.c.position > after, events.c.position <= last)
            .where(line.generation == generation, events.c.topic.in_(names), *seen(book, TIMELINE, sees, place))
            .order_by(events.c.position)
            .limit(limit)
        )
        items = tuple(_item(book, StoredRow(*row[:-1]), row[-1]) for row in connection.execute(stored))
    reached = items[-1].position if len(items) == limit else last
    return Page(items=items, reached=reached, more=reached < head)


def _item(book: Book, row: StoredRow, place: str) -> Item:
    recorded = recorded_of(book, row)
    return Item(
        book=book.place,
        position=row.position,
        stream=row.stream,
        version=row.version,
        topic=row.topic,
        place=place,
        effective_on=recorded.meta.effective_on,
        recorded_at=recorded.meta.recorded_at,
        leaf_hash=row.leaf_hash.hex(),
        data=shown(recorded.event),
    )
