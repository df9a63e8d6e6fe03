"""The view of adjustments: what a case was due, what it is due now, by which document, and what came of it."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain import adjustment
from domain.adjustment import AdjustmentStatus
from ledger.views.view import Entry, Row, View


class AdjustmentRow(Row, frozen=True, kw_only=True):
    """An adjustment (fen): `difference` is positive for back-pay. `documents` are the authorities of the new rows."""

    id: str
    case: str
    place: str
    number: int
    status: str
    before: int
    after: int
    difference: int
    keys: tuple[str, ...]
    documents: str
    opened_on: date
    opened_by: str
    approved_on: date | None
    approved_by: str
    line: str
    payment: str
    recoveries: tuple[str, ...]
    ground: str
    version: int
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The adjustment of the event."""
    return (entry.recorded.stream,) if entry.recorded.event.topic.startswith("adjustment.") else ()


def fold(known: Mapping[str, AdjustmentRow], entry: Entry) -> Iterable[AdjustmentRow]:
    """Follow the adjustment."""
    recorded = entry.recorded
    if not recorded.event.topic.startswith("adjustment."):
        return ()
    if isinstance(recorded.event, adjustment.Opened):
        return (_new(entry, recorded.event),)
    changed = _changed(known[recorded.stream], entry)
    return (msgspec.structs.replace(changed, version=recorded.version, last_position=recorded.position),)


def _changed(row: AdjustmentRow, entry: Entry) -> AdjustmentRow:
    meta, replace = entry.recorded.meta, msgspec.structs.replace
    match entry.recorded.event:
        case adjustment.Approved() as event:
            approved = replace(row, status=AdjustmentStatus.APPROVED.value, line=event.line.key if event.line else "")
            return replace(approved, approved_on=meta.effective_on, approved_by=meta.actor)
        case adjustment.Dismissed() as event:
            return replace(row, status=AdjustmentStatus.DISMISSED.value, ground=event.ground)
        case adjustment.Settled() as event:
            status = AdjustmentStatus.SETTLED.value
            return replace(row, status=status, payment=event.payment, recoveries=event.recoveries)
    return row


def _new(entry: Entry, event: adjustment.Opened) -> AdjustmentRow:
    meta = entry.recorded.meta
    return AdjustmentRow(
        id=entry.recorded.stream,
        case=event.case,
        place=entry.place,
        number=event.number,
        status=AdjustmentStatus.OPEN.value,
        before=event.before,
        after=event.before + event.difference,
        difference=event.difference,
        keys=tuple(dict.fromkeys(cause.key for cause in event.causes)),
        documents="、".join(dict.fromkeys(cause.authority for cause in event.causes)),
        opened_on=meta.effective_on,
        opened_by=meta.actor,
        approved_on=None,
        approved_by="",
        line="",
        payment="",
        recoveries=(),
        ground="",
        version=entry.recorded.version,
        last_position=entry.recorded.position,
    )


ADJUSTMENTS = View(
    "adjustments", AdjustmentRow, key=("id",), fold=fold, needs=needs, indexes=[("case",), ("status",), ("place",)]
)
