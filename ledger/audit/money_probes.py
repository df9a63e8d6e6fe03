"""Checks of the money: every event balances, nothing is overspent, and both tracks say the same."""

from collections import Counter
from collections.abc import Mapping

from domain import payment
from domain.application.state import Application, Status
from domain.money import shown
from ledger import chart
from ledger.audit.probe import Probe, Seen, Tables

_ENDED = (Status.REJECTED, Status.WITHDRAWN)
_COMMITTED = (chart.PRE_ENCUMBERED, chart.ENCUMBERED, chart.ENCUMBERED_HELD, chart.EXPENDED_UNPAID)
_OWED = (chart.PAYABLE, chart.PAYABLE_HELD, chart.IN_TRANSIT, chart.TO_REISSUE)


class EventsBalance(Probe):
    """Every event balances per commodity."""

    code = "events-balance"
    zh = "每个事件在每个记账单位内借贷平衡"
    en = "every event balances in every commodity"

    def see(self, seen: Seen) -> None:
        sums: Counter[str] = Counter()
        for posting in seen.postings:
            sums[posting.commodity] += posting.amount
        self.counted += bool(seen.postings)
        for commodity, amount in sums.items():
            if amount:
                zh, en = f"{commodity} 差 {shown(amount)}", f"{commodity} is off by {amount} fen"
                self.fault(seen.row.position, seen.row.stream, zh, en)


class NeverNegative(Probe):
    """No guarded balance is below zero at any prefix of the log."""

    code = "budget-never-negative"
    zh = "任一时点预算科目余额和可追回余额不为负"
    en = "no budget account and nothing recoverable is below zero at any prefix of the log"

    def __init__(self) -> None:
        super().__init__()
        self._balances: Counter[str] = Counter()

    def see(self, seen: Seen) -> None:
        for key, delta in seen.guards.reserve.items():
            self.counted += 1
            self._balances[key] += delta
            if self._balances[key] < 0:
                balance = self._balances[key]
                self.fault(seen.row.position, key, f"余额 {shown(balance)}", f"the balance is {balance} fen")


class GuardBalances(Probe):
    """The balance guards are what the events say."""

    code = "guard-balances"
    zh = "额度控制表与事件推算的余额一致"
    en = "the balance guards are what the events say"

    def __init__(self) -> None:
        super().__init__()
        self._balances: Counter[str] = Counter()

    def see(self, seen: Seen) -> None:
        for key, delta in seen.guards.reserve.items():
            self._balances[key] += delta

    def end(self, tables: Tables) -> None:
        kept = tables.guards.balances
        for key in sorted(self._balances.keys() | kept.keys()):
            self.counted += 1
            is_now, should = kept.get(key, 0), self._balances[key]
            if is_now != should:
                zh, en = f"表中 {shown(is_now)},应为 {shown(should)}", f"{is_now} fen instead of {should}"
                self.fault(0, key, zh, en)


class ClaimsHeldOnce(Probe):
    """No claim is held twice at any prefix, and none is given up by somebody else."""

    code = "claims-held-once"
    zh = "任一时点每项申领和每条银行流水只有一个占用者"
    en = "at any prefix of the log every claim and every bank line has one holder"

    def __init__(self) -> None:
        super().__init__()
        self._held: dict[str, str] = {}

    def see(self, seen: Seen) -> None:
        for claim, holder in seen.guards.release.items():
            if self._held.pop(claim, None) != holder:
                self.fault(seen.row.position, claim, f"{holder} 并未占用", f"not held by {holder}")
        for claim, holder in seen.guards.take.items():
            self.counted += 1
            if claim in self._held:
                earlier = self._held[claim]
                self.fault(seen.row.position, claim, f"已由 {earlier} 占用", f"already held by {earlier}")
            self._held[claim] = holder


class GuardClaims(Probe):
    """The claim guards are what the events say."""

    code = "guard-claims"
    zh = "申领占用表与事件推算的占用一致"
    en = "the claim guards are what the events say"

    def __init__(self) -> None:
        super().__init__()
        self._held: dict[str, str] = {}

    def see(self, seen: Seen) -> None:
        for claim in seen.guards.release:
            self._held.pop(claim, None)
        self._held.update(seen.guards.take)

    def end(self, tables: Tables) -> None:
        kept = tables.guards.claims
        for claim in sorted(self._held.keys() | kept.keys()):
            self.counted += 1
            is_now, should = kept.get(claim, "-"), self._held.get(claim, "-")
            if is_now != should:
                self.fault(0, claim, f"占用者 {is_now},应为 {should}", f"held by {is_now} instead of {should}")


