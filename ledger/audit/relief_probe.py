"""Checks of the reliefs: what was granted recomputes, two people did it, and the claims are those of the facts."""

import msgspec

from domain.relief import events as e
from domain.relief.state import ReliefCase, evolve
from domain.working import Decision
from ledger.audit.probe import Probe, Seen
from ledger.book import Book
from ledger.law import law_for, relief_facts
from ledger.views.view import CHINA


class _Following(Probe):
    """A probe that knows each relief as it was before the event."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._reliefs: dict[str, ReliefCase | None] = {}

    def see(self, seen: Seen) -> None:
        if seen.recorded is None or not seen.recorded.event.topic.startswith("relief."):
            return
        before = self._reliefs.get(seen.row.stream)
        try:
            self.look(seen, before)
        finally:
            self._reliefs[seen.row.stream] = evolve(before, seen.recorded)

    def look(self, seen: Seen, before: ReliefCase | None) -> None:
        """Look at an event of a relief."""

    def wrong(self, seen: Seen, zh: str, en: str) -> None:
        """Note a fault at the event."""
        self.fault(seen.row.position, seen.row.stream, zh, en)


class ReliefsRecompute(_Following):
    """Every relief's decision recomputes."""

    code = "reliefs-recompute"
    zh = "每项减免决定按其事实和当日已知规定重算,金额和步骤一致"
    en = "every decision on a relief recomputes from its facts and the law as known on its day"

    def look(self, seen: Seen, before: ReliefCase | None) -> None:
        event = seen.recorded.event if seen.recorded else None
        match event:
            case e.Granted() | e.Renewed():
                self._compare(seen, before, event.decision, granted=True)
                if before is None or event.facts != before.pending:
                    self.wrong(seen, "事实与所申请的不同", "the facts are not those requested")
            case e.Refused(decision=Decision() as decision):
                self._compare(seen, before, decision, granted=False)

    def _compare(self, seen: Seen, before: ReliefCase | None, stored: Decision, *, granted: bool) -> None:
        self.counted += 1
        if before is None or before.pending is None or seen.recorded is None:
            self.wrong(seen, "没有待决定的申请", "there is no request to decide on")
            return
        known, facts = relief_facts(before.relief, before.pending)
        again = known.decide(facts, law_for(self._book, before.relief, before.place, stored.known_on))
        if msgspec.structs.replace(again, statute_digest=stored.statute_digest) != stored:
            self.wrong(seen, f"金额 {stored.amount} 分,重算 {again.amount} 分", "it does not recompute to the same")
        if stored.granted is not granted:
            self.wrong(seen, "决定与测算结果相反", "the decision is not what the formula gives")
        if stored.known_on != seen.recorded.meta.recorded_at.astimezone(CHINA).date():
            self.wrong(seen, f"以 {stored.known_on} 已知的规定测算", "it rests on the law known on another day")


class ReliefsByTwo(_Following):
    """Whoever put a relief forward did not decide on it."""

    code = "reliefs-by-two-people"
    zh = "减免由一人提出、另一人决定,复议由第三人承办"
    en = "whoever put a relief forward did not decide on it, and a third person decides its review"

    def look(self, seen: Seen, before: ReliefCase | None) -> None:
        if seen.recorded is None:
            return
        actor = seen.recorded.meta.actor
        match seen.recorded.event:
            case e.Granted() | e.Renewed() | e.Refused():
                self.counted += 1
                if before is None or before.requested_by == actor:
                    self.wrong(seen, "提出人和决定人是同一人", "the same person did both")
            case e.ReviewDecided():
                self.counted += 1
                if before is None or before.setback is None or actor in (before.setback.by, before.requested_by):
                    self.wrong(seen, "复议由办理过的人承办", "whoever acted before decided the review")


class ReliefClaimsFollowFacts(_Following):
    """A request takes the claims of its facts that its relief does not hold yet; a refusal gives them back."""

    code = "relief-claims-follow-facts"
    zh = "减免占用的费用项目和期间与申请事实一致,不予减免时全部释放"
    en = "a request takes just the claims of its facts, and a refusal gives them back"

    def look(self, seen: Seen, before: ReliefCase | None) -> None:
        if seen.recorded is None:
            return
        match seen.recorded.event:
            case e.Requested() as event:
                self.counted += 1
                if sorted(event.claims) != self._wanted(seen, event, before):
                    self.wrong(seen, "占用与事实不一致", "the claims are not those of the facts")
            case e.Refused() as event:
                self.counted += 1
                if before is None or event.claims_released != before.pending_claims:
                    self.wrong(seen, "释放的占用与所申请的不同", "it releases other claims than were taken")
            case e.ReviewDecided() as event:
                self.counted += 1
                given_up = before.setback.claims if before and before.setback and event.undone else ()
                if event.claims_taken != given_up:
                    self.wrong(seen, "恢复的占用与所释放的不同", "it takes other claims than were given up")

    def _wanted(self, seen: Seen, event: e.Requested, before: ReliefCase | None) -> list[str]:
        if seen.recorded is None:
            return []
        known, facts = relief_facts(event.relief, event.facts)
        day = seen.recorded.meta.recorded_at.astimezone(CHINA).date()
        claims = known.claims(facts, event.beneficiary, law_for(self._book, event.relief, event.place, day))
        held = before.claims if before else ()
        return sorted({claim.key for claim in claims} - set(held))


RELIEF_PROBES: tuple[type[_Following], ...] = (ReliefsRecompute, ReliefsByTwo, ReliefClaimsFollowFacts)
