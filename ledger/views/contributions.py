"""The view of contributions: every event that counts towards a target, who or what it counts, where and from when."""

from collections.abc import Callable, Iterable, Iterator, Mapping
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
    return (stream,) if type(event) in _CHANGES else ()


def fold(known: Mapping[str, ContributionRow], entry: Entry) -> Iterable[ContributionRow]:
    """What the event adds to what counts, or takes from it."""
    change = _CHANGES.get(type(entry.recorded.event))
    return tuple(change(known, entry)) if change else ()


Change = Callable[[Mapping[str, ContributionRow], Entry], Iterator[ContributionRow]]


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


def _changed(known: Mapping[str, ContributionRow], entry: Entry, **changed: Any) -> Iterator[ContributionRow]:
    row = known.get(entry.recorded.stream)
    if row is not None:
        yield msgspec.structs.replace(row, last_position=entry.recorded.position, **changed)


def _placed(_: Mapping[str, ContributionRow], entry: Entry) -> Iterator[ContributionRow]:
    event: placement.PlacementRegistered = entry.recorded.event  # type: ignore[assignment]
    terms = event.terms
    measure = f"placement:{terms.post}"
    yield _row(entry, measure, terms.place, terms.person, counts_from=event.started_on)


def _drafted(_: Mapping[str, ContributionRow], entry: Entry) -> Iterator[ContributionRow]:
    event: application.Drafted = entry.recorded.event  # type: ignore[assignment]
    yield _row(entry, f"granted:{event.programme}", event.place, event.applicant, quantity=0, value="0")


def _claimed(known: Mapping[str, ContributionRow], entry: Entry) -> Iterator[ContributionRow]:
    """What a case asks for counts once it is granted: a course of a trainee, a month of rent."""
    event, row = entry.recorded.event, known.get(entry.recorded.stream)
    if row is None:
        return
    match event:
        case application.Submitted():
            yield from _changed(known, entry, value=str(len(event.claims)))
        case application.Resubmitted():
            now = int(row.value) + len(event.claims_taken) - len(event.claims_released)
            yield from _changed(known, entry, value=str(now))
        case application.Approved():
            yield from _changed(known, entry, quantity=int(row.value), counts_from=entry.recorded.meta.effective_on)
        case application.Terminated():
            yield from _changed(known, entry, quantity=int(row.value) - len(event.claims_released))


def _carrier(_: Mapping[str, ContributionRow], entry: Entry) -> Iterator[ContributionRow]:
    event: facility.Registered = entry.recorded.event  # type: ignore[assignment]
    yield _row(entry, f"facility:{event.kind}", event.place, entry.recorded.stream)


def _recognised(_: Mapping[str, ContributionRow], entry: Entry) -> Iterator[ContributionRow]:
    event: facility.Recognised = entry.recorded.event  # type: ignore[assignment]
    measure = f"recognised:{event.kind}:{event.standard}"
    yield _row(entry, measure, event.place, entry.recorded.stream, id=_standard(entry, event.standard))


def _not_any_more(known: Mapping[str, ContributionRow], entry: Entry) -> Iterator[ContributionRow]:
    """A standard withdrawn, or a carrier that left the register with all its standards: until the day before."""
    event = entry.recorded.event
    gone = (
        (_standard(entry, event.standard),)
        if isinstance(event, facility.RecognitionWithdrawn)
        else (entry.recorded.stream, *(_standard(entry, standard) for standard in get_args(facility.Standard)))
    )
    last = entry.recorded.meta.effective_on - timedelta(days=1)
    for row in (known[row_id] for row_id in gone if row_id in known):
        yield msgspec.structs.replace(row, counts_until=last, last_position=entry.recorded.position)


def _standard(entry: Entry, standard: str) -> str:
    return f"{entry.recorded.stream}/{standard}"


def _developed(_: Mapping[str, ContributionRow], entry: Entry) -> Iterator[ContributionRow]:
    event: jobs.Developed = entry.recorded.event  # type: ignore[assignment]
    yield _row(entry, f"jobs:{event.kind}", event.place, entry.recorded.stream, quantity=event.count)


def _taken_back(known: Mapping[str, ContributionRow], entry: Entry) -> Iterator[ContributionRow]:
    event: jobs.Withdrawn = entry.recorded.event  # type: ignore[assignment]
    row = known.get(entry.recorded.stream)
    return _changed(known, entry, quantity=row.quantity - event.count) if row else iter(())


def _trained(_: Mapping[str, ContributionRow], entry: Entry) -> Iterator[ContributionRow]:
    event: service.Trained = entry.recorded.event  # type: ignore[assignment]
    yield _row(entry, "training", event.place, event.person, id=_nth(entry))


def _situated(_: Mapping[str, ContributionRow], entry: Entry) -> Iterator[ContributionRow]:
    event: service.SituationChanged = entry.recorded.event  # type: ignore[assignment]
    if began_work(event):
        yield _row(entry, "service:employment", event.place, event.person, id=_nth(entry))


def _nth(entry: Entry) -> str:
    """The id of what counts once for each event of a stream."""
    return f"{entry.recorded.stream}#{entry.recorded.version}"


def _instructed(_: Mapping[str, ContributionRow], entry: Entry) -> Iterator[ContributionRow]:
    event: payment.Instructed = entry.recorded.event  # type: ignore[assignment]
    yield _row(entry, f"paid:{event.line.programme}", event.line.place, event.party, quantity=0)


def _settled(known: Mapping[str, ContributionRow], entry: Entry) -> Iterator[ContributionRow]:
    return _changed(known, entry, quantity=1, counts_from=entry.recorded.meta.effective_on)


def _undone(known: Mapping[str, ContributionRow], entry: Entry) -> Iterator[ContributionRow]:
    return _changed(known, entry, quantity=0)


def _reported(_: Mapping[str, ContributionRow], entry: Entry) -> Iterator[ContributionRow]:
    event: figures.FigureReported = entry.recorded.event  # type: ignore[assignment]
    yield _row(
        entry,
        f"reported:{event.target}",
        event.place,
        str(event.year),
        id=f"{entry.recorded.stream}:{event.year}",
        counts_from=date(event.year, 12, 31),
        value=event.value,
    )


_CHANGES: dict[type, Change] = {
    placement.PlacementRegistered: _placed,
    application.Drafted: _drafted,
    application.Submitted: _claimed,
    application.Resubmitted: _claimed,
    application.Approved: _claimed,
    application.Terminated: _claimed,
    facility.Registered: _carrier,
    facility.Recognised: _recognised,
    facility.RecognitionWithdrawn: _not_any_more,
    facility.Closed: _not_any_more,
    jobs.Developed: _developed,
    jobs.Withdrawn: _taken_back,
    service.Trained: _trained,
    service.SituationChanged: _situated,
    payment.Instructed: _instructed,
    payment.Settled: _settled,
    payment.Returned: _undone,
    payment.Cancelled: _undone,
    figures.FigureReported: _reported,
}
"""Which events count, and how."""

CONTRIBUTIONS = View(
    "contributions", ContributionRow, key=("id",), fold=fold, needs=needs, indexes=[("measure",), ("place",)]
)
