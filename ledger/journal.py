"""The journal: `postings(event)` is pure; every event balances per commodity on each track."""

import msgspec

from domain import adjustment, fund, hold, payment, recovery
from domain.application import events as application
from domain.events import Event, Recorded
from domain.fund import Line
from domain.levy import events as levy
from ledger import chart
from ledger.chart import Account


class Posting(msgspec.Struct, frozen=True, kw_only=True):
    """An amount (fen, debit positive) on an account, in the commodity of fund × year × track."""

    account: str
    commodity: str
    amount: int
    line: str = ""
    case: str = ""


def commodity(fund_code: str, year: int, account: Account) -> str:
    """The commodity of an account's track, e.g. `CNY.LEVY24B`: budgets of two funds or years never mix."""
    return f"CNY.{fund.symbol(fund_code)}{year % 100:02d}{account.track}"


def fund_of(name: str) -> tuple[str, int]:
    """Fund and year behind a commodity such as CNY.LEVY24B."""
    symbol = name.removeprefix("CNY.")
    return next(code for code, short in fund.SYMBOLS.items() if short == symbol[:-3]), 2000 + int(symbol[-3:-1])


def postings(recorded: Recorded) -> tuple[Posting, ...]:
    """What the event means in the accounts; empty where no money is concerned."""
    event = recorded.event
    match event:
        case fund.Appropriated() | fund.Allotted() | fund.AllotmentWithdrawn() | fund.CarriedForwardIn():
            return _budget(event)
        case fund.YearClosed():
            return _year_closed(event)
        case application.Accepted():
            return _move(event.line, chart.ALLOTTED, chart.PRE_ENCUMBERED, event.decision.amount, recorded.stream)
        case application.Recalculated():
            return _recalculated(event, recorded.stream)
        case application.Approved():
            return _approved(event.line, chart.PRE_ENCUMBERED, event.decision.amount, recorded.stream)
        case application.Rejected() | application.Withdrawn() | application.Terminated():
            return _released(event.release, recorded.stream)
        case application.AppealDecided() if event.reinstated:
            return _reinstated(event.reinstated, recorded.stream)
        case _:
            return _money(event)


def _money(event: Event) -> tuple[Posting, ...]:
    match event:
        case payment.Instructed():
            return _move(event.line, chart.ENCUMBERED, chart.EXPENDED_UNPAID, event.amount, event.case) + _move(
                event.line, chart.IN_TRANSIT, chart.PAYABLE, event.amount, event.case
            )
        case payment.Settled():
            source = chart.TREASURY_RIGHT if event.source == "treasury_right" else chart.TREASURY_CASH
            return _move(event.line, chart.EXPENDED_UNPAID, chart.EXPENDED_PAID, event.amount, event.case) + _move(
                event.line, source, chart.IN_TRANSIT, event.amount, event.case
            )
        case payment.Returned():
            return _returned(event)
        case payment.Reissued():
            return _move(event.line, chart.IN_TRANSIT, chart.TO_REISSUE, event.amount, event.case)
        case payment.Cancelled():
            return _cancelled(event)
        case hold.Placed():
            return _held(event.line, event.amount, event.case)
        case hold.Reduced() | hold.Released() | hold.Expired() | hold.Ended():
            return _held(event.line, -event.amount, event.case)
        case adjustment.Approved(line=Line() as line):
            return _approved(line, chart.ALLOTTED, event.difference, event.case)
        case adjustment.Dismissed():
            return _released(event.release, event.case)
        case adjustment.Settled():
            return _released(event.withheld, event.case)
        case recovery.Determined():
            return _move(event.line, chart.SUBSIDY, chart.CLAWBACK, event.amount, event.case)
        case recovery.Received():
            return _received(event)
        case recovery.Undone():
            return _undone(event)
        case recovery.WrittenOff():
            return _move(event.line, chart.CLAWBACK, chart.WRITE_OFF, event.amount, event.case)
    return _levy(event)


LEVY_FUND = "employment_security_fund"
"""The fund whose revenue the levy is; each levy year is a commodity of its own, such as CNY.LEVY24R."""


def _levy(event: Event) -> tuple[Posting, ...]:
    """Revenue is kept apart: it posts on no account of the fund's spending."""
    match event:
        case levy.Assessed():
            return _revenue(event.year, (chart.LEVY_RECEIVABLE, event.decision.amount, chart.LEVY_INCOME))
        case levy.Reassessed():
            return _revenue(
                event.year,
                (chart.LEVY_RECEIVABLE, event.more, chart.LEVY_INCOME),
                *_cut(event.cut, chart.LEVY_INCOME, chart.LEVY_RECEIVABLE),
                *_cut(event.surcharge_cut, chart.SURCHARGE_INCOME, chart.SURCHARGE_RECEIVABLE),
            )
        case levy.Waived():
            return _revenue(event.year, *_cut(event.cut, chart.LEVY_INCOME, chart.LEVY_RECEIVABLE))
        case levy.SurchargeCharged():
            amount = event.decision.amount
            return _revenue(event.year, (chart.SURCHARGE_RECEIVABLE, amount, chart.SURCHARGE_INCOME))
        case levy.Received():
            return _revenue(
                event.year,
                (chart.LEVY_TREASURY, event.levy, chart.LEVY_RECEIVABLE),
                (chart.LEVY_TREASURY, event.surcharge, chart.SURCHARGE_RECEIVABLE),
                (chart.LEVY_TREASURY, event.overpaid, chart.REFUND_DUE),
            )
        case levy.Refunded():
            return _revenue(event.year, (chart.REFUND_DUE, event.amount, chart.LEVY_TREASURY))
    return ()


