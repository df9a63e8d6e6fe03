"""An event of the feed in the shape of CloudEvents 1.0, with our own attributes in its extensions."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec

from ledger.feed.reading import Item


class CloudEvent(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is unique in a deployment and the same however often the event is sent; `subject` is the stream.

    `position` is the event's in the book, `version` in its stream; `leafhash` is its leaf of the book's Merkle log.
    """

    specversion: str
    id: str
    source: str
    type: str
    subject: str
    time: datetime
    datacontenttype: str
    position: int
    version: int
    place: str
    effectiveon: date
    leafhash: str
    data: dict[str, Any]


def cloud_event(item: Item) -> CloudEvent:
    """The event in that shape."""
    return CloudEvent(
        specversion="1.0",
        id=f"{item.book}/{item.position}",
        source=f"/v1/books/{item.book}",
        type=item.topic,
        subject=item.stream,
        time=item.recorded_at.astimezone(UTC),
        datacontenttype="application/json",
        position=item.position,
        version=item.version,
        place=item.place,
        effectiveon=item.effective_on,
        leafhash=item.leaf_hash,
        data=item.data,
    )
