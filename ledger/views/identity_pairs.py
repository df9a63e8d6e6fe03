"""The view of pairs that may be one person: how they were suggested, and what was judged."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain import identity_link
from domain.identity_link import PairStatus
from ledger.views.view import Entry, Row, View


class PairRow(Row, frozen=True, kw_only=True):
    """A pair of pseudonyms; `weight` in hundredths of a bit, `grounds` are `column:level:weight` of the model."""

    id: str
    place: str
    left: str
    right: str
    weight: int
    grounds: tuple[str, ...]
    model: str
    status: str
    suggested_on: date
    judged_on: date | None
    judged_by: str
    confirmed_by: str
    ground: str
    version: int
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The pair of the event."""
    return (entry.recorded.stream,) if entry.recorded.event.topic.startswith("identity.") else ()


def fold(known: Mapping[str, PairRow], entry: Entry) -> Iterable[PairRow]:
    """Follow the pair."""
    recorded = entry.recorded
    event, meta = recorded.event, recorded.meta
    if isinstance(event, identity_link.Suggested):
        return (_new(entry, event),)
    if not isinstance(event, identity_link.Judged | identity_link.Confirmed):
        return ()
    confirmed = isinstance(event, identity_link.Confirmed)
    row = known[recorded.stream]
    row = msgspec.structs.replace(
        row,
        status=identity_link.status_after(event).value,
        judged_on=row.judged_on if confirmed else meta.effective_on,
        judged_by=row.judged_by if confirmed else meta.actor,
        confirmed_by=meta.actor if confirmed else "",
        ground=event.ground,
        version=recorded.version,
        last_position=recorded.position,
    )
    return (row,)


def _new(entry: Entry, event: identity_link.Suggested) -> PairRow:
    return PairRow(
        id=entry.recorded.stream,
        place=event.place,
        left=event.left,
        right=event.right,
        weight=event.weight,
        grounds=tuple(f"{each.column}:{each.level}:{each.weight}" for each in event.grounds),
        model=event.model,
        status=PairStatus.SUGGESTED.value,
        suggested_on=entry.recorded.meta.effective_on,
        judged_on=None,
        judged_by="",
        confirmed_by="",
        ground="",
        version=entry.recorded.version,
        last_position=entry.recorded.position,
    )


IDENTITY_PAIRS = View(
    "identity_pairs",
    PairRow,
    key=("id",),
    fold=fold,
    needs=needs,
    indexes=[("place",), ("left",), ("right",), ("status",)],
)
