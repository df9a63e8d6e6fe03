"""An event of the feed in the shape of CloudEvents 1.0, with our own attributes in its extensions."""

from datetime import UTC
from typing import Any, Final

from ledger.feed.reading import Item

SPEC_VERSION: Final = "1.0"


def cloud_event(item: Item) -> dict[str, Any]:
    """The event: `id` is unique in the whole deployment, and the same whenever and however often it is sent."""
    return {
        "specversion": SPEC_VERSION,
        "id": f"{item.book}/{item.position}",
        "source": f"/v1/books/{item.book}",
        "type": item.topic,
        "subject": item.stream,
        "time": item.recorded_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "position": item.position,
        "version": item.version,
        "place": item.place,
        "effectiveon": item.effective_on.isoformat(),
        "leafhash": item.leaf_hash,
        "data": item.data,
    }
