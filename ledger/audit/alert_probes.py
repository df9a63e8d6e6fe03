"""Checks of what follows from fraud checks: runs count what they told, findings had two persons and a hearing."""

from collections import Counter

from domain import alert, check_run, recovery, suppression
from domain.check_run import CheckVersion
from domain.events import Recorded
from domain.investigation import events as e
from domain.investigation.state import Investigation, evolve
from domain.money import shown
from ledger.audit.probe import Probe, Seen, Tables
from ledger.views.view import CHINA

_Counted = Counter[tuple[CheckVersion, alert.Outcome]]


class RunsTieOut(Probe):
    """What a run says of its hits is what stands in the alerts."""

    code = "runs-tie-out"
    zh = "每次规则运行所载的提示、更新、重开、不再命中数与疑点记录一致"
    en = "every run counts as many alerts raised, told anew, reopened and no longer hit as there are"

    def __init__(self) -> None:
        super().__init__()
        self._runs: dict[str, tuple[int, _Counted]] = {}
        self._told: dict[str, _Counted] = {}
        self._last: dict[str, tuple[str, CheckVersion]] = {}
        self._gone: Counter[str] = Counter()
        self._said_gone: dict[str, int] = {}

    def see(self, seen: Seen) -> None:
        recorded = seen.recorded
        if recorded is None:
            return
        match recorded.event:
            case check_run.Completed() as event:
                self.counted += 1
                counted: _Counted = Counter()
                for each in event.checks:
                    counted[each.check, "raised"] += each.raised
                    counted[each.check, "refreshed"] += each.refreshed
                    counted[each.check, "reopened"] += each.reopened
                self._runs[recorded.stream] = recorded.position, counted
                self._said_gone[recorded.stream] = sum(each.gone for each in event.checks)
            case alert.Told() as event if event.run:
                self._tell(recorded.stream, event)
            case alert.Reopened(ground="facts"):
                self._reopen(recorded.stream)
            case alert.NoLongerHit(run=run):
                self._gone[run] += 1

    def _tell(self, stream: str, event: alert.Told) -> None:
        check = CheckVersion(
            check=event.check, version=event.check_version, text_digest=event.text_digest, mode=event.mode
        )
        self._last[stream] = event.run, check
        outcome: alert.Outcome = "raised" if isinstance(event, alert.Raised) else "refreshed"
        self._told.setdefault(event.run, Counter())[check, outcome] += 1

    def _reopen(self, stream: str) -> None:
        if stream in self._last:
            run, check = self._last[stream]
            self._told[run][check, "refreshed"] -= 1
            self._told[run][check, "reopened"] += 1

    def end(self, tables: Tables) -> None:
        for run in sorted((self._told.keys() | self._gone.keys()) - self._runs.keys()):
            self.fault(0, run, "疑点指向未记录的运行", "alerts name a run that was never recorded")
        for run, (position, counted) in self._runs.items():
            if self._said_gone[run] != self._gone[run]:
                zh, en = f"不再命中:记 {self._said_gone[run]},实为 {self._gone[run]}", f"{self._gone[run]} are gone"
                self.fault(position, run, zh, en)
            told = self._told.get(run, Counter())
            for check, outcome in sorted(counted.keys() | told.keys()):
                said, found = counted[check, outcome], told[check, outcome]
                if said != found:
                    what = f"{check.check} {outcome}"
                    self.fault(position, run, f"{what}:记 {said},实为 {found}", f"{what}: says {said}, found {found}")


class FindingsHeard(Probe):
    """Whoever confirmed a finding had not looked into it, and nobody was found about unheard."""

    code = "findings-heard"
    zh = "疑点的认定由核查人以外的人作出,当事人已陈述或者逾期未陈述,疑点的认定和排除均出自核查"
    en = "findings were confirmed by another than who looked into it, once the party was heard; no alert ends otherwise"

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Investigation | None] = {}
        self._command = ""
        self._disposed: dict[str, str] = {}

    def see(self, seen: Seen) -> None:
        recorded = seen.recorded
        if recorded is None:
            return
        if recorded.meta.command_id != self._command:
            self._command, self._disposed = recorded.meta.command_id, {}
        if recorded.event.topic.startswith("investigation."):
            before = self._known.get(recorded.stream)
            self._follow(recorded, before)
            self._known[recorded.stream] = evolve(before, recorded)
        elif isinstance(recorded.event, alert.Cleared | alert.Confirmed):
            self.counted += 1
            if self._disposed.get(recorded.stream) != recorded.event.investigation:
                self.fault(recorded.position, recorded.stream, "没有相应的核查结论", "no investigation says so")

    def _follow(self, recorded: Recorded, before: Investigation | None) -> None:
        event = recorded.event
        if isinstance(event, e.Cleared | e.FindingConfirmed | e.AppealDecided):
            self._disposed |= dict.fromkeys(event.alerts, recorded.stream)
        if before is None:
            return
        match event:
            case e.FindingConfirmed():
                self._confirmed(recorded, before, event)
            case e.AppealDecided():
                self._by_another(recorded, before, event.number)
            case e.NoStatement():
                self._silent(recorded, before, event)

    def _confirmed(self, recorded: Recorded, before: Investigation, event: e.FindingConfirmed) -> None:
        self.counted += 1
        self._by_another(recorded, before, event.number)
        if alert.REVIEWER_ROLE not in recorded.meta.roles:
            zh, en = f"{recorded.meta.actor} 不是疑点复核员", f"{recorded.meta.actor} is no fraud reviewer"
            self.fault(recorded.position, recorded.stream, zh, en)
        cases = next((each.cases for each in before.findings if each.number == event.number), ())
        if (party := before.unheard(event.alerts, cases)) is not None:
            self.fault(recorded.position, recorded.stream, f"{party} 未陈述", f"{party} was not heard")

    def _by_another(self, recorded: Recorded, before: Investigation, number: int) -> None:
        found = next((each for each in before.findings if each.number == number), None)
        actor = recorded.meta.actor
        if found is None:
            self.fault(recorded.position, recorded.stream, f"没有第 {number} 号结论", f"there is no finding {number}")
        elif actor in (*before.worked, before.analyst, found.proposed_by, found.decided_by):
            self.fault(recorded.position, recorded.stream, f"均为 {actor}", f"{actor} did both")

    def _silent(self, recorded: Recorded, before: Investigation, event: e.NoStatement) -> None:
        until = next((each.until for each in before.asked if each.party == event.party), None)
        if until is None or recorded.meta.effective_on <= until:
            self.fault(recorded.position, recorded.stream, f"期限至 {until}", f"the term ran until {until}")


