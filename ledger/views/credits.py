"""The view of credit records: whose, for which year, where each stands."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain.levy import credit
from domain.levy.credit import CreditStatus
from ledger.views.view import Entry, Row, View


class CreditRow(Row, frozen=True, kw_only=True):
    """A credit record; `amount` (fen) is what was owed when the employer was told."""

    id: str
    levy: str
    uscc: str
    year: int
    place: str
    conduct: str
    amount: int
    status: str
    statement_until: date
    recorded_on: date | None
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The record of the event."""
    return (entry.recorded.stream,) if entry.recorded.event.topic.startswith("credit.") else ()


def fold(known: Mapping[str, CreditRow], entry: Entry) -> Iterable[CreditRow]:
    """Follow the record."""
    recorded = entry.recorded
    event = recorded.event
    if isinstance(event, credit.Noticed):
        return (_new(entry, event),)
    if not event.topic.startswith("credit."):
        return ()
    row = msgspec.structs.replace(known[recorded.stream], last_position=recorded.position)
    match event:
        case credit.StatementHeard():
            status = CreditStatus.DROPPED.value if event.upheld else row.status
            return (msgspec.structs.replace(row, status=status),)
        case credit.ConductRecorded():
            on = recorded.meta.effective_on
            return (msgspec.structs.replace(row, status=CreditStatus.RECORDED.value, recorded_on=on),)
        case credit.Corrected():
            return (msgspec.structs.replace(row, status=CreditStatus.CORRECTED.value),)
        case credit.TakenBack():
            return (msgspec.structs.replace(row, status=CreditStatus.TAKEN_BACK.value),)
    return (row,)


def _new(entry: Entry, event: credit.Noticed) -> CreditRow:
    return CreditRow(
        id=entry.recorded.stream,
        levy=event.levy,
        uscc=event.uscc,
        year=event.year,
        place=event.place,
        conduct=event.conduct,
        amount=event.outstanding,
        status=CreditStatus.NOTICED.value,
        statement_until=event.statement_until,
        recorded_on=None,
        last_position=entry.recorded.position,
    )


CREDITS = View("credits", CreditRow, key=("id",), fold=fold, needs=needs, indexes=[("status",), ("uscc",)])
