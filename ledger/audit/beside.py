"""The decisions that no case rests on: each one on a relief, and the standing assessment of each levy."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, Literal

import msgspec

from domain.events import Recorded
from domain.levy import assessment
from domain.levy import state as levy
from domain.levy.facts import CODE, LevyFacts
from domain.levy.state import Levy
from domain.relief import events as e
from domain.relief import state as relief
from domain.relief.state import ReliefCase, lies_behind
from domain.statutes.book import StatuteBook
from domain.working import Decision, Instalment
from ledger.book import Book
from ledger.law import relief_facts
from ledger.topics import published
from ledger.views.projection import BATCH

Kind = Literal["relief", "levy"]
TOPICS: Final = tuple(topic for topic in published().topics if topic.partition(".")[0] in ("relief", "levy"))


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """A decision with its facts; `case` names it: the levy, or the relief and which of its events decided.

    Of a levy `waived` (fen) is not owed; of a relief that ended only the parts up to `until` are given.
    """

    kind: Kind
    case: str
    subject: str
    programme: str
    place: str
    year: int
    status: str
    facts: dict[str, Any]
    decision: Decision
    waived: int = 0
    until: date | None = None

    @property
    def amount(self) -> int:
        """What it gives (fen): not charged or not counted by a relief, owed by a levy."""
        return self.holds(self.decision)

    @property
    def granted(self) -> bool:
        """True where no reason stands against it."""
        return self.decision.granted

    @property
    def known_on(self) -> date:
        """The day of the law that it was decided by."""
        return self.decision.known_on

    @property
    def statute_digest(self) -> str:
        """The digest of the statute book that it was decided by."""
        return self.decision.statute_digest

    def decide(self, statutes: StatuteBook, known_on: date) -> Decision:
        """The formula on the facts of then, as known on that day."""
        law = statutes.law(self.programme, self.place, known_on)
        if self.kind == "levy":
            return assessment.decide(msgspec.convert(self.facts, LevyFacts), law)
        known, facts = relief_facts(self.programme, self.facts)
        return known.decide(facts, law)

    def holds(self, decision: Decision) -> int:
        """What a decision on these facts gives (fen), after the waiver or the end that it met with."""
        if self.kind == "levy":
            return max(0, decision.amount - self.waived)
        return sum(part.amount for part in self.parts(decision))

    def parts(self, decision: Decision) -> tuple[Instalment, ...]:
        """The parts of a relief that do not lie behind its end."""
        return tuple(
            part for part in decision.instalments if self.until is None or not lies_behind(part.label, self.until)
        )


class _Given(msgspec.Struct, frozen=True, kw_only=True):
    """One decision on a relief, and the last day up to which it is given."""

    version: int
    facts: dict[str, Any]
    decision: Decision
    until: date | None = None


class _Relief(msgspec.Struct, frozen=True, kw_only=True):
    """A relief with the decisions that stand, those that stood before its end, and the last refusal."""

    state: ReliefCase
    given: tuple[_Given, ...] = ()
    before_end: tuple[_Given, ...] = ()
    refused: tuple[_Given, ...] = ()


def beside(book: Book) -> Iterator[Beside]:
    """Every decision on a relief and the last assessment of every levy, in the order of their beginning."""
    reliefs: dict[str, _Relief] = {}
    levies: dict[str, Levy | None] = {}
    for recorded in _events(book):
        if recorded.event.topic.startswith("levy."):
            levies[recorded.stream] = levy.evolve(levies.get(recorded.stream), recorded)
        elif (known := _followed(reliefs.get(recorded.stream), recorded)) is not None:
            reliefs[recorded.stream] = known
    for each in reliefs.values():
        yield from (_of_relief(each.state, given) for given in (*each.given, *each.refused))
    yield from (_of_levy(each) for each in levies.values() if each is not None)


def _events(book: Book) -> Iterator[Recorded]:
    """What happened to reliefs and levies, and nothing else."""
    after, head = 0, book.head.position
    while batch := book.read(after, BATCH, head, topics=TOPICS):
        yield from batch
        after = batch[-1].position


def _followed(before: _Relief | None, recorded: Recorded) -> _Relief | None:
    state = relief.evolve(before.state if before else None, recorded)
    if state is None:
        return None
    if before is None:
        return _Relief(state=state)
    known = msgspec.structs.replace(before, state=state)
    match recorded.event:
        case e.Requested():
            return msgspec.structs.replace(known, refused=())
        case e.Granted() | e.Renewed() as event:
            one = _Given(version=recorded.version, facts=event.facts, decision=event.decision)
            return msgspec.structs.replace(known, given=(*known.given, one))
        case e.Refused(decision=Decision() as decision):
            facts = before.state.pending or {}
            one = _Given(version=recorded.version, facts=facts, decision=decision)
            return msgspec.structs.replace(known, refused=(one,))
        case e.Ended(ends_on=ends_on):
            ended = tuple(_until(each, ends_on) for each in known.given)
            return msgspec.structs.replace(known, given=ended, before_end=known.given)
        case e.ReviewDecided(undone="end"):
            return msgspec.structs.replace(known, given=known.before_end)
        case e.ReviewDecided(undone="refusal"):
            return msgspec.structs.replace(known, refused=())
    return known


def _until(given: _Given, ends_on: date) -> _Given:
    return msgspec.structs.replace(given, until=ends_on if given.until is None else min(given.until, ends_on))


def _of_relief(state: ReliefCase, given: _Given) -> Beside:
    return Beside(
        kind="relief",
        case=f"{state.id}#{given.version}",
        subject=state.id,
        programme=state.relief,
        place=state.place,
        year=given.decision.law_day.year,
        status=state.status,
        facts=given.facts,
        decision=given.decision,
        until=given.until,
    )


def _of_levy(state: Levy) -> Beside:
    return Beside(
        kind="levy",
        case=state.id,
        subject=state.id,
        programme=CODE,
        place=state.place,
        year=state.year,
        status="",
        facts=state.facts,
        decision=state.decision,
        waived=state.waived,
    )
