"""The view of imports: which file waits for a second person, which one counts, and who ended it."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain import imports
from ledger.views.view import Entry, Row, View


class ImportRow(Row, frozen=True, kw_only=True):
    """An import; `size` in bytes. `ended_by` confirmed or discarded it, or staged the next file behind its last day."""

    id: str
    programme: str
    place: str
    status: str
    digest: str
    size: int
    media_type: str
    lines: int
    applications: int
    staged_by: str
    staged_on: date
    last_day: date
    ended_by: str
    ended_on: date | None
    ground: str
    version: int
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The import of the event."""
    return (entry.recorded.stream,) if entry.recorded.event.topic.startswith("import.") else ()


def fold(known: Mapping[str, ImportRow], entry: Entry) -> Iterable[ImportRow]:
    """Follow the import."""
    recorded = entry.recorded
    match recorded.event:
        case imports.Staged() as event:
            return (_staged(entry, event),)
        case imports.Confirmed() | imports.Expired() | imports.Discarded() as event:
            row = msgspec.structs.replace(
                known[recorded.stream],
                status=imports.status_after(event).value,
                ended_by=recorded.meta.actor,
                ended_on=recorded.meta.effective_on,
                ground=event.ground if isinstance(event, imports.Discarded) else "",
                version=recorded.version,
                last_position=recorded.position,
            )
            return (row,)
    return ()


def _staged(entry: Entry, event: imports.Staged) -> ImportRow:
    recorded = entry.recorded
    return ImportRow(
        id=recorded.stream,
        programme=event.programme,
        place=event.place,
        status=imports.Status.STAGED.value,
        digest=event.digest,
        size=event.size,
        media_type=event.media_type,
        lines=event.lines,
        applications=event.applications,
        staged_by=recorded.meta.actor,
        staged_on=recorded.meta.effective_on,
        last_day=event.last_day,
        ended_by="",
        ended_on=None,
        ground="",
        version=recorded.version,
        last_position=recorded.position,
    )


IMPORTS = View("imports", ImportRow, key=("id",), fold=fold, needs=needs, indexes=[("status",), ("staged_by",)])
