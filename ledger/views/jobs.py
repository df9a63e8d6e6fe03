"""The view of batches of posts and labour projects: how many there are, and how many are taken."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain import jobs
from ledger.views.view import Entry, Row, View


class BatchRow(Row, frozen=True, kw_only=True):
    """A batch: `count` were developed and not taken back, `taken` are filled or allocated."""

    id: str
    kind: str
    place: str
    developer: str
    title: str
    count: int
    taken: int
    developed_on: date
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The batch of the event."""
    return (entry.recorded.stream,) if isinstance(entry.recorded.event, jobs.BatchEvent) else ()


def fold(known: Mapping[str, BatchRow], entry: Entry) -> Iterable[BatchRow]:
    """Follow the batch."""
    recorded = entry.recorded
    event = recorded.event
    if isinstance(event, jobs.Developed):
        return (
            BatchRow(
                id=recorded.stream,
                kind=event.kind,
                place=event.place,
                developer=event.developer,
                title=event.title,
                count=event.count,
                taken=0,
                developed_on=recorded.meta.effective_on,
                last_position=recorded.position,
            ),
        )
    if not isinstance(event, jobs.BatchEvent):
        return ()
    row = known[recorded.stream]
    count, taken = _change(event)
    return (
        msgspec.structs.replace(row, count=row.count + count, taken=row.taken + taken, last_position=recorded.position),
    )


def _change(event: jobs.BatchEvent) -> tuple[int, int]:
    match event:
        case jobs.Filled():
            return 0, 1
        case jobs.Vacated():
            return 0, -1
        case jobs.Allocated():
            return 0, event.count
        case jobs.Withdrawn():
            return -event.count, 0
    return 0, 0


JOBS = View("jobs", BatchRow, key=("id",), fold=fold, needs=needs, indexes=[("kind",), ("place",)])
