"""Check of cross-use: of all that a subject holds, no two cases are what the exclusion matrix forbids."""

from datetime import date

from domain import adjustment
from domain.adjustment import Adjustment
from domain.application import events as e
from domain.application.state import Application
from domain.cross_use.uses import subject_of
from domain.errors import Refusal
from domain.events import Recorded
from domain.working import Decision, Offset
from ledger.audit.probe import Probe, Seen, schema_in
from ledger.book import Book
from ledger.cross_use import judged
from ledger.views.view import CHINA, case_of

COMPARED = 2
"""The schema of decisions from which on a stated history is compared with the book; older ones are let stand."""


class NoCrossUse(Probe):
    """Every case, when it was handed in and when it was decided, might stand beside what its subjects held then."""

    code = "no-cross-use"
    zh = "避免交叉使用:提交和批准时,同一对象没有互斥的案件,就高补差扣减无误,填报的历史不少于已批准的"
    en = "no cross-use: no case excludes another of its subjects, set-offs are right, no stated history is too short"

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._cases: dict[str, Application] = {}
        self._of_subject: dict[str, set[str]] = {}
        self._adjustments: dict[str, dict[str, Adjustment]] = {}

    def see(self, seen: Seen) -> None:
        if seen.recorded is not None and seen.recorded.event.topic.startswith("adjustment."):
            self._adjust(seen.recorded)
        if seen.recorded is None or seen.after is None or not seen.recorded.event.topic.startswith("application."):
            return
        day = seen.recorded.meta.recorded_at.astimezone(CHINA).date()
        match seen.recorded.event:
            case e.Submitted() | e.Resubmitted():
                self._judge(seen, seen.after, day, remember=False)
            case e.AppealDecided() as event if event.claims_taken:
                self._judge(seen, seen.after, day, remember=False)
            case e.Accepted(decision=decision) | e.Recalculated(decision=decision) | e.Approved(decision=decision):
                self._compare(seen, decision, day)
            case e.Rejected(decision=Decision() as decision):
                self._compare(seen, decision, day)
        self._keep(seen.after)

    def _compare(self, seen: Seen, decision: Decision, day: date) -> None:
        if seen.before is None:
            return
        compared = schema_in(seen.row) >= COMPARED
        found = self._judge(seen, seen.before, day, remember=compared)
        # A formula that refuses has nothing to set off.
        if found is not None and decision.offsets not in (found, () if not decision.granted else found):
            zh, en = "就高补差的扣减与账本不符", "what was set off is not what the book held"
            self.fault(seen.row.position, seen.row.stream, zh, en)

    def _judge(self, seen: Seen, state: Application, day: date, *, remember: bool) -> tuple[Offset, ...] | None:
        self.counted += 1
        try:
            others = self._others(state)
            adjusted = {other.id: self._adjusted(other.id) for other in others}
            return judged(self._book, state, state.claims, others, day, remember=remember, adjusted=adjusted)
        except Refusal as refusal:
            self.fault(seen.row.position, seen.row.stream, refusal.zh, refusal.en)
            return None

    def _others(self, state: Application) -> tuple[Application, ...]:
        """The cases that hold something of the same subjects, by id."""
        subjects = set(map(subject_of, state.claims))
        ids = {case for subject in subjects for case in self._of_subject.get(subject, ())} - {state.id}
        return tuple(other for case in sorted(ids) if (other := self._cases[case]).claims)

    def _adjust(self, recorded: Recorded) -> None:
        known = self._adjustments.setdefault(case_of(recorded), {})
        after = adjustment.evolve(known.get(recorded.stream), recorded)
        if after is not None:
            known[recorded.stream] = after

    def _adjusted(self, case: str) -> int:
        return adjustment.due(0, tuple(self._adjustments.get(case, {}).values()))

    def _keep(self, state: Application) -> None:
        self._cases[state.id] = state
        for subject in set(map(subject_of, state.claims)):
            self._of_subject.setdefault(subject, set()).add(state.id)
