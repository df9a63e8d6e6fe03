"""The view of documents: what was filed in which case, whether it still counts, and how often it was opened."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain import document
from ledger.views.view import Entry, Row, View


class DocumentRow(Row, frozen=True, kw_only=True):
    """A document (`size` in bytes); `status` is in_evidence or withdrawn, `position` that of its filing."""

    id: str
    case: str
    place: str
    party: str
    kind: str
    media_type: str
    size: int
    digest: str
    status: str
    filed_on: date
    filed_by: str
    withdrawn_on: date | None
    withdrawn_by: str
    ground: str
    opened: int
    position: int
    version: int
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The document of the event."""
    match entry.recorded.event:
        case document.Filed() | document.Withdrawn():
            return (entry.recorded.stream,)
        case document.Opened() as event:
            return (event.document,)
    return ()


def fold(known: Mapping[str, DocumentRow], entry: Entry) -> Iterable[DocumentRow]:
    """Follow the document."""
    recorded = entry.recorded
    position, meta = recorded.position, recorded.meta
    match recorded.event:
        case document.Filed() as event:
            return (_new(entry, event),)
        case document.Withdrawn() as event:
            row = known[recorded.stream]
            changed = {"withdrawn_on": meta.effective_on, "withdrawn_by": meta.actor, "ground": event.ground}
            here = {"version": recorded.version, "last_position": position}
            return (msgspec.structs.replace(row, status="withdrawn", **changed, **here),)
        case document.Opened() as event:
            row = known[event.document]
            return (msgspec.structs.replace(row, opened=row.opened + 1, last_position=position),)
    return ()


def _new(entry: Entry, event: document.Filed) -> DocumentRow:
    recorded = entry.recorded
    return DocumentRow(
        id=recorded.stream,
        case=event.case,
        place=entry.place,
        party=event.party,
        kind=event.kind,
        media_type=event.media_type,
        size=event.size,
        digest=event.digest,
        status="in_evidence",
        filed_on=recorded.meta.effective_on,
        filed_by=recorded.meta.actor,
        withdrawn_on=None,
        withdrawn_by="",
        ground="",
        opened=0,
        position=recorded.position,
        version=recorded.version,
        last_position=recorded.position,
    )


DOCUMENTS = View(
    "documents", DocumentRow, key=("id",), fold=fold, needs=needs, indexes=[("case",), ("digest",), ("place",)]
)
