"""The view of payments: where each stands, when it left, when it bounced, and what of it must or did come back."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain import payment, recovery
from domain.payment import PaymentStatus
from ledger.views.view import Entry, Row, View


class PaymentRow(Row, frozen=True, kw_only=True):
    """A payment (fen). `settled_by` and `returned_by` are the last bank lines; `recovering` is determined, not yet in.

    `attempt` counts the instructions, `details_version` names the sealed account that the last one used.
    """

    id: str
    case: str
    place: str
    tranche: int
    label: str
    line: str
    party: str
    amount: int
    status: str
    attempt: int
    details_version: int
    instructed_on: date
    settled_on: date | None
    settled_by: str
    returned_on: date | None
    returned_by: str
    return_code: str
    cancelled_on: date | None
    recovering: int
    recovered: int
    written_off: int
    version: int
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The payment of the event."""
    of = _payment_of(entry)
    return (of,) if of else ()


def fold(known: Mapping[str, PaymentRow], entry: Entry) -> Iterable[PaymentRow]:
    """Follow the payment, and the recoveries of it."""
    of = _payment_of(entry)
    if not of:
        return ()
    if isinstance(entry.recorded.event, payment.Instructed):
        return (_new(entry, entry.recorded.event),)
    row = known[of]
    # What is recovered of a payment happens to the recovery: the payment's own version stays.
    version = entry.recorded.version if entry.recorded.stream == of else row.version
    changed = _changed(row, entry)
    return (msgspec.structs.replace(changed, version=version, last_position=entry.recorded.position),)


def _payment_of(entry: Entry) -> str:
    topic = entry.recorded.event.topic
    if topic.startswith("payment."):
        return entry.recorded.stream
    return str(getattr(entry.recorded.event, "payment", "")) if topic.startswith("recovery.") else ""


def _new(entry: Entry, event: payment.Instructed) -> PaymentRow:
    return PaymentRow(
        id=entry.recorded.stream,
        case=event.case,
        place=entry.place,
        tranche=event.tranche,
        label=event.label,
        line=event.line.key,
        party=event.party,
        amount=event.amount,
        status=PaymentStatus.INSTRUCTED.value,
        attempt=1,
        details_version=event.details_version,
        instructed_on=entry.recorded.meta.effective_on,
        settled_on=None,
        settled_by="",
        returned_on=None,
        returned_by="",
        return_code="",
        cancelled_on=None,
        recovering=0,
        recovered=0,
        written_off=0,
        version=entry.recorded.version,
        last_position=entry.recorded.position,
    )


def _changed(row: PaymentRow, entry: Entry) -> PaymentRow:
    on, replace = entry.recorded.meta.effective_on, msgspec.structs.replace
    match entry.recorded.event:
        case payment.Settled() as event:
            return replace(row, status=PaymentStatus.SETTLED.value, settled_on=on, settled_by=event.bank_line.key)
        case payment.Returned() as event:
            line = event.bank_line.key if event.bank_line else ""
            status = PaymentStatus.RETURNED.value
            return replace(row, status=status, returned_on=on, returned_by=line, return_code=event.code)
        case payment.Reissued() as event:
            status = PaymentStatus.INSTRUCTED.value
            version = event.details_version
            return replace(row, status=status, attempt=event.attempt, details_version=version, instructed_on=on)
        case payment.Cancelled():
            return replace(row, status=PaymentStatus.CANCELLED.value, cancelled_on=on)
        case recovery.Determined() as event:
            return replace(row, recovering=row.recovering + event.amount)
        case recovery.Received() as event:
            left = row.recovering - event.amount
            return replace(row, recovering=left, recovered=row.recovered + event.amount)
        case recovery.WrittenOff() as event:
            left = row.recovering - event.amount
            return replace(row, recovering=left, written_off=row.written_off + event.amount)
        case recovery.Undone() as event:
            return replace(
                row,
                recovering=row.recovering - event.outstanding,
                recovered=row.recovered - event.received,
                written_off=row.written_off - event.written_off,
            )
    return row


PAYMENTS = View(
    "payments", PaymentRow, key=("id",), fold=fold, needs=needs, indexes=[("case",), ("status",), ("line",), ("place",)]
)
