"""Checks against the bank: what counts as paid is what the statement shows, and no more comes back than left."""

from collections import Counter

from domain import payment, recovery
from domain.bank import BankLine
from domain.events import Event
from domain.money import shown
from ledger import chart
from ledger.audit.probe import Probe, Seen, Tables

_OPEN_BUDGET = (
    chart.UNALLOTTED,
    chart.ALLOTTED,
    chart.PRE_ENCUMBERED,
    chart.ENCUMBERED,
    chart.ENCUMBERED_HELD,
    chart.EXPENDED_UNPAID,
)
_PAYABLE_FROM = (chart.TREASURY_RIGHT, chart.TREASURY_CASH, chart.DUE_TO_TREASURY)


class PaidEqualsBank(Probe):
    """Per fund and year: settled − returned − recovered = expended paid = the matched statement lines."""

    code = "paid-equals-bank"
    zh = "各资金各年度:结清 − 退汇 − 追回 = 已列支已付 = 已匹配银行流水净额"
    en = "per fund and year: settled - returned - recovered = expended paid = the net of matched bank lines"

    def __init__(self) -> None:
        super().__init__()
        self._events: Counter[str] = Counter()
        self._bank: Counter[str] = Counter()
        self._accounts: Counter[str] = Counter()

    def see(self, seen: Seen) -> None:
        for posting in seen.postings:
            if posting.account == chart.EXPENDED_PAID.code:
                self._accounts[posting.commodity] += posting.amount
        if seen.recorded is None or not seen.postings:
            return
        left, booked = _left(seen.recorded.event)
        if left or booked:
            self.counted += 1
            self._events[_budget_commodity(seen)] += left
            self._bank[_budget_commodity(seen)] += booked

    def end(self, tables: Tables) -> None:
        for commodity in sorted(self._events.keys() | self._accounts.keys()):
            sums = {self._events[commodity], self._bank[commodity], self._accounts[commodity]}
            if len(sums) > 1:
                events, bank, account = (shown(each[commodity]) for each in (self._events, self._bank, self._accounts))
                zh = f"事件 {events},银行流水 {bank},已列支已付 {account}"
                en = f"events say {events}, bank lines {bank}, the account {account}"
                self.fault(0, commodity, zh, en)


def _left(event: Event) -> tuple[int, int]:
    """What left for good by an event, as the event says and as its bank line says (fen)."""
    match event:
        case payment.Settled():
            return event.amount, event.bank_line.amount
        case payment.Returned(bank_line=BankLine() as line):
            return -event.amount, -line.amount
        case recovery.Received():
            return -event.amount, -event.bank_line.amount
        case recovery.Undone(bank_line=BankLine() as line):
            return event.received, line.amount
    return 0, 0


def _budget_commodity(seen: Seen) -> str:
    return next(posting.commodity for posting in seen.postings if posting.commodity.endswith("B"))


class PaymentsBounded(Probe):
    """Per payment: returned + clawed back + written off ≤ paid; and no recovery takes more than was determined."""

    code = "payments-bounded"
    zh = "每笔支付:退汇 + 追回 + 核销 ≤ 已付;每笔追回:到账 + 核销 ≤ 决定数"
    en = "per payment returned + clawed back + written off <= paid; per recovery received + written off <= determined"

    def __init__(self) -> None:
        super().__init__()
        self._payments: Counter[str] = Counter()
        self._recoveries: Counter[str] = Counter()

    def see(self, seen: Seen) -> None:
        stream = seen.row.stream
        match seen.recorded.event if seen.recorded else None:
            case payment.Settled() as event:
                self.counted += 1
                self._payments[stream] += event.amount
            case payment.Returned(bank_line=BankLine()) as event:
                self._take(self._payments, stream, event.amount, seen)
            case recovery.Determined() as event:
                self._recoveries[stream] += event.amount
            case recovery.Received() | recovery.WrittenOff() as event:
                self._take(self._payments, event.payment, event.amount, seen)
                self._take(self._recoveries, stream, event.amount, seen)
            case recovery.Undone() as event:
                self._take(self._recoveries, stream, event.outstanding, seen)
                self._payments[event.payment] += event.received + event.written_off

    def _take(self, left: Counter[str], key: str, amount: int, seen: Seen) -> None:
        left[key] -= amount
        if left[key] < 0:
            over = shown(-left[key])
            self.fault(seen.row.position, key, f"超出 {over}", f"{over} more than there was")


class OpenBudgetIsPayable(Probe):
    """Per fund and year: what can still be drawn from the treasury is the budget that is still open."""

    code = "open-budget-is-payable"
    zh = "各资金各年度:财政应返还额度与库款(扣除应缴)= 未了结的预算"
    en = "per fund and year: treasury right + cash - due to treasury = the budget that is still open"

    def __init__(self) -> None:
        super().__init__()
        self._open: Counter[str] = Counter()
        self._payable: Counter[str] = Counter()

    def see(self, seen: Seen) -> None:
        for posting in seen.postings:
            year = posting.commodity[:-1]
            if posting.account in {account.code for account in _OPEN_BUDGET}:
                self._open[year] += posting.amount
            elif posting.account in {account.code for account in _PAYABLE_FROM}:
                self._payable[year] += posting.amount

    def end(self, tables: Tables) -> None:
        for year in sorted(self._open.keys() | self._payable.keys()):
            self.counted += 1
            if self._open[year] != self._payable[year]:
                budget, money = shown(self._open[year]), shown(self._payable[year])
                self.fault(0, year, f"预算 {budget},可支付 {money}", f"budget {budget}, payable {money}")


BANK_PROBES: tuple[type[Probe], ...] = (PaidEqualsBank, PaymentsBounded, OpenBudgetIsPayable)
