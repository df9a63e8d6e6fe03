"""The view of exchanges between departments: what was agreed on, and what the runs brought."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain import exchange
from ledger.views.view import Entry, Row, View


class ExchangeRow(Row, frozen=True, kw_only=True):
    """An exchange: `rows` and `matched` are those of the last run; `last_on` its day, or that of the agreement."""

    id: str
    kind: str
    place: str
    source: str
    receiver: str
    purpose: str
    basis: str
    fields: tuple[str, ...]
    every_months: int
    last_on: date
    runs: int
    rows: int
    matched: int
    ended: bool
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The exchange of the event."""
    return (entry.recorded.stream,) if entry.recorded.event.topic.startswith("exchange.") else ()


def fold(known: Mapping[str, ExchangeRow], entry: Entry) -> Iterable[ExchangeRow]:
    """Follow the exchange."""
    recorded = entry.recorded
    position, on = recorded.position, recorded.meta.effective_on
    match recorded.event:
        case exchange.Agreed() as event:
            return (_new(recorded.stream, event, on, position),)
        case exchange.Run() as event:
            row = known[recorded.stream]
            return (
                msgspec.structs.replace(
                    row,
                    last_on=on,
                    runs=row.runs + 1,
                    rows=event.rows,
                    matched=event.matched,
                    last_position=position,
                ),
            )
        case exchange.Ended():
            return (msgspec.structs.replace(known[recorded.stream], ended=True, last_position=position),)
    return ()


def _new(stream: str, event: exchange.Agreed, on: date, position: int) -> ExchangeRow:
    return ExchangeRow(
        id=stream,
        kind=event.kind,
        place=event.place,
        source=event.source,
        receiver=event.receiver,
        purpose=event.purpose,
        basis=event.basis,
        fields=event.fields,
        every_months=event.every_months,
        last_on=on,
        runs=0,
        rows=0,
        matched=0,
        ended=False,
        last_position=position,
    )


EXCHANGES = View("exchanges", ExchangeRow, key=("id",), fold=fold, needs=needs, indexes=[("kind",)])
