"""The view of duties: what was done for each, in each place and period."""

from collections.abc import Iterable, Mapping

import msgspec

from domain.duties import fulfilment
from domain.duties.fulfilment import Done
from ledger.views.view import Entry, Row, View


class DutyRow(Row, frozen=True, kw_only=True):
    """A duty of a place in a period; `done` is a JSON list of what stands, so that every column is text or a number."""

    id: str
    duty: str
    place: str
    period: str
    done: str
    waived_by: str
    last_position: int

    def fulfilments(self) -> tuple[Done, ...]:
        """What stands, each with its day, count and document."""
        return msgspec.json.decode(self.done, type=tuple[Done, ...])


def needs(entry: Entry) -> Iterable[str]:
    """The duty of the event."""
    return (entry.recorded.stream,) if entry.recorded.event.topic.startswith("duty.") else ()


def fold(known: Mapping[str, DutyRow], entry: Entry) -> Iterable[DutyRow]:
    """Follow the duty."""
    event, position = entry.recorded.event, entry.recorded.position
    if not isinstance(event, fulfilment.Fulfilled | fulfilment.Retracted | fulfilment.Waived):
        return ()
    row = known.get(entry.recorded.stream) or _new(entry.recorded.stream, event.duty, event.place, event.period)
    match event:
        case fulfilment.Fulfilled():
            done = Done(
                number=event.number,
                on=entry.recorded.meta.effective_on,
                count=event.count,
                document=event.document,
            )
            return (_with(row, (*row.fulfilments(), done), position),)
        case fulfilment.Retracted():
            left = tuple(each for each in row.fulfilments() if each.number != event.number)
            return (_with(row, left, position),)
        case fulfilment.Waived():
            return (msgspec.structs.replace(row, waived_by=event.document, last_position=position),)


def _with(row: DutyRow, done: tuple[Done, ...], position: int) -> DutyRow:
    return msgspec.structs.replace(row, done=msgspec.json.encode(done).decode(), last_position=position)


def _new(stream: str, duty: str, place: str, period: str) -> DutyRow:
    return DutyRow(id=stream, duty=duty, place=place, period=period, done="[]", waived_by="", last_position=0)


DUTIES = View("duties", DutyRow, key=("id",), fold=fold, needs=needs, indexes=[("duty",), ("place",)])
