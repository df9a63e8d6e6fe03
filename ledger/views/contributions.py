"""The view of contributions: every event that counts towards a target, who or what it counts, where and from when."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from domain import payment
from domain.placement import events as placement
from domain.targets import figures
from ledger.views.view import Entry, Row, View


class ContributionRow(Row, frozen=True, kw_only=True):
    """Something that counts towards the targets that name its `measure`, from `counts_from` until `counts_until`.

    `subject` is who or what is counted once where subjects are counted; `quantity` is 0 while it does not count (a
    payment that is not settled). `value` is an exact decimal of the statistics, empty elsewhere.
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
    change = _CHANGES.get(type(entry.recorded.event))
    return (entry.recorded.stream,) if change else ()


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
