"""Recalculating many decided cases under two statute books, in as many processes as it is worth."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import chain
from multiprocessing import get_context
from typing import NamedTuple

from domain.places import covers
from domain.statutes.book import GENERAL, NoProvisionInForce, Provision, StatuteBook
from domain.statutes.reading import ComparedBook
from ledger.audit.beside import Beside
from ledger.audit.decided import Decided
from ledger.views.projection import Progress
from ledger.views.stream import UNUSABLE

PORTION = 2_000
"""How many cases are recalculated between two reports of progress."""

WORTH_PROCESSES = 20_000
"""From this many cases on, starting processes costs less than they save."""


Standing = Decided | Beside
"""A decision that stands: of a case, or of what is not paid out."""


class Missing(NamedTuple):
    """What the changed book has no value for."""

    programme: str
    key: str
    day: date
    place: str


class Outcome(NamedTuple):
    """A decision whose look-ups differ, with the amount (fen) by either book.

    `base_problem` says why the unchanged book gives none; `problem` why only the changed one does not, and `missing`
    which value it lacks.
    """

    case: str
    before: int
    after: int
    granted_before: bool
    granted_after: bool
    base_problem: str = ""
    missing: Missing | None = None
    problem: str = ""


class Books(NamedTuple):
    """The rows of both books, and the day as known on which cases are decided."""

    base: tuple[Provision, ...]
    changed: tuple[Provision, ...]
    known_on: date


class News:
    """When something was last published that a programme at a place could read, as known on a day."""

    def __init__(self, statutes: StatuteBook, known_on: date) -> None:
        self._statutes = statutes
        self._known_on = known_on
        self._last: dict[tuple[str, str], date] = {}

    def stands(self, case: Standing) -> bool:
        """True where the stored decision was made with this very book and nothing was published for it since."""
        return case.statute_digest == self._statutes.digest and self.last(case.programme, case.place) <= case.known_on

    def last(self, programme: str, place: str) -> date:
        """The day of the last publication."""
        if (programme, place) not in self._last:
            published = (
                row.published_on
                for row in self._statutes.provisions
                if row.programme in (programme, GENERAL)
                and row.published_on <= self._known_on
                and covers(row.place, place)
            )
            self._last[programme, place] = max(published, default=date.min)
        return self._last[programme, place]


class Recalculator:
    """Decides cases by both books; remembers every look-up."""

    def __init__(self, books: Books) -> None:
        self._base = StatuteBook(books.base)
        self._changed = ComparedBook(StatuteBook(books.changed), self._base)
        self._kept = ComparedBook(self._base, self._base)
        self._known_on = books.known_on
        self._news = News(self._base, books.known_on)

    def outcomes(self, cases: Sequence[Standing]) -> list[Outcome]:
        """The outcome of every case that one of the differing look-ups is about."""
        return [found for case in cases if (found := self._outcome(case))]

    def _outcome(self, case: Standing) -> Outcome | None:
        self._changed.differs = False
        try:
            after = case.decide(self._changed, self._known_on)
            refused: Exception | None = None
        except UNUSABLE as error:
            after, refused = None, error
        if not self._changed.differs:
            return None
        try:
            amount, granted = self._base_amount(case)
        except UNUSABLE as error:
            return Outcome(case.case, 0, 0, False, False, base_problem=str(error))
        if after is not None:
            return Outcome(case.case, amount, case.holds(after), granted, after.granted)
        missing = _missing(refused) if isinstance(refused, NoProvisionInForce) else None
        return Outcome(case.case, amount, 0, granted, False, missing=missing, problem=str(refused))

    def _base_amount(self, case: Standing) -> tuple[int, bool]:
        """What the unchanged book gives; as stored, where it is the same book and nothing was published since."""
        if self._news.stands(case):
            return case.amount, case.granted
        before = case.decide(self._kept, self._known_on)
        return case.holds(before), before.granted


def recalculate(books: Books, cases: Sequence[Standing], progress: Progress | None = None) -> Iterator[Outcome]:
    """The outcomes of all cases, in their order."""
    portions = [cases[first : first + PORTION] for first in range(0, len(cases), PORTION)]
    done = 0
    for portion, found in zip(portions, _portions(books, portions, len(cases)), strict=True):
        done += len(portion)
        if progress:
            progress(done, len(cases))
        yield from found


def _portions(books: Books, portions: Sequence[Sequence[Standing]], count: int) -> Iterator[list[Outcome]]:
    processes = min(os.cpu_count() or 1, 8)
    if count < WORTH_PROCESSES or processes == 1:
        yield from map(Recalculator(books).outcomes, portions)
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (books,)) as pool:
        yield from pool.map(_in_process, portions)


_here: list[Recalculator] = []
"""The recalculator of a process of the pool."""


def _begin(books: Books) -> None:
    _here[:] = [Recalculator(books)]


def _in_process(cases: Sequence[Standing]) -> list[Outcome]:
    return list(chain.from_iterable(known.outcomes(cases) for known in _here))


def _missing(refused: NoProvisionInForce) -> Missing:
    of = refused.details
    return Missing(str(of["programme"]), str(of["key"]), date.fromisoformat(str(of["day"])), str(of["place"]))
