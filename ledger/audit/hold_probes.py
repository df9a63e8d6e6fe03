"""Checks of holds: what is held in the accounts is what active holds say, and none outlives its grant or its term."""

from collections import Counter, defaultdict

from domain import alert, hold, payment
from domain.application.state import Application, Status
from domain.events import Recorded
from domain.hold import Hold, HoldStatus
from domain.investigation import events as investigation
from domain.money import shown
from ledger import chart
from ledger.audit.probe import Probe, Seen, Tables
from ledger.views.view import CHINA


class _Holds(Probe):
    """Every hold, followed event by event."""

    def __init__(self) -> None:
        super().__init__()
        self.holds: dict[str, Hold] = {}

    def see(self, seen: Seen) -> None:
        recorded = seen.recorded
        if recorded is None or not recorded.event.topic.startswith("hold."):
            return
        before = self.holds.get(recorded.stream)
        self.look(recorded, before)
        if (after := hold.evolve(before, recorded)) is not None:
            self.holds[recorded.stream] = after

    def look(self, recorded: Recorded, before: Hold | None) -> None:
        """Judge an event of a hold by how the hold stood before it."""


class HeldAsAccounted(_Holds):
    """What each case has on the accounts for held money is the sum of its active holds."""

    code = "held-as-accounted"
    zh = "每个案件的暂缓支付额度等于其有效的暂缓支付之和"
    en = "what is held in the accounts of a case is the sum of its active holds"

    def __init__(self) -> None:
        super().__init__()
        self._accounted: Counter[str] = Counter()

    def see(self, seen: Seen) -> None:
        super().see(seen)
        for posting in seen.postings:
            if posting.account == chart.ENCUMBERED_HELD.code:
                self._accounted[posting.case] += posting.amount

    def end(self, tables: Tables) -> None:
        said: Counter[str] = Counter()
        for state in self.holds.values():
            said[state.case] += state.amount if state.active else 0
        for case in sorted(said.keys() | self._accounted.keys()):
            self.counted += 1
            kept, should = self._accounted[case], said[case]
            if kept != should:
                self.fault(0, case, f"科目余 {shown(kept)},应为 {shown(should)}", f"{kept} fen instead of {should}")


class HoldsInOrder(_Holds):
    """Placed on grounds, renewed and released by another person in its term, expired only when that was over."""

    code = "holds-in-order"
    zh = "暂缓支付有依据,续期和解除由暂缓人以外的人在期限内办理,期满以后方可登记期满"
    en = "holds have grounds, are renewed and released by another person in their term, and expire only after it"

    def __init__(self) -> None:
        super().__init__()
        self._lifted: tuple[str, str] = "", ""

    def see(self, seen: Seen) -> None:
        if seen.recorded is not None and isinstance(seen.recorded.event, investigation.MeasureLifted):
            self._lifted = seen.recorded.meta.command_id, seen.recorded.event.case
        super().see(seen)

    def look(self, recorded: Recorded, before: Hold | None) -> None:
        self.counted += 1
        if isinstance(recorded.event, hold.Placed):
            self._placed(recorded, recorded.event, before)
            return
        if before is None or not before.active:
            self._fault(recorded, "并未暂缓支付", "nothing was held")
            return
        day = recorded.meta.recorded_at.astimezone(CHINA).date()
        over, who = before.overdue(day), recorded.meta.actor
        match recorded.event:
            case hold.Renewed() | hold.Released():
                lifted = isinstance(recorded.event, hold.Released) and self._is_lifted(recorded, before)
                if hold.REVIEWER not in recorded.meta.roles and not lifted:
                    self._fault(recorded, "复核人不是疑点复核员", "reviewed without the role of a reviewer")
                if who == before.placed_by:
                    self._fault(recorded, f"均为 {who}", f"{who} did both")
                if over:
                    self._fault(recorded, f"{before.until} 已期满", f"its term ended on {before.until}")
            case hold.Expired() if not over:
                self._fault(recorded, f"{before.until} 才期满", f"its term runs until {before.until}")
        if isinstance(recorded.event, hold.Released | hold.Expired | hold.Ended):
            self._amount(recorded, recorded.event.amount, before)

    def _is_lifted(self, recorded: Recorded, before: Hold) -> bool:
        """Whether it goes with the order of a finding, whoever revoked that."""
        return self._lifted == (recorded.meta.command_id, before.case)

    def _placed(self, recorded: Recorded, event: hold.Placed, before: Hold | None) -> None:
        found = any(ground.check or ground.ordered for ground in event.grounds)
        again = before is not None and before.judged and not any(ground.alert for ground in event.grounds)
        if not found and (hold.REVIEWER if again else hold.ANALYST) not in recorded.meta.roles:
            zh, en = ("复核员", "a reviewer") if again else ("分析员", "an analyst")
            self._fault(recorded, f"暂缓人不是疑点{zh}", f"placed by hand without the role of {en}")
        if before is not None and before.active:
            self._fault(recorded, "已在暂缓支付之中", "it was held already")
        if not hold.new_among(event.grounds, before):
            self._fault(recorded, "没有新的理由", "there are no new grounds")

    def _amount(self, recorded: Recorded, amount: int, before: Hold) -> None:
        if amount != before.amount:
            zh, en = f"{shown(amount)},应为 {shown(before.amount)}", f"{amount} fen instead of {before.amount}"
            self._fault(recorded, zh, en)

    def _fault(self, recorded: Recorded, zh: str, en: str) -> None:
        self.fault(recorded.position, recorded.stream, zh, en)


