"""Checks of what ran: only what two persons agreed on, and no money left before that had looked at its case."""

from bisect import bisect_right
from datetime import date

from domain import alert, check_policy, check_run, evidence, payment
from domain.check_policy import CheckInBook
from domain.check_run import Screening
from domain.events import Recorded
from domain.evidence import Evidence
from ledger.audit.probe import Probe, Seen
from ledger.evidence.current import current_of
from ledger.evidence.used import digest_of, used_in
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
        self._positions: list[int] = []
        self._states: list[dict[str, CheckInBook]] = [{}]
        self._holding: dict[tuple[date, int], dict[str, str]] = {}

    def see(self, seen: Seen) -> None:
        recorded = seen.recorded
        if recorded is None:
            return
        if recorded.event.topic.startswith("check."):
            known = self._states[-1]
            if (state := check_policy.evolve(known.get(recorded.stream), recorded)) is not None:
                self._positions.append(recorded.position)
                self._states.append(known | {recorded.stream: state})
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
        told = bisect_right(self._positions, position)
        if (day, told) not in self._holding:
            in_force = ((state.check, state.in_force(day)) for state in self._states[told].values())
            holding = {check: policy.digest for check, policy in in_force if policy and policy.mode == "hold"}
            self._holding[day, told] = holding
        return self._holding[day, told]

    def _fault(self, recorded: Recorded, zh: str, en: str) -> None:
        self.fault(recorded.position, recorded.stream, zh, en)


class ScreenedOnEvidence(Probe):
    """The evidence that a payment names is what counted when its case was looked at."""

    code = "screened-on-evidence"
    zh = "每次支付所载的证据摘要,与核查当时有效的证据一致"
    en = "the digest of evidence that a payment names is that of the imports that counted when its case was looked at"

    def __init__(self) -> None:
        super().__init__()
        self._told: list[tuple[int, Evidence]] = []
        self._known: dict[str, Evidence] = {}
        self._digests: dict[int, str] = {}

    def see(self, seen: Seen) -> None:
        recorded = seen.recorded
        if recorded is None:
            return
        if recorded.event.topic.startswith("evidence."):
            if (state := evidence.evolve(self._known.get(recorded.stream), recorded)) is not None:
                self._known[recorded.stream] = state
                self._told.append((recorded.position, state))
        elif isinstance(recorded.event, payment.Instructed | payment.Reissued) and recorded.event.screening:
            self.counted += 1
            screening = recorded.event.screening
            if screening.evidence != (counted := self._at(screening.position)):
                zh, en = f"载明 {screening.evidence[:8]},应为 {counted[:8]}", f"it should be {counted[:8]}…"
                self.fault(recorded.position, recorded.stream, zh, en)

    def _at(self, position: int) -> str:
        """The digest of what counted as the log stood at a position."""
        told = bisect_right(self._told, position, key=lambda each: each[0])
        if told not in self._digests:
            states = {state.id: state for _, state in self._told[:told]}
            self._digests[told] = digest_of(used_in(current_of(states.values())))
        return self._digests[told]


SCREENING_PROBES: tuple[type[Probe], ...] = (ChecksAsAgreed, PaymentsScreened, ScreenedOnEvidence)
"""Checks of what ran, and of what looked before money left."""
