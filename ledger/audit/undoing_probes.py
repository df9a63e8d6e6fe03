"""Checks of what a fallen finding leaves behind: it is ordered to be undone, and the order ends when that is done."""

from collections import defaultdict

from domain import recovery
from domain.alert import REVIEWER_ROLE
from domain.application.events import Resumed
from domain.events import Recorded
from domain.investigation import events as e
from domain.investigation import undoing
from domain.investigation.state import Investigation, evolve
from domain.recovery import Recovery
from ledger.audit.probe import Probe, Seen, schema_in


class MeasuresUndone(Probe):
    """What stands of a finding that falls is ordered to be undone; nothing is undone of a finding that stands."""

    code = "measures-undone"
    zh = "认定被撤销的,仍在的暂停和追回均责成撤回;撤回或者复核员说明理由以后方可了结;认定仍在的,不恢复案件,不撤销追回"
    en = "what stands of a fallen finding is ordered to be undone until it is, or a reviewer says why not; no more is"

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Investigation | None] = {}
        self._suspended: set[str] = set()
        self._recoveries: dict[str, Recovery | None] = {}
        self._behind: defaultdict[str, set[str]] = defaultdict(set)
        self._concerning: defaultdict[str, set[str]] = defaultdict(set)

    def see(self, seen: Seen) -> None:
        if seen.after is not None:
            (self._suspended.add if seen.after.suspended else self._suspended.discard)(seen.after.id)
        recorded = seen.recorded
        if recorded is None:
            return
        # Before it was refused, a case went on whatever had been found.
        if isinstance(recorded.event, Resumed) and schema_in(seen.row) > 1:
            self._resumed(recorded)
        elif recorded.event.topic.startswith("recovery."):
            self._recovery(recorded)
        elif recorded.event.topic.startswith("investigation."):
            before = self._known.get(recorded.stream)
            if before is not None:
                self._follow(recorded, before, schema_in(seen.row))
            self._known[recorded.stream] = evolve(before, recorded)

    def _resumed(self, recorded: Recorded) -> None:
        case = recorded.stream
        states = (self._known[each] for each in self._concerning[case])
        findings = [found for state in states if state is not None for found in state.findings]
        self.counted += bool(findings)
        if any(found.asks("suspend", case) for found in findings):
            self._fault(recorded, "认定责成的暂停仍在,案件恢复", "it goes on though a finding asks for its suspension")

    def _recovery(self, recorded: Recorded) -> None:
        before = self._recoveries.get(recorded.stream)
        if isinstance(recorded.event, recovery.Undone) and before is not None:
            self.counted += 1
            self._undone(recorded, recorded.event, before)
        self._recoveries[recorded.stream] = recovery.evolve(before, recorded)

    def _undone(self, recorded: Recorded, event: recovery.Undone, before: Recovery) -> None:
        states = (self._known[each] for each in self._behind[recorded.stream])
        waiting = (undoing.to_give_back(state, before.case) for state in states if state is not None)
        if not any(recorded.stream in each for each in waiting):
            self._fault(recorded, "所依据的认定没有被撤销", "no finding fell on which it rested")
        said = event.outstanding, event.received, event.remitted, event.written_off
        if said != (before.outstanding, before.received, before.remitted, before.written_off):
            self._fault(recorded, "金额与追回的情况不符", "its amounts are not those of the recovery")

    def _follow(self, recorded: Recorded, before: Investigation, schema: int) -> None:
        match recorded.event:
            # Before this was asked for nobody ordered it.
            case e.AppealDecided(outcome="revoked") as event if schema > 1:
                self._fallen(recorded, before, event)
            case e.FindingProposed(cases=cases):
                for case in cases:
                    self._concerning[case].add(recorded.stream)
            case e.MeasureTaken(measure="recover", stream=stream):
                self._behind[stream].add(recorded.stream)
            case e.MeasureTaken(measure="resume", case=case):
                self._closed(recorded, case not in self._suspended)
            case e.MeasureTaken(measure="give_back", stream=stream):
                known = self._recoveries.get(stream)
                self._closed(recorded, known is not None and known.undone)
            case e.MeasureLifted(measure="resume" | "give_back"):
                actor, reviewed = recorded.meta.actor, REVIEWER_ROLE in recorded.meta.roles
                if not reviewed or actor in before.worked:
                    zh = f"{actor} 不是没有参与核查的复核员"
                    self._fault(recorded, zh, f"{actor} is no reviewer who had no part in it")

    def _fallen(self, recorded: Recorded, before: Investigation, event: e.AppealDecided) -> None:
        self.counted += 1
        left = (each for each in undoing.to_undo(before, event.number) if self._stands(each.stream))
        if set(event.undo) != set(undoing.orders(before, event.number, left)):
            self._fault(recorded, "责成撤回的不是仍在的措施", "what it orders to be undone is not what stands")

    def _stands(self, stream: str) -> bool:
        known = self._recoveries.get(stream)
        return stream in self._suspended or (known is not None and not known.undone)

    def _closed(self, recorded: Recorded, done: bool) -> None:
        self.counted += 1
        if not done:
            self._fault(recorded, "没有撤回", "it was not undone")

    def _fault(self, recorded: Recorded, zh: str, en: str) -> None:
        self.fault(recorded.position, recorded.stream, zh, en)


UNDOING_PROBES: tuple[type[Probe], ...] = (MeasuresUndone,)
