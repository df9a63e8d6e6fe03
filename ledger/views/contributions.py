"""The view of contributions: every event that counts towards a target, who or what it counts, where and from when."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, get_args

import msgspec

from domain import jobs, payment
from domain.application import events as application
from domain.facility import events as facility
from domain.placement import events as placement
from domain.service import events as service
from domain.targets import figures
from ledger.views.service_acts import began_work
from ledger.views.view import Entry, Row, View


class ContributionRow(Row, frozen=True, kw_only=True):
    """Something that counts towards the targets that name its `measure`, from `counts_from` until `counts_until`.

    `subject` is who or what is counted once where subjects are counted; `quantity` is 0 while it does not count (a
    payment that is not settled, a case that is not granted). `value` is an exact decimal of the statistics, or how many
    claims a case holds; empty elsewhere.
    """

    id: str
    measure: str
    place: str
    counts_from: date
    counts_until: date | None
    subject: str
    quantity: int
    value: str
    source: str
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The contributions that the event may change."""
    event, stream = entry.recorded.event, entry.recorded.stream
    if isinstance(event, facility.FacilityEvent):
        return (stream, *(_standard(entry, standard) for standard in get_args(facility.Standard)))
    return (stream,) if event.topic.partition(".")[0] in _STREAMS else ()


_STREAMS = {"application", "jobs", "payment"}
"""Where a later event changes what an earlier one added; registered carriers are such a case of their own."""


def fold(known: Mapping[str, ContributionRow], entry: Entry) -> Iterable[ContributionRow]:
    """What the event adds to what counts, or takes from it."""
    return (*_added(entry), *_altered(known, entry))


def _added(entry: Entry) -> Iterator[ContributionRow]:
    """What begins to count, or may once it is settled or granted."""
    stream, event = entry.recorded.stream, entry.recorded.event
    match event:
        case placement.PlacementRegistered():
            terms = event.terms
            yield _row(entry, f"placement:{terms.post}", terms.place, terms.person, counts_from=event.started_on)
        case facility.Registered():
            yield _row(entry, f"facility:{event.kind}", event.place, stream)
        case facility.Recognised():
            measure = f"recognised:{event.kind}:{event.standard}"
            yield _row(entry, measure, event.place, stream, id=_standard(entry, event.standard))
        case jobs.Developed():
            yield _row(entry, f"jobs:{event.kind}", event.place, stream, quantity=event.count)
        case service.Trained():
            yield _row(entry, "training", event.place, event.person, id=_nth(entry))
        case service.SituationChanged() if began_work(event):
            yield _row(entry, "service:employment", event.place, event.person, id=_nth(entry))
        case application.Drafted():
            yield _row(entry, f"granted:{event.programme}", event.place, event.applicant, quantity=0, value="0")
        case payment.Instructed():
            yield _row(entry, f"paid:{event.line.programme}", event.line.place, event.party, quantity=0)
        case figures.FigureReported():
            yield _reported(entry, event)


def _altered(known: Mapping[str, ContributionRow], entry: Entry) -> Iterator[ContributionRow]:
    """What counts from now on, counts differently, or not any more."""
    event, row = entry.recorded.event, known.get(entry.recorded.stream)
    match event:
        case facility.RecognitionWithdrawn():
            yield from _ended(known, entry, (_standard(entry, event.standard),))
        case facility.Closed():
            standards = (_standard(entry, standard) for standard in get_args(facility.Standard))
            yield from _ended(known, entry, (entry.recorded.stream, *standards))
        case _ if row is not None:
            yield from _changed(row, entry)


def _changed(row: ContributionRow, entry: Entry) -> Iterator[ContributionRow]:
    """A case, a payment or a batch of posts goes on; what a case asks for counts once it is granted."""
    day = entry.recorded.meta.effective_on
    match entry.recorded.event:
        case application.Submitted() as event:
            yield _with(row, entry, value=str(len(event.claims)))
        case application.Resubmitted() as event:
            claims = int(row.value) + len(event.claims_taken) - len(event.claims_released)
            yield _with(row, entry, value=str(claims))
        case application.Approved():
            yield _with(row, entry, quantity=int(row.value), counts_from=day)
        case application.Terminated() as event:
            yield _with(row, entry, quantity=int(row.value) - len(event.claims_released))
        case payment.Settled():
            yield _with(row, entry, quantity=1, counts_from=day)
        case payment.Returned() | payment.Cancelled():
            yield _with(row, entry, quantity=0)
        case jobs.Withdrawn() as event:
            yield _with(row, entry, quantity=row.quantity - event.count)


def _ended(known: Mapping[str, ContributionRow], entry: Entry, gone: Iterable[str]) -> Iterator[ContributionRow]:
    """Carriers and standards count until the day before they are given up."""
    last = entry.recorded.meta.effective_on - timedelta(days=1)
    return (_with(known[row_id], entry, counts_until=last) for row_id in gone if row_id in known)


def _reported(entry: Entry, event: figures.FigureReported) -> ContributionRow:
    """A figure stands for its year; a later report takes its place."""
    return _row(
        entry,
        f"reported:{event.target}",
        event.place,
        str(event.year),
        id=f"{entry.recorded.stream}:{event.year}",
        counts_from=date(event.year, 12, 31),
        value=event.value,
    )


def _row(entry: Entry, measure: str, place: str, subject: str, **given: Any) -> ContributionRow:
    recorded = entry.recorded
    told: dict[str, Any] = {
        "id": recorded.stream,
        "counts_from": recorded.meta.effective_on,
        "counts_until": None,
        "quantity": 1,
        "value": "",
    } | given
    return ContributionRow(
        measure=measure,
        place=place,
        subject=subject,
        source=recorded.stream,
        last_position=recorded.position,
        **told,
    )


def _with(row: ContributionRow, entry: Entry, **changed: Any) -> ContributionRow:
    return msgspec.structs.replace(row, last_position=entry.recorded.position, **changed)


def _standard(entry: Entry, standard: str) -> str:
    """The id of a standard that a carrier meets."""
    return f"{entry.recorded.stream}/{standard}"


def _nth(entry: Entry) -> str:
    """The id of what counts once for each event of a stream."""
    return f"{entry.recorded.stream}#{entry.recorded.version}"


CONTRIBUTIONS = View(
    "contributions", ContributionRow, key=("id",), fold=fold, needs=needs, indexes=[("measure",), ("place",)]
)
