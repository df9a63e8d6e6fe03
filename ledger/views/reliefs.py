"""The view of reliefs: what is relieved for whom and since when, where each stands, and what it amounts to."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain.relief import events as relief
from ledger.views.view import Entry, Row, View


class ReliefRow(Row, frozen=True, kw_only=True):
    """A relief. The amount (fen) is what is not charged or not counted; a refusal or an end sets `review_until`."""

    id: str
    relief: str
    place: str
    beneficiary: str
    status: str
    undecided: bool
    amount: int
    requested_on: date
    requested_by: str
    decided_on: date | None
    decided_by: str
    begins_on: date | None
    ends_on: date | None
    cause: str
    review_until: date | None
    under_review: bool
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The relief of the event."""
    return (entry.recorded.stream,) if entry.recorded.event.topic.startswith("relief.") else ()


def fold(known: Mapping[str, ReliefRow], entry: Entry) -> Iterable[ReliefRow]:
    """Follow the relief."""
    recorded = entry.recorded
    match recorded.event:
        case relief.Requested() as event:
            return (_requested(known.get(recorded.stream), entry, event),)
        case relief.Granted() | relief.Renewed() as event:
            return (_granted(known[recorded.stream], entry, event),)
        case relief.Refused() as event:
            return (_refused(known[recorded.stream], entry, event),)
        case relief.Ended() as event:
            return (_ended(known[recorded.stream], entry, event),)
        case relief.ReviewRequested():
            row = known[recorded.stream]
            return (msgspec.structs.replace(row, under_review=True, last_position=recorded.position),)
        case relief.ReviewDecided() as event:
            return (_reviewed(known[recorded.stream], entry, event),)
    return ()


def _requested(row: ReliefRow | None, entry: Entry, event: relief.Requested) -> ReliefRow:
    by, position = entry.recorded.meta.actor, entry.recorded.position
    if row is not None:
        return msgspec.structs.replace(row, undecided=True, requested_by=by, review_until=None, last_position=position)
    return ReliefRow(
        id=entry.recorded.stream,
        relief=event.relief,
        place=event.place,
        beneficiary=event.beneficiary,
        status="relief_requested",
        undecided=True,
        amount=0,
        requested_on=event.requested_on,
        requested_by=by,
        decided_on=None,
        decided_by="",
        begins_on=None,
        ends_on=None,
        cause="",
        review_until=None,
        under_review=False,
        last_position=position,
    )


def _granted(row: ReliefRow, entry: Entry, event: relief.Granted | relief.Renewed) -> ReliefRow:
    return msgspec.structs.replace(
        row,
        status="relief_granted",
        undecided=False,
        amount=row.amount + event.decision.amount,
        decided_on=entry.recorded.meta.effective_on,
        decided_by=entry.recorded.meta.actor,
        begins_on=min(row.begins_on or event.begins_on, event.begins_on),
        ends_on=event.ends_on,
        cause="",
        review_until=None,
        last_position=entry.recorded.position,
    )


def _refused(row: ReliefRow, entry: Entry, event: relief.Refused) -> ReliefRow:
    return msgspec.structs.replace(
        row,
        status="relief_refused" if row.status == "relief_requested" else row.status,
        undecided=False,
        decided_on=entry.recorded.meta.effective_on,
        decided_by=entry.recorded.meta.actor,
        review_until=event.review_until,
        last_position=entry.recorded.position,
    )


def _ended(row: ReliefRow, entry: Entry, event: relief.Ended) -> ReliefRow:
    return msgspec.structs.replace(
        row,
        status="relief_ended",
        amount=row.amount - event.withdrawn,
        ends_on=event.ends_on,
        cause=event.cause,
        review_until=event.review_until,
        last_position=entry.recorded.position,
    )


def _reviewed(row: ReliefRow, entry: Entry, event: relief.ReviewDecided) -> ReliefRow:
    ended = event.undone == "end"
    status = row.status
    if ended:
        status = "relief_granted"
    elif event.undone == "refusal" and row.status == "relief_refused":
        status = "relief_requested"
    return msgspec.structs.replace(
        row,
        status=status,
        undecided=event.undone == "refusal",
        amount=row.amount + event.restored,
        ends_on=event.ends_on,
        cause="" if ended else row.cause,
        review_until=None,
        under_review=False,
        last_position=entry.recorded.position,
    )


RELIEFS = View(
    "reliefs", ReliefRow, key=("id",), fold=fold, needs=needs, indexes=[("relief",), ("status",), ("beneficiary",)]
)
