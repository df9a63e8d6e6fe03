"""The view of bank lines: every line of a bank statement that settled, returned or brought back money."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from domain import payment, recovery
from domain.bank import BankLine
from domain.levy import events as levy
from ledger.views.view import Entry, Row, View


class BankLineRow(Row, frozen=True, kw_only=True):
    """A statement line matched by the event at a position. The amount (fen) is negative where money left the fund.

    `matched_to` is the payment, the recovery or the levy; `kind` one of settled, returned, received, given_back,
    levy_received and levy_refunded.
    """

    position: int
    account: str
    reference: str
    booked_on: date
    amount: int
    kind: str
    matched_to: str
    case: str
    place: str
    line: str


def fold(_: Mapping[str, BankLineRow], entry: Entry) -> Iterable[BankLineRow]:
    """The statement line of the event, if it holds one."""
    match entry.recorded.event:
        case payment.Settled() as event:
            return (_row(entry, event.bank_line, "settled", event.case, event.line.key),)
        case payment.Returned(bank_line=BankLine() as bank_line) as event:
            return (_row(entry, bank_line, "returned", event.case, event.line.key),)
        case recovery.Received() as event:
            return (_row(entry, event.bank_line, "received", event.case, event.line.key),)
        case recovery.Undone(bank_line=BankLine() as bank_line) as event:
            return (_row(entry, bank_line, "given_back", event.case, event.line.key),)
        case levy.Received() as event:
            return (_row(entry, event.receipt, "levy_received", "", ""),)
        case levy.Refunded() as event:
            return (_row(entry, event.receipt, "levy_refunded", "", ""),)
    return ()


_LEFT: Final = ("settled", "given_back", "levy_refunded")
"""The kinds by which money leaves."""


def _row(entry: Entry, bank_line: BankLine, kind: str, case: str, line: str) -> BankLineRow:
    return BankLineRow(
        position=entry.recorded.position,
        account=bank_line.account,
        reference=bank_line.reference,
        booked_on=bank_line.booked_on,
        amount=-bank_line.amount if kind in _LEFT else bank_line.amount,
        kind=kind,
        matched_to=entry.recorded.stream,
        case=case,
        place=entry.place,
        line=line,
    )


BANK_LINES = View(
    "bank_lines",
    BankLineRow,
    key=("position",),
    fold=fold,
    indexes=[("account", "reference"), ("matched_to",), ("case",), ("place",)],
)