class HoldsOfLiveGrants(_Holds):
    """No hold outlives its grant, and no tranche is paid while it is held."""

    code = "holds-of-live-grants"
    zh = "有效的暂缓支付只在已批准的案件之中,暂缓期间没有支付"
    en = "only an approved case has active holds, and nothing is paid while it is held"

    def __init__(self) -> None:
        super().__init__()
        self._cases: dict[str, Application] = {}
        self._of_case: defaultdict[str, set[str]] = defaultdict(set)

    def look(self, recorded: Recorded, before: Hold | None) -> None:
        if isinstance(recorded.event, hold.Placed):
            self._of_case[recorded.event.case].add(recorded.stream)

    def see(self, seen: Seen) -> None:
        super().see(seen)
        if seen.after is None or seen.recorded is None:
            return
        self._cases[seen.after.id] = seen.after
        if isinstance(seen.recorded.event, payment.Instructed | payment.Reissued):
            self.counted += 1
            known = self.holds.get(hold.stream_of(seen.row.stream))
            if known is not None and known.active:
                self.fault(seen.row.position, seen.row.stream, "暂缓期间支付", "paid while it was held")

    def end(self, tables: Tables) -> None:
        for case, streams in sorted(self._of_case.items()):
            self.counted += 1
            state = self._cases.get(case)
            standing = [stream for stream in sorted(streams) if self.holds[stream].status is HoldStatus.ACTIVE]
            if standing and (state is None or state.status is not Status.APPROVED):
                self.fault(0, case, f"仍在暂缓:{standing}", f"still held: {standing}")


class MeasuresHold(Probe):
    """Where a finding orders to hold the money of a case, nothing leaves before that is lifted."""

    code = "measures-hold"
    zh = "认定责成暂缓支付的案件,解除以前没有支付"
    en = "nothing is paid in a case whose money a finding holds, before that is lifted"

    def __init__(self) -> None:
        super().__init__()
        self._standing: set[tuple[str, int, str]] = set()

    def see(self, seen: Seen) -> None:
        stream, position = seen.row.stream, seen.row.position
        match seen.recorded.event if seen.recorded else None:
            case investigation.FindingConfirmed(orders=orders):
                self._standing |= {(stream, each.number, each.case) for each in orders if each.measure == "hold"}
            case investigation.MeasureLifted(measure="hold", number=number, case=case):
                self._standing.discard((stream, number, case))
            case payment.Instructed(case=case) | payment.Reissued(case=case):
                self.counted += 1
                if any(case == held for _, _, held in self._standing):
                    self.fault(position, stream, "认定责成暂缓支付,仍然支付", "paid though a finding holds it")


class HoldsRestOnAlerts(Probe):
    """Every alert that a hold rests on was raised, and not by the trial of a check."""

    code = "holds-rest-on-alerts"
    zh = "暂缓支付所依据的疑点都在案,且不是试运行的结果"
    en = "every alert that a hold rests on is on record, and comes from no trial"

    def __init__(self) -> None:
        super().__init__()
        self._raised: set[str] = set()
        self._cited: list[tuple[int, str, str]] = []

    def see(self, seen: Seen) -> None:
        match seen.recorded.event if seen.recorded else None:
            case alert.Raised(mode=mode) if mode != "shadow":
                self._raised.add(seen.row.stream)
            case hold.Placed() as event:
                position, stream = seen.row.position, seen.row.stream
                self._cited += [(position, stream, each.alert) for each in event.grounds if each.alert]

    def end(self, tables: Tables) -> None:
        for position, stream, cited in self._cited:
            self.counted += 1
            if cited not in self._raised:
                self.fault(position, stream, f"没有疑点 {cited}", f"no such alert: {cited}")


HOLD_PROBES: tuple[type[Probe], ...] = (
    HeldAsAccounted,
    HoldsInOrder,
    HoldsOfLiveGrants,
    MeasuresHold,
    HoldsRestOnAlerts,
)