class _PerCase(Probe):
    """What stands on the accounts of each case, and where cases and payments stand."""

    def __init__(self) -> None:
        super().__init__()
        self.cases: dict[str, Application] = {}
        self.open_payments: dict[str, set[str]] = {}
        self.sums: dict[str, Counter[str]] = {}

    def see(self, seen: Seen) -> None:
        for posting in seen.postings:
            if posting.case:
                self.sums.setdefault(posting.case, Counter())[posting.account] += posting.amount
        if seen.after is not None:
            self.cases[seen.after.id] = seen.after
            self._payment(seen, self.open_payments.setdefault(seen.after.id, set()))

    def _payment(self, seen: Seen, waiting: set[str]) -> None:
        match seen.recorded.event if seen.recorded else None:
            case payment.Instructed() | payment.Returned() | payment.Reissued():
                waiting.add(seen.row.stream)
            case payment.Settled() | payment.Cancelled():
                waiting.discard(seen.row.stream)

    def rest(self, case: str, *accounts: chart.Account) -> Mapping[str, int]:
        """What is not zero."""
        sums = self.sums.get(case, Counter())
        return {account.code: sums[account.code] for account in accounts if sums[account.code]}


class EndedHoldNothing(_PerCase):
    """Rejected and withdrawn cases hold nothing; ended grants have nothing committed."""

    code = "ended-cases-hold-nothing"
    zh = "不予批准和撤回的案件不占用任何额度和申领"
    en = "rejected and withdrawn cases hold neither budget nor claims"

    def end(self, tables: Tables) -> None:
        for case, state in sorted(self.cases.items()):
            if state.status not in _ENDED:
                continue
            self.counted += 1
            for account, amount in self.rest(case, *_COMMITTED, *_OWED, chart.EXPENDED_PAID, chart.SUBSIDY).items():
                self.fault(0, case, f"{account} 余 {shown(amount)}", f"{account} holds {amount} fen")
            if state.claims:
                self.fault(0, case, f"仍占用 {state.claims}", f"still holds {state.claims}")


class GrantsLiquidate(_PerCase):
    """A closed grant has nothing left between the budget and the bank."""

    code = "closed-grants-liquidate"
    zh = "已了结的补贴没有预占、占用、应付和在途余额"
    en = "a closed grant has nothing pre-encumbered, encumbered, payable or in transit"

    def end(self, tables: Tables) -> None:
        for case, state in sorted(self.cases.items()):
            if not self._closed(case, state):
                continue
            self.counted += 1
            for account, amount in self.rest(case, *_COMMITTED, *_OWED).items():
                self.fault(0, case, f"{account} 余 {shown(amount)}", f"{account} holds {amount} fen")

    def _closed(self, case: str, state: Application) -> bool:
        """Terminated, or approved with nothing left to instruct; and no payment on its way."""
        if self.open_payments.get(case):
            return False
        paid_out = state.status is Status.APPROVED and not self.rest(case, chart.ENCUMBERED, chart.ENCUMBERED_HELD)
        return paid_out or state.status is Status.TERMINATED


class TracksAgree(_PerCase):
    """What a case holds of the budget is what is owed or was spent on the financial track."""

    code = "tracks-agree"
    zh = "每个案件的预算会计与财务会计一致"
    en = "for every case the budget track and the financial track agree"

    _PAIRS = (
        ((chart.ENCUMBERED,), (chart.PAYABLE,), -1),
        ((chart.ENCUMBERED_HELD,), (chart.PAYABLE_HELD,), -1),
        ((chart.EXPENDED_UNPAID,), (chart.IN_TRANSIT, chart.TO_REISSUE), -1),
        (
            (chart.ENCUMBERED, chart.ENCUMBERED_HELD, chart.EXPENDED_UNPAID, chart.EXPENDED_PAID),
            (chart.SUBSIDY, chart.CLAWBACK, chart.WRITE_OFF),
            1,
        ),
    )

    def end(self, tables: Tables) -> None:
        for case, sums in sorted(self.sums.items()):
            self.counted += 1
            for budget, financial, sign in self._PAIRS:
                left = sum(sums[account.code] for account in budget)
                right = sign * sum(sums[account.code] for account in financial)
                if left != right:
                    names = " + ".join(account.code for account in financial)
                    self.fault(
                        0, case, f"{names} 为 {shown(right)},应为 {shown(left)}", f"{names}: {right}, not {left}"
                    )


MONEY_PROBES: tuple[type[Probe], ...] = (
    EventsBalance,
    NeverNegative,
    GuardBalances,
    ClaimsHeldOnce,
    GuardClaims,
    EndedHoldNothing,
    GrantsLiquidate,
    TracksAgree,
)
