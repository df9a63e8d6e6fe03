"""The view of levies: what each employer owes for each year, what came in, what is late, what must go back."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain.levy import events as levy
from domain.levy.facts import LevyFacts
from ledger.views.view import Entry, Row, View


class LevyRow(Row, frozen=True, kw_only=True):
    """A levy (fen): `amount` is what it is after reassessment and waiver, `outstanding` what is still owed of it.

    `received` is everything that came in, surcharge and overpayment too; `overpaid` waits for its refund.
    """

    id: str
    uscc: str
    year: int
    place: str
    kind: str
    amount: int
    outstanding: int
    surcharge: int
    surcharge_due: int
    received: int
    overpaid: int
    refunded: int
    due_on: date
    warned_until: date | None
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The levy of the event."""
    return (entry.recorded.stream,) if entry.recorded.event.topic.startswith("levy.") else ()


def fold(known: Mapping[str, LevyRow], entry: Entry) -> Iterable[LevyRow]:
    """Follow the levy."""
    recorded = entry.recorded
    event = recorded.event
    if isinstance(event, levy.Assessed):
        return (_new(entry, event),)
    if not event.topic.startswith("levy."):
        return ()
    row = known[recorded.stream]
    return (msgspec.structs.replace(_changed(row, entry), last_position=recorded.position),)


def _changed(row: LevyRow, entry: Entry) -> LevyRow:
    replace = msgspec.structs.replace
    match entry.recorded.event:
        case levy.Reassessed() as event:
            more = replace(row, amount=row.amount + event.more, outstanding=row.outstanding + event.more)
            return _surcharge_cut(_cut(more, event.cut), event.surcharge_cut)
        case levy.Waived() as event:
            return _cut(row, event.cut)
        case levy.Deferred() as event:
            return replace(row, due_on=event.until)
        case levy.ArrearsNoticed() as event:
            return replace(row, warned_until=event.deadline)
        case levy.SurchargeCharged() as event:
            amount = event.decision.amount
            return replace(row, surcharge=row.surcharge + amount, surcharge_due=row.surcharge_due + amount)
        case levy.Received() as event:
            return replace(
                row,
                outstanding=row.outstanding - event.levy,
                surcharge_due=row.surcharge_due - event.surcharge,
                received=row.received + event.receipt.amount,
                overpaid=row.overpaid + event.overpaid,
            )
        case levy.Refunded() as event:
            return replace(row, overpaid=row.overpaid - event.amount, refunded=row.refunded + event.amount)
    return row


def _cut(row: LevyRow, cut: levy.Cut) -> LevyRow:
    return msgspec.structs.replace(
        row,
        amount=row.amount - cut.amount,
        outstanding=row.outstanding - cut.owed,
        overpaid=row.overpaid + cut.paid,
    )


def _surcharge_cut(row: LevyRow, cut: levy.Cut) -> LevyRow:
    return msgspec.structs.replace(
        row,
        surcharge=row.surcharge - cut.amount,
        surcharge_due=row.surcharge_due - cut.owed,
        overpaid=row.overpaid + cut.paid,
    )


def _new(entry: Entry, event: levy.Assessed) -> LevyRow:
    amount = event.decision.amount
    return LevyRow(
        id=entry.recorded.stream,
        uscc=event.uscc,
        year=event.year,
        place=event.place,
        kind=msgspec.convert(event.facts, LevyFacts).kind.value,
        amount=amount,
        outstanding=amount,
        surcharge=0,
        surcharge_due=0,
        received=0,
        overpaid=0,
        refunded=0,
        due_on=event.due_on,
        warned_until=None,
        last_position=entry.recorded.position,
    )


LEVIES = View("levies", LevyRow, key=("id",), fold=fold, needs=needs, indexes=[("year",), ("uscc",)])
