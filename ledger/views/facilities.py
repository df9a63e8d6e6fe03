"""The view of carriers of employment: one row each, as its last event left it."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain.facility import events
from ledger.views.view import Entry, Row, View


class FacilityRow(Row, frozen=True, kw_only=True):
    """A carrier: `standards` are those that it meets now; `admitted` counts who is in."""

    id: str
    kind: str
    place: str
    name: str
    operator: str
    attached_to: str
    capacity: int
    registered_on: date
    last_position: int
    standards: tuple[str, ...] = ()
    stars: int = 0
    admitted: int = 0
    served: int = 0
    auxiliary_workers: int = 0
    closed: bool = False


def needs(entry: Entry) -> Iterable[str]:
    """The carrier of the event."""
    return (entry.recorded.stream,) if isinstance(entry.recorded.event, events.FacilityEvent) else ()


def fold(known: Mapping[str, FacilityRow], entry: Entry) -> Iterable[FacilityRow]:
    """Follow the carrier."""
    recorded = entry.recorded
    event = recorded.event
    if isinstance(event, events.Registered):
        return (_new(recorded.stream, event, recorded.meta.effective_on, recorded.position),)
    if not isinstance(event, events.FacilityEvent):
        return ()
    changed = _followed(known[recorded.stream], event)
    return (msgspec.structs.replace(changed, last_position=recorded.position),)


def _new(stream: str, event: events.Registered, on: date, position: int) -> FacilityRow:
    return FacilityRow(
        id=stream,
        kind=event.kind,
        place=event.place,
        name=event.name,
        operator=event.operator,
        attached_to=event.attached_to,
        capacity=event.capacity,
        registered_on=on,
        last_position=position,
    )


def _followed(row: FacilityRow, event: events.FacilityEvent) -> FacilityRow:
    match event:
        case events.Recognised():
            stars = event.stars if event.standard == "star" else row.stars
            return _changed(row, standards=(*_without(row, event.standard), event.standard), stars=stars)
        case events.Rechecked(passed=True):
            return _changed(row, standards=(*_without(row, event.standard), event.standard))
        case events.Rechecked() | events.RecognitionWithdrawn():
            return _changed(row, standards=_without(row, event.standard))
        case events.Reported():
            return _changed(row, served=event.served, auxiliary_workers=event.auxiliary_workers)
        case events.Admitted() | events.Left():
            return _changed(row, admitted=row.admitted + (1 if isinstance(event, events.Admitted) else -1))
        case events.Closed():
            return _changed(row, closed=True)
    return row


def _without(row: FacilityRow, standard: str) -> tuple[str, ...]:
    return tuple(each for each in row.standards if each != standard)


def _changed(row: FacilityRow, **fields: object) -> FacilityRow:
    return msgspec.structs.replace(row, **fields)


FACILITIES = View("facilities", FacilityRow, key=("id",), fold=fold, needs=needs, indexes=[("kind",), ("place",)])
