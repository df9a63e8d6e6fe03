"""The views of placements: who works for whom as what, each month of evidence, and every person's first employment."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain.placement import events as e
from domain.placement.terms import MonthEvidence
from ledger.views.view import Entry, Row, View


class PlacementRow(Row, frozen=True, kw_only=True):
    """A placement by its latest terms. `dispatched_by` and `base` are blank where there is none."""

    id: str
    employer: str
    employer_kind: str
    person: str
    place: str
    post: str
    started_on: date
    ended_on: date | None
    ground: str
    contract_from: date | None
    contract_to: date | None
    local_hukou: bool
    dispatched_by: str
    base: str
    months: int
    version: int
    last_position: int


class PlacementMonthRow(Row, frozen=True, kw_only=True):
    """The evidence of a month (`2024-03`) as it stands after corrections; the wage is fen."""

    id: str
    placement: str
    employer: str
    person: str
    month: str
    wage: int
    full_time: bool
    insurances: tuple[str, ...]
    reference: str
    corrected: int
    last_position: int


class WorkerRow(Row, frozen=True, kw_only=True):
    """A person's first employment in this book (by day, then by registration), and how many placements there were."""

    person: str
    first_placement: str
    first_on: date
    first_employer: str
    first_place: str
    first_post: str
    placements: int
    last_position: int


def needs_placement(entry: Entry) -> Iterable[str]:
    """The placement of the event."""
    return (entry.recorded.stream,) if entry.recorded.event.topic.startswith("placement.") else ()


def fold_placement(known: Mapping[str, PlacementRow], entry: Entry) -> Iterable[PlacementRow]:
    """Follow the placement."""
    recorded = entry.recorded
    match recorded.event:
        case e.PlacementRegistered() as event:
            row = _registered(recorded.stream, event)
        case e.TermsChanged() as event:
            row = _with_terms(known[recorded.stream], event)
        case e.MonthRecorded():
            row = msgspec.structs.replace(known[recorded.stream], months=known[recorded.stream].months + 1)
        case e.PlacementEnded() as event:
            row = msgspec.structs.replace(known[recorded.stream], ended_on=event.ended_on, ground=event.ground)
        case event if event.topic.startswith("placement."):
            row = known[recorded.stream]
        case _:
            return ()
    return (msgspec.structs.replace(row, version=recorded.version, last_position=recorded.position),)


def _registered(id: str, event: e.PlacementRegistered) -> PlacementRow:
    terms = event.terms
    return PlacementRow(
        id=id,
        employer=terms.employer,
        employer_kind=terms.employer_kind,
        person=terms.person,
        place=terms.place,
        post=terms.post,
        started_on=event.started_on,
        ended_on=None,
        ground="",
        contract_from=terms.contract.starts_on if terms.contract else None,
        contract_to=terms.contract.ends_on if terms.contract else None,
        local_hukou=terms.local_hukou,
        dispatched_by=terms.dispatch.agency if terms.dispatch else "",
        base=terms.chain.base if terms.chain else "",
        months=0,
        version=0,
        last_position=0,
    )


def _with_terms(row: PlacementRow, event: e.TermsChanged) -> PlacementRow:
    terms = event.terms
    return msgspec.structs.replace(
        row,
        employer_kind=terms.employer_kind,
        place=terms.place,
        post=terms.post,
        contract_from=terms.contract.starts_on if terms.contract else None,
        contract_to=terms.contract.ends_on if terms.contract else None,
        local_hukou=terms.local_hukou,
        dispatched_by=terms.dispatch.agency if terms.dispatch else "",
        base=terms.chain.base if terms.chain else "",
    )


def month_id(placement: str, evidence: MonthEvidence) -> str:
    """The id of a placement's month."""
    return f"{placement}:{evidence.month}"


def needs_month(entry: Entry) -> Iterable[str]:
    """The month that is corrected."""
    match entry.recorded.event:
        case e.MonthCorrected() as event:
            return (month_id(entry.recorded.stream, event.evidence),)
    return ()


def fold_month(known: Mapping[str, PlacementMonthRow], entry: Entry) -> Iterable[PlacementMonthRow]:
    """Keep the evidence of every month."""
    match entry.recorded.event:
        case e.MonthRecorded() as event:
            return (_month(entry, event.evidence, corrected=0),)
        case e.MonthCorrected() as event:
            before = known[month_id(entry.recorded.stream, event.evidence)]
            return (_month(entry, event.evidence, corrected=before.corrected + 1),)
    return ()


def _month(entry: Entry, evidence: MonthEvidence, corrected: int) -> PlacementMonthRow:
    stream = entry.recorded.stream
    _, employer, person, _ = stream.split(":")
    return PlacementMonthRow(
        id=month_id(stream, evidence),
        placement=stream,
        employer=employer,
        person=person,
        month=str(evidence.month),
        wage=evidence.wage,
        full_time=evidence.full_time,
        insurances=evidence.insurances,
        reference=evidence.reference,
        corrected=corrected,
        last_position=entry.recorded.position,
    )


def needs_worker(entry: Entry) -> Iterable[str]:
    """The person who is placed."""
    match entry.recorded.event:
        case e.PlacementRegistered() as event:
            return (event.terms.person,)
    return ()


def fold_worker(known: Mapping[str, WorkerRow], entry: Entry) -> Iterable[WorkerRow]:
    """Keep the earliest placement of every person, whenever it was registered."""
    match entry.recorded.event:
        case e.PlacementRegistered() as event:
            before = known.get(event.terms.person)
            first = before if before and before.first_on <= event.started_on else _first(entry, event)
            placements = before.placements + 1 if before else 1
            return (msgspec.structs.replace(first, placements=placements, last_position=entry.recorded.position),)
    return ()


def _first(entry: Entry, event: e.PlacementRegistered) -> WorkerRow:
    return WorkerRow(
        person=event.terms.person,
        first_placement=entry.recorded.stream,
        first_on=event.started_on,
        first_employer=event.terms.employer,
        first_place=event.terms.place,
        first_post=event.terms.post,
        placements=0,
        last_position=0,
    )


PLACEMENTS = View(
    "placements",
    PlacementRow,
    key=("id",),
    fold=fold_placement,
    needs=needs_placement,
    indexes=[("employer",), ("person",)],
)
PLACEMENT_MONTHS = View(
    "placement_months",
    PlacementMonthRow,
    key=("id",),
    fold=fold_month,
    needs=needs_month,
    indexes=[("placement",), ("employer", "month")],
)
WORKERS = View("workers", WorkerRow, key=("person",), fold=fold_worker, needs=needs_worker)
