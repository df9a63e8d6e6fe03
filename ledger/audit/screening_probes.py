"""Checks of what ran: only what two persons agreed on, and no money left before that had looked at its case."""

from datetime import date

from domain import alert, check_policy, check_run, payment
from domain.check_policy import CheckInBook
from domain.check_run import Screening
from domain.events import Recorded
from ledger.audit.probe import Probe, Seen
from ledger.views.view import CHINA


class ChecksAsAgreed(Probe):
    """Every run, alert and payment names texts that were agreed on before."""

    code = "checks-as-agreed"
    zh = "运行、疑点和支付前核查所用的规则文本,此前均经两人同意"
    en = "runs, alerts and looks before payments name texts of checks on which two persons had agreed"

    def __init__(self) -> None:
        super().__init__()
        self._agreed: set[tuple[str, str]] = set()

    def see(self, seen: Seen) -> None:
        match seen.recorded.event if seen.recorded else None:
            case check_policy.PolicySet() as event:
                self._agreed.add((event.check, event.digest))
            case check_run.Completed(checks=checks):
                for each in checks:
                    self._look(seen, each.check.check, each.check.text_digest)
            case alert.Told() as event:
                self._look(seen, event.check, event.text_digest)
            case (
                payment.Instructed(screening=Screening() as screening)
                | payment.Reissued(screening=Screening() as screening)
            ):
                for ran in screening.checks:
                    self._look(seen, ran.check, ran.text_digest)

    def _look(self, seen: Seen, check: str, digest: str) -> None:
        self.counted += 1
        if (check, digest) not in self._agreed:
            zh, en = f"{check} 的文本 {digest[:8]} 未经同意", f"nobody agreed on the text {digest[:8]} of {check}"
            self.fault(seen.row.position, seen.row.stream, zh, en)


class PaymentsScreened(Probe):
    """Where checks stop payments, each payment says that all of them looked, or without which a reviewer let it go."""

    code = "payments-screened"
    zh = "规则定为支付前核查的期间,每次支付都载明全部规则的核查"
    en = "while checks stop payments, every payment says that each of them looked at its case, as it was agreed on"

    def __init__(self) -> None:
        super().__init__()
        self._told: list[Recorded] = []
        self._states: dict[str, CheckInBook] = {}
        self._last = 0
        self._holding: dict[date, dict[str, str]] = {}

    def see(self, seen: Seen) -> None:
        recorded = seen.recorded
        if recorded is None:
            return
        if recorded.event.topic.startswith("check."):
            self._told.append(recorded)
            _follow(self._states, recorded)
            self._last = recorded.position
            self._holding = {}
        elif isinstance(recorded.event, payment.Instructed | payment.Reissued):
            self._paid(recorded, recorded.event.screening)

    def _paid(self, recorded: Recorded, screening: Screening | None) -> None:
        day = recorded.meta.recorded_at.astimezone(CHINA).date()
        holding = self._at(day, screening.position if screening else recorded.position)
        self.counted += 1
        if not holding:
            return
        if screening is None:
            self._fault(recorded, "支付前没有核查", "no check looked at it")
            return
        if not 0 < screening.position < recorded.position:
            self._fault(recorded, "核查不在支付以前", "what looked at it did not look before it")
        looked = {(each.check, each.text_digest) for each in screening.checks}
        omitted = {each.check for each in screening.omitted}
        for check, digest in holding.items():
            if (check, digest) not in looked and check not in omitted:
                self._fault(recorded, f"没有经 {check} 核查", f"{check} did not look at it")

    def _at(self, day: date, position: int) -> dict[str, str]:
        """The checks that stopped payments as the book stood at a position, and the digests agreed on."""
        if position < self._last:
            earlier: dict[str, CheckInBook] = {}
            for recorded in self._told:
                if recorded.position <= position:
                    _follow(earlier, recorded)
            return _holding(earlier, day)
        if day not in self._holding:
            self._holding[day] = _holding(self._states, day)
        return self._holding[day]

    def _fault(self, recorded: Recorded, zh: str, en: str) -> None:
        self.fault(recorded.position, recorded.stream, zh, en)


def _follow(states: dict[str, CheckInBook], recorded: Recorded) -> None:
    if (state := check_policy.evolve(states.get(recorded.stream), recorded)) is not None:
        states[recorded.stream] = state


def _holding(states: dict[str, CheckInBook], day: date) -> dict[str, str]:
    in_force = ((state.check, state.in_force(day)) for state in states.values())
    return {check: policy.digest for check, policy in in_force if policy is not None and policy.mode == "hold"}


SCREENING_PROBES: tuple[type[Probe], ...] = (ChecksAsAgreed, PaymentsScreened)
