"""The view of suppressions: whose hits are put aside, until when, who asked for it and who agreed."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain import suppression
from domain.suppression import SuppressionStatus
from ledger.views.view import Entry, Row, View


class SuppressionRow(Row, frozen=True, kw_only=True):
    """A suppression; a blank check means all of them. One that was granted holds through `until`."""

    id: str
    check: str
    subject_kind: str
    subject: str
    place: str
    status: str
    until: date
    code: str
    note: str
    requested_on: date
    requested_by: str
    decided_on: date | None
    decided_by: str
    ended_on: date | None
    ended_by: str
    ground: str
    version: int
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The suppression of the event."""
    return (entry.recorded.stream,) if entry.recorded.event.topic.startswith("suppression.") else ()


def fold(known: Mapping[str, SuppressionRow], entry: Entry) -> Iterable[SuppressionRow]:
    """Follow the suppression."""
    recorded = entry.recorded
    event, meta = recorded.event, recorded.meta
    if isinstance(event, suppression.Requested):
        return (_new(entry, event),)
    if not event.topic.startswith("suppression."):
        return ()
    row = msgspec.structs.replace(
        known[recorded.stream],
        status=suppression.status_after(event).value,
        version=recorded.version,
        last_position=recorded.position,
    )
    match event:
        case suppression.Granted():
            return (msgspec.structs.replace(row, decided_on=meta.effective_on, decided_by=meta.actor),)
        case suppression.Refused():
            decided = {"decided_on": meta.effective_on, "decided_by": meta.actor}
            return (msgspec.structs.replace(row, ground=event.ground, **decided),)
        case suppression.Ended():
            ended = {"ended_on": meta.effective_on, "ended_by": meta.actor}
            return (msgspec.structs.replace(row, ground=event.ground, **ended),)
    return (row,)


def _new(entry: Entry, event: suppression.Requested) -> SuppressionRow:
    recorded = entry.recorded
    return SuppressionRow(
        id=recorded.stream,
        check=event.check,
        subject_kind=event.subject_kind,
        subject=event.subject,
        place=event.place,
        status=SuppressionStatus.REQUESTED.value,
        until=event.until,
        code=event.code,
        note=event.note,
        requested_on=recorded.meta.effective_on,
        requested_by=recorded.meta.actor,
        decided_on=None,
        decided_by="",
        ended_on=None,
        ended_by="",
        ground="",
        version=recorded.version,
        last_position=recorded.position,
    )


SUPPRESSIONS = View(
    "suppressions", SuppressionRow, key=("id",), fold=fold, needs=needs, indexes=[("status",), ("subject",)]
)
