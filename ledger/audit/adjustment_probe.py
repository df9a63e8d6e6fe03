"""Check of the adjustments: opener, signers and payer are different people, and the money is the difference."""

from domain import adjustment, payment
from domain.adjustment import Adjustment, change_of, due, evolve
from domain.application.state import Application
from domain.events import Recorded
from ledger.audit.probe import Probe, Seen
from ledger.views.view import case_of


class AdjustmentsInOrder(Probe):
    """Each adjustment is what its case is due more or less, signed by others than who opened it, paid by a third."""

    code = "adjustments-in-order"
    zh = "每项调整的差额与案件应得数一致,立案、批准、办理由不同人员进行,补发金额即差额"
    en = "every adjustment is the difference to what its case was due; opener, signers and payer differ"

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Adjustment] = {}

    def see(self, seen: Seen) -> None:
        recorded = seen.recorded
        if recorded is None or seen.after is None:
            return
        if isinstance(recorded.event, payment.Instructed):
            self._back_pay(recorded, recorded.event)
        elif recorded.event.topic.startswith("adjustment."):
            self.counted += 1
            self._compare(recorded, seen.after)

    def _compare(self, recorded: Recorded, case: Application) -> None:
        before = self._known.get(recorded.stream)
        match recorded.event:
            case adjustment.Opened() as event:
                earlier = tuple(known for known in self._known.values() if known.case == event.case)
                self._must(
                    recorded, event.before == due(case.amount, earlier), "原额不符", "it begins from another sum"
                )
                right = event.decision.amount - event.before == event.difference != 0
                self._must(recorded, right, "差额不符", "it is not the difference")
                same = event.change == change_of(event.causes, event.decision.amount)
                self._must(recorded, same, "变动标识不符", "its change is not that of its causes and amount")
            case adjustment.Signed():
                self._signature(recorded, before)
            case adjustment.Approved() as event:
                self._signature(recorded, before)
                self._approval(recorded, event, before, case)
            case adjustment.Settled():
                done_by = (before.opened_by, *before.signers) if before else ()
                self._must(recorded, recorded.meta.actor not in done_by, "办理人不独立", "it is not paid by a third")
        after = evolve(before, recorded)
        if after is not None:
            self._known[recorded.stream] = after

    def _signature(self, recorded: Recorded, before: Adjustment | None) -> None:
        done_by = (before.opened_by, *before.signers) if before else ()
        self._must(
            recorded, recorded.meta.actor not in done_by, "同一人立案又批准", "who signs has opened or signed it"
        )

    def _approval(
        self, recorded: Recorded, event: adjustment.Approved, before: Adjustment | None, case: Application
    ) -> None:
        right = before is not None and event.difference == before.difference
        self._must(recorded, right, "批准数与立案数不符", "it is not the amount that was opened")
        if case.workflow and before:
            enough = len(before.signers) + 1 >= case.workflow.limit_for(abs(event.difference)).signers
            self._must(recorded, enough, "签署人数不足", "too few signed")

    def _back_pay(self, recorded: Recorded, event: payment.Instructed) -> None:
        """A tranche beyond the instalments is the back-pay of an adjustment."""
        for known in self._known.values():
            if known.case == case_of(recorded) and known.tranche == event.tranche:
                right = event.amount == known.difference and event.line == known.line
                self._must(recorded, right, "补发与批准不符", "it is not the back-pay that was approved")

    def _must(self, recorded: Recorded, right: bool, zh: str, en: str) -> None:
        if not right:
            self.fault(recorded.position, recorded.stream, zh, en)