_Entry = tuple[Account, int, Account]
"""Debit, amount (fen), credit."""


def _cut(cut: levy.Cut, income: Account, receivable: Account) -> tuple[_Entry, _Entry]:
    return (income, cut.owed, receivable), (income, cut.paid, chart.REFUND_DUE)


def _revenue(year: int, *entries: _Entry) -> tuple[Posting, ...]:
    return tuple(
        _post(LEVY_FUND, year, account, signed)
        for debit, amount, credit in entries
        if amount
        for account, signed in ((debit, amount), (credit, -amount))
    )


_PER_CASE = {
    account.code
    for account in (
        chart.PRE_ENCUMBERED,
        chart.ENCUMBERED,
        chart.ENCUMBERED_HELD,
        chart.EXPENDED_UNPAID,
        chart.EXPENDED_PAID,
        chart.CLAWBACK,
        chart.PAYABLE,
        chart.PAYABLE_HELD,
        chart.IN_TRANSIT,
        chart.TO_REISSUE,
        chart.SUBSIDY,
        chart.WRITE_OFF,
    )
}
"""Accounts that are kept per case; the others per line or per fund and year."""

_PER_LINE = {chart.ALLOTTED.code} | _PER_CASE


def _post(fund_code: str, year: int, account: Account, amount: int, line: str = "", case: str = "") -> Posting:
    return Posting(
        account=account.code,
        commodity=commodity(fund_code, year, account),
        amount=amount,
        line=line if account.code in _PER_LINE else "",
        case=case if account.code in _PER_CASE else "",
    )


def _move(line: Line, credit: Account, debit: Account, amount: int, case: str = "") -> tuple[Posting, ...]:
    """Take the amount from one account of the line and bring it to the other; nothing for zero."""
    if not amount:
        return ()
    return (
        _post(line.fund, line.year, credit, -amount, line.key, case),
        _post(line.fund, line.year, debit, amount, line.key, case),
    )


def _budget(
    event: fund.Appropriated | fund.Allotted | fund.AllotmentWithdrawn | fund.CarriedForwardIn,
) -> tuple[Posting, ...]:
    match event:
        case fund.Allotted():
            return _move(event.line, chart.UNALLOTTED, chart.ALLOTTED, event.amount)
        case fund.AllotmentWithdrawn():
            return _move(event.line, chart.ALLOTTED, chart.UNALLOTTED, event.amount)
    income = chart.APPROPRIATION if isinstance(event, fund.Appropriated) else chart.CARRY_FORWARD
    return (
        _post(event.fund, event.year, chart.AUTHORITY, -event.amount),
        _post(event.fund, event.year, chart.UNALLOTTED, event.amount),
        _post(event.fund, event.year, income, -event.amount),
        _post(event.fund, event.year, chart.TREASURY_RIGHT, event.amount),
    )


def _year_closed(event: fund.YearClosed) -> tuple[Posting, ...]:
    """The rest of every line and of the unallotted budget goes; the right to treasury payment goes with it."""
    left = [(chart.UNALLOTTED, -event.unallotted, ""), *((chart.ALLOTTED, -r.amount, r.line.key) for r in event.rests)]
    went = [
        (chart.CARRIED_FORWARD, event.carried_forward, ""),
        (chart.LAPSED, event.lapsed, ""),
        (chart.CARRY_FORWARD, event.carried_forward, ""),
        (chart.APPROPRIATION, event.lapsed, ""),
        (chart.TREASURY_RIGHT, -(event.carried_forward + event.lapsed), ""),
    ]
    return tuple(
        _post(event.fund, event.year, account, amount, line) for account, amount, line in left + went if amount
    )


def _recalculated(event: application.Recalculated, case: str) -> tuple[Posting, ...]:
    """More comes from the line; less goes back to it, or lapses where its year is closed."""
    less = event.before - event.decision.amount
    if less < 0:
        return _move(event.line, chart.ALLOTTED, chart.PRE_ENCUMBERED, -less, case)
    to = _destination(event.destination)
    return _move(event.line, chart.PRE_ENCUMBERED, to, less, case) + _right_lapsed(event.line, event.destination, less)


