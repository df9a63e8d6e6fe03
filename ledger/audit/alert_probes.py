"""Checks of what follows from fraud checks: runs count what they told, findings had two persons and a hearing."""

from collections import Counter

from domain import alert, check_run
from domain.check_run import CheckVersion
from ledger.audit.probe import Probe, Seen, Tables

_Counted = Counter[tuple[CheckVersion, alert.Outcome]]


class RunsTieOut(Probe):
    """What a run says of its hits is what stands in the alerts."""

    code = "runs-tie-out"
    zh = "每次规则运行所载的提示、更新、重开数与疑点记录一致"
    en = "every run counts as many alerts raised, told anew and reopened as there are"

    def __init__(self) -> None:
        super().__init__()
        self._runs: dict[str, tuple[int, _Counted]] = {}
        self._told: dict[str, _Counted] = {}
        self._last: dict[str, tuple[str, CheckVersion]] = {}

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
            case alert.Told() as event if event.run:
                self._tell(recorded.stream, event)
            case alert.Reopened(ground="facts"):
                self._reopen(recorded.stream)

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
        for run in sorted(self._told.keys() - self._runs.keys()):
            self.fault(0, run, "疑点指向未记录的运行", "alerts name a run that was never recorded")
        for run, (position, counted) in self._runs.items():
            told = self._told.get(run, Counter())
            for check, outcome in sorted(counted.keys() | told.keys()):
                said, found = counted[check, outcome], told[check, outcome]
                if said != found:
                    what = f"{check.check} {outcome}"
                    self.fault(position, run, f"{what}:记 {said},实为 {found}", f"{what}: says {said}, found {found}")


ALERT_PROBES: tuple[type[Probe], ...] = (RunsTieOut,)
