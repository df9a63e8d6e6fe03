"""The view of certifications: what was filed, what counts and as how many, and whether it stands."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain.certification import events as e
from ledger.views.view import Entry, Row, View


class CertificationRow(Row, frozen=True, kw_only=True):
    """An employer-year. Sums of twelve months: `weight_months` / 12 is the counted head-count, likewise staff."""

    id: str
    employer: str
    employer_kind: str
    year: int
    place: str
    status: str
    staff_months: int
    weight_months: int
    counted_months: int
    uncounted_months: int
    persons: int
    staff_source: str
    decided_on: date | None
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The certification of the event."""
    return (entry.recorded.stream,) if entry.recorded.event.topic.startswith("certification.") else ()


def fold(known: Mapping[str, CertificationRow], entry: Entry) -> Iterable[CertificationRow]:
    """Follow the certification."""
    recorded = entry.recorded
    match recorded.event:
        case e.CertificationFiled() as event:
            row = _filed(recorded.stream, event)
        case e.Certified() as event:
            row = msgspec.structs.replace(
                known[recorded.stream],
                status="certified",
                weight_months=event.weight_months,
                counted_months=len(event.counted),
                uncounted_months=len(event.uncounted),
                persons=len({each.person for each in event.counted}),
                decided_on=recorded.meta.effective_on,
            )
        case e.CertificationReturned():
            row = msgspec.structs.replace(known[recorded.stream], status="returned_for_correction")
        case e.CertificationRevoked():
            row = msgspec.structs.replace(
                known[recorded.stream],
                status="revoked",
                weight_months=0,
                counted_months=0,
                persons=0,
                decided_on=recorded.meta.effective_on,
            )
        case _:
            return ()
    return (msgspec.structs.replace(row, last_position=recorded.position),)


def _filed(id: str, event: e.CertificationFiled) -> CertificationRow:
    return CertificationRow(
        id=id,
        employer=event.employer,
        employer_kind=event.employer_kind,
        year=event.year,
        place=event.place,
        status="filed",
        staff_months=sum(event.staff_by_month),
        weight_months=0,
        counted_months=0,
        uncounted_months=0,
        persons=0,
        staff_source=event.staff_source,
        decided_on=None,
        last_position=0,
    )


CERTIFICATIONS = View(
    "certifications",
    CertificationRow,
    key=("id",),
    fold=fold,
    needs=needs,
    indexes=[("employer",), ("year", "place")],
)
