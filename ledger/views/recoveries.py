"""The view of recoveries: what must come back, what came, what was written off, what is outstanding."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain import recovery
from domain.events import Recorded
from ledger.views.view import Entry, Row, View


class RecoveryRow(Row, frozen=True, kw_only=True):
    """A recovery (fen): the amount is received + written_off + outstanding + undone."""

    id: str
    payment: str
    case: str
    place: str
    party: str
    line: str
    amount: int
    received: int
    written_off: int
    outstanding: int
    undone: int
    ground: str
    clause: str
    determined_on: date
    determined_by: str
    version: int
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The recovery of the event."""
    return (entry.recorded.stream,) if entry.recorded.event.topic.startswith("recovery.") else ()


def fold(known: Mapping[str, RecoveryRow], entry: Entry) -> Iterable[RecoveryRow]:
    """Follow the recovery."""
    recorded = entry.recorded
    match recorded.event:
        case recovery.Determined() as event:
            return (_new(entry, event),)
        case recovery.Received() as event:
            row = known[recorded.stream]
            return (_reduced(row, event.amount, recorded, received=row.received + event.amount),)
        case recovery.WrittenOff() as event:
            row = known[recorded.stream]
            return (_reduced(row, event.amount, recorded, written_off=row.written_off + event.amount),)
        case recovery.Undone() as event:
            row = known[recorded.stream]
            return (_reduced(row, event.outstanding, recorded, received=0, written_off=0, undone=event.amount),)
    return ()


def _reduced(row: RecoveryRow, amount: int, by: Recorded, **changed: int) -> RecoveryRow:
    changed |= {"outstanding": row.outstanding - amount, "version": by.version, "last_position": by.position}
    return msgspec.structs.replace(row, **changed)


def _new(entry: Entry, event: recovery.Determined) -> RecoveryRow:
    return RecoveryRow(
        id=entry.recorded.stream,
        payment=event.payment,
        case=event.case,
        place=entry.place,
        party=event.party,
        line=event.line.key,
        amount=event.amount,
        received=0,
        written_off=0,
        outstanding=event.amount,
        undone=0,
        ground=event.ground,
        clause=event.clause,
        determined_on=entry.recorded.meta.effective_on,
        determined_by=entry.recorded.meta.actor,
        version=entry.recorded.version,
        last_position=entry.recorded.position,
    )


RECOVERIES = View(
    "recoveries", RecoveryRow, key=("id",), fold=fold, needs=needs, indexes=[("payment",), ("case",), ("place",)]
)