class FindingsRecovered(Probe):
    """What counts towards the amount of a finding is a recovery of that amount, each of them once."""

    code = "findings-recovered"
    zh = "计入认定金额的每次追回,与所作的追回决定金额一致,且只计一次"
    en = "what counts towards the amount of a finding is what a recovery of the case was determined to be, once"

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Investigation | None] = {}
        self._taken: list[tuple[Recorded, e.MeasureTaken]] = []
        self._determined: dict[str, recovery.Determined] = {}

    def see(self, seen: Seen) -> None:
        recorded = seen.recorded
        if recorded is None:
            return
        if isinstance(recorded.event, recovery.Determined):
            self._determined[recorded.stream] = recorded.event
        elif recorded.event.topic.startswith("investigation."):
            before = self._known.get(recorded.stream)
            if isinstance(recorded.event, e.MeasureTaken) and recorded.event.number:
                self._taken.append((recorded, recorded.event))
                self._left(recorded, recorded.event, before)
            self._known[recorded.stream] = evolve(before, recorded)

    def _left(self, recorded: Recorded, event: e.MeasureTaken, before: Investigation | None) -> None:
        findings = before.findings if before else ()
        found = next((each for each in findings if each.number == event.number), None)
        left = max(0, found.amount - found.recovered - event.amount) if found else 0
        if event.left != left:
            self._fault(recorded, f"尚余 {shown(event.left)},应为 {shown(left)}", f"{event.left} fen left, not {left}")

    def end(self, tables: Tables) -> None:
        for recorded, event in self._taken:
            self.counted += 1
            # The investigation is told before the recovery, in one command; no other may name the same one.
            done = self._determined.pop(event.stream, None)
            if done is None or done.case != event.case:
                self._fault(recorded, f"没有该案的追回 {event.stream}", f"no recovery of the case: {event.stream}")
            elif done.amount != event.amount:
                zh, en = f"计 {shown(event.amount)},追回决定为 {shown(done.amount)}", f"{done.amount} fen determined"
                self._fault(recorded, zh, f"{event.amount} fen, {en}")

    def _fault(self, recorded: Recorded, zh: str, en: str) -> None:
        self.fault(recorded.position, recorded.stream, zh, en)


class SuppressionsByAnother(Probe):
    """Whoever granted a suppression had not asked for it, and it lasts no longer than it may."""

    code = "suppressions-by-another"
    zh = "疑点的搁置由申请人以外的人同意,期限不超过一年,死亡和重复支付的规则没有搁置"
    en = "suppressions were granted by another than who asked, for a year at most, never for deaths or double payment"

    def __init__(self) -> None:
        super().__init__()
        self._requested: dict[str, tuple[str, suppression.Requested]] = {}

    def see(self, seen: Seen) -> None:
        if seen.recorded is None:
            return
        recorded, stream = seen.recorded, seen.row.stream
        match recorded.event:
            case suppression.Requested() as event:
                self._requested[stream] = recorded.meta.actor, event
            case suppression.Granted() as event:
                self.counted += 1
                self._granted(recorded, event)

    def _granted(self, recorded: Recorded, event: suppression.Granted) -> None:
        actor, day = recorded.meta.actor, recorded.meta.recorded_at.astimezone(CHINA).date()
        by, request = self._requested.get(recorded.stream, (actor, None))
        if by == actor:
            self.fault(recorded.position, recorded.stream, f"均为 {actor}", f"{actor} did both")
        if event.until > day + suppression.LONGEST:
            self.fault(recorded.position, recorded.stream, f"期限至 {event.until}", f"it lasts until {event.until}")
        if request is not None and request.check in suppression.NEVER:
            zh, en = f"{request.check} 不得搁置", f"{request.check} is never suppressed"
            self.fault(recorded.position, recorded.stream, zh, en)


ALERT_PROBES: tuple[type[Probe], ...] = (RunsTieOut, FindingsHeard, FindingsRecovered, SuppressionsByAnother)