def _approved(line: Line, source: Account, amount: int, case: str) -> tuple[Posting, ...]:
    """The budget is encumbered and the obligation to the beneficiary arises."""
    return _move(line, source, chart.ENCUMBERED, amount, case) + _move(line, chart.PAYABLE, chart.SUBSIDY, amount, case)


def _held(line: Line, amount: int, case: str) -> tuple[Posting, ...]:
    """What is held is encumbered and owed as before, but on accounts from which nothing is paid."""
    return _move(line, chart.ENCUMBERED, chart.ENCUMBERED_HELD, amount, case) + _move(
        line, chart.PAYABLE_HELD, chart.PAYABLE, amount, case
    )


def _destination(name: application.Destination) -> Account:
    return chart.ALLOTTED if name == "allotment" else chart.LAPSED


def _released(release: application.Release | None, case: str) -> tuple[Posting, ...]:
    if release is None:
        return ()
    to = _destination(release.destination)
    return (
        _move(release.line, chart.PRE_ENCUMBERED, to, release.pre_encumbered, case)
        + _move(release.line, chart.ENCUMBERED, to, release.encumbered, case)
        + _move(release.line, chart.SUBSIDY, chart.PAYABLE, release.encumbered, case)
        + _right_lapsed(release.line, release.destination, release.pre_encumbered + release.encumbered)
    )


def _reinstated(release: application.Release, case: str) -> tuple[Posting, ...]:
    """What an ended grant gave back comes back to it, from where it went."""
    source = _destination(release.destination)
    return _approved(release.line, source, release.encumbered, case) + _right_lapsed(
        release.line, release.destination, -release.encumbered
    )


def _right_lapsed(line: Line, destination: application.Destination, amount: int) -> tuple[Posting, ...]:
    """With budget that lapses the right to treasury payment goes too, as it does when the year is closed."""
    return _move(line, chart.TREASURY_RIGHT, chart.APPROPRIATION, amount) if destination == "lapsed" else ()


def _returned(event: payment.Returned) -> tuple[Posting, ...]:
    """Money that had left comes back as treasury cash; money that never left only leaves the transit account."""
    if event.bank_line is None:
        return _move(event.line, chart.TO_REISSUE, chart.IN_TRANSIT, event.amount, event.case)
    return _move(event.line, chart.EXPENDED_PAID, chart.EXPENDED_UNPAID, event.amount, event.case) + _move(
        event.line, chart.TO_REISSUE, chart.TREASURY_CASH, event.amount, event.case
    )


def _cancelled(event: payment.Cancelled) -> tuple[Posting, ...]:
    budget = _move(event.line, chart.EXPENDED_UNPAID, _destination(event.destination), event.amount, event.case)
    expense = _move(event.line, chart.SUBSIDY, chart.TO_REISSUE, event.amount, event.case)
    return budget + expense + _cash_kept(event)


def _cash_kept(event: payment.Cancelled) -> tuple[Posting, ...]:
    """Cash that the bank gave back restores the right to pay, or is due to the treasury once the year is closed."""
    if event.source == "treasury_right":
        return _right_lapsed(event.line, event.destination, event.amount)
    if event.destination == "allotment":
        return _move(event.line, chart.TREASURY_CASH, chart.TREASURY_RIGHT, event.amount)
    return _move(event.line, chart.DUE_TO_TREASURY, chart.REMITTED, event.amount)


def _received(event: recovery.Received) -> tuple[Posting, ...]:
    """Recovered in an open year the budget revives; after its closing the money is due to the treasury."""
    budget = _move(event.line, chart.EXPENDED_PAID, _destination(event.destination), event.amount, event.case)
    if event.destination == "allotment":
        return budget + _move(event.line, chart.CLAWBACK, chart.TREASURY_RIGHT, event.amount, event.case)
    return (
        budget
        + _move(event.line, chart.CLAWBACK, chart.TREASURY_CASH, event.amount, event.case)
        + _move(event.line, chart.DUE_TO_TREASURY, chart.REMITTED, event.amount, event.case)
    )


def _undone(event: recovery.Undone) -> tuple[Posting, ...]:
    """The expense is one again; what had come in leaves from where it went: the right to pay, or the treasury."""
    line, case = event.line, event.case
    kept = event.received - event.remitted
    return (
        _move(line, chart.CLAWBACK, chart.SUBSIDY, event.outstanding, case)
        + _move(line, chart.WRITE_OFF, chart.SUBSIDY, event.written_off, case)
        + _move(line, _destination(event.destination), chart.EXPENDED_PAID, event.received, case)
        + _right_lapsed(line, event.destination, -kept)
        + _move(line, chart.TREASURY_RIGHT, chart.SUBSIDY, kept, case)
        + _move(line, chart.TREASURY_CASH, chart.SUBSIDY, event.remitted, case)
        + _move(line, chart.REMITTED, chart.DUE_TO_TREASURY, event.remitted, case)
    )
