"""The last decision of every case, read fast: of each event only what a recalculation needs is decoded."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Final

import msgspec

from domain.application.state import Status
from domain.cross_use.top_up import topped_up
from domain.programs.base import Facts
from domain.programs.registry import programme
from domain.statutes.book import StatuteBook
from domain.working import Decision, Offset
from ledger.book import Book
from ledger.recorder import StoredRow
from ledger.views.projection import BATCH, Progress


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """A case with its last decision: the amount (fen) as known on a day, and the facts as they are stored.

    `year` is the budget year of its line, or that of the decision where it was refused.
    """

    case: str
    programme: str
    place: str
    status: Status
    facts: bytes
    year: int
    amount: int
    granted: bool
    known_on: date
    statute_digest: str
    offsets: tuple[Offset, ...]

    def decide(self, statutes: StatuteBook, known_on: date) -> Decision:
        """The programme's formula on the stored facts, as known on that day, less what was set off against it."""
        facts = _decoder(self.programme)(self.facts)
        law = statutes.law(self.programme, self.place, known_on)
        return topped_up(programme(self.programme).decide(facts, law), self.offsets)

    def holds(self, decision: Decision) -> int:
        """What a decision on these facts gives (fen)."""
        return decision.amount


class _Decision(msgspec.Struct):
    amount: int
    known_on: date
    statute_digest: str
    reasons: tuple[msgspec.Raw, ...] = ()
    offsets: tuple[Offset, ...] = ()


class _Line(msgspec.Struct):
    year: int


class _Data(msgspec.Struct):
    programme: str = ""
    place: str = ""
    facts: msgspec.Raw = msgspec.Raw()
    decision: _Decision | None = None
    line: _Line | None = None
    outcome: str = ""


class _Stored(msgspec.Struct):
    data: _Data


_data = msgspec.json.Decoder(_Stored).decode


class _Case(msgspec.Struct):
    programme: str
    place: str
    facts: bytes
    status: Status = Status.DRAFT
    decision: _Decision | None = None
    year: int = 0

    def follow(self, topic: str, data: _Data) -> None:
        """Take up what an event says."""
        self.status = _STATUS.get(topic, self.status)
        if topic == "application.AppealDecided":
            self._appeal(data.outcome)
            return
        if data.facts:
            self.facts = bytes(data.facts)
        if data.decision is not None:
            self.decision = data.decision
        if data.line is not None:
            self.year = data.line.year

    def _appeal(self, outcome: str) -> None:
        """Changed or revoked, an ended grant goes on and a refused case is decided anew."""
        if outcome == "upheld":
            return
        if self.status is Status.TERMINATED:
            self.status = Status.APPROVED
        else:
            self.status, self.decision = Status.SUBMITTED, None


_STATUS: Final = {
    "application.Accepted": Status.IN_REVIEW,
    "application.Approved": Status.APPROVED,
    "application.Rejected": Status.REJECTED,
    "application.Withdrawn": Status.WITHDRAWN,
    "application.Terminated": Status.TERMINATED,
}
_TOPICS: Final = {
    "application.Amended",
    "application.Recalculated",
    "application.AppealDecided",
    *_STATUS,
}


def decided(book: Book, progress: Progress | None = None) -> Iterator[Decided]:
    """Every case that was decided and not withdrawn, in the order of its filing."""
    cases: dict[str, _Case] = {}
    head = book.head.position
    for after in range(0, head, BATCH):
        for row in book.raw(after, BATCH, head):
            _take(cases, row)
        if progress:
            progress(min(after + BATCH, head), head)
    for id, case in cases.items():
        if case.decision is not None and case.status is not Status.WITHDRAWN:
            yield _decided(id, case, case.decision)


def _take(cases: dict[str, _Case], row: StoredRow) -> None:
    if row.topic == "application.Drafted":
        data = _data(row.state).data
        cases[row.stream] = _Case(programme=data.programme, place=data.place, facts=bytes(data.facts))
    elif row.topic in _TOPICS:
        cases[row.stream].follow(row.topic, _data(row.state).data)


def _decided(id: str, case: _Case, decision: _Decision) -> Decided:
    return Decided(
        case=id,
        programme=case.programme,
        place=case.place,
        status=case.status,
        facts=case.facts,
        year=case.year or decision.known_on.year,
        amount=decision.amount,
        granted=not decision.reasons,
        known_on=decision.known_on,
        statute_digest=decision.statute_digest,
        offsets=decision.offsets,
    )


@cache
def _decoder(code: str) -> Callable[[bytes], Facts]:
    return msgspec.json.Decoder(programme(code).facts).decode
