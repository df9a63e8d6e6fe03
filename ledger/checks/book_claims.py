"""What is claimed in a book, for whom and by which case; a unit claims for its staff, its trainees, those it counts."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from domain.application.state import evolve
from domain.calendar import Month
from domain.party import is_pseudonym
from ledger.book import Book
from ledger.certified import case_behind, certified_claims
from ledger.evidence.values import month_number
from ledger.views.cases import CaseRow

KINDS: Final = ("cost", "count")
"""The claims that speak of money; a lock is only a choice that binds."""

_YEAR: Final = re.compile(r"[0-9]{4}")


class Claimed(NamedTuple):
    """A claim that stands: for whom, for what and when, who holds it, and the case behind it if there is one."""

    kind: str
    subject: str
    item: str
    period: str
    holder: str
    case: str | None

    @property
    def counts(self) -> bool:
        """Whether it counts a person in a month; everything else is a cost."""
        return self.kind == "count" and is_pseudonym(self.subject)

    @property
    def month(self) -> int | None:
        """The month that it is for; nothing where it is for a year, a course or once."""
        return month_in(self.period)

    def month_by(self, case: CaseRow) -> int | None:
        """The month by which to judge what names none: what applicants claim for themselves, by their application.

        What is claimed for others for a year is judged by its January; of what is claimed for them once, nobody knows
        more than that it was over by then.
        """
        if self.subject == case.applicant:
            return month_number(Month.of(case.applied_on))
        return self._january if is_pseudonym(self.subject) else None

    def span(self, case: CaseRow) -> tuple[int, int]:
        """The first and the last month that it is for; where it names neither, the month of application."""
        if self.month is not None:
            return self.month, self.month
        if self._january is not None:
            return self._january, self._january + 11
        applied = month_number(Month.of(case.applied_on))
        return applied, applied

    @property
    def _january(self) -> int | None:
        """The first month of the year that it is for."""
        return int(self.period) * 12 if _YEAR.fullmatch(self.period) else None


class ClaimedFor(NamedTuple):
    """A person (key) for whom a case claims, and the first and the last month that it claims for them."""

    person: int
    case: str
    first: int
    last: int


class BookClaims:
    """Reads the claims of a book; remembers those of a case, and which case rests on which certification."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._behind: dict[str, str | None] = {}
        self._of: dict[str, list[Claimed]] = {}

    def about(self, parties: Sequence[str] | None) -> list[Claimed]:
        """All claims for these parties, or all that there are."""
        parts = [""] if parties is None else [f"{party}:" for party in parties]
        held = self._book.claims(*(f"{kind}:{part}" for kind in KINDS for part in parts))
        return [self._claimed(claim, holder) for claim, holder in held.items()]

    def of(self, case: str) -> Sequence[Claimed]:
        """The claims that a case holds, and those of the certification that it rests on."""
        if case not in self._of:
            state, _ = self._book.load(case, evolve, None)
            certified = certified_claims(state) if state and state.claims else ()
            held = (_parsed(claim, case, case) for claim in (*(state.claims if state else ()), *certified))
            self._of[case] = [each for each in held if each.kind in KINDS]
        return self._of[case]

    def persons_of(self, cases: Iterable[str]) -> Iterator[str]:
        """The persons for whom these cases claim."""
        return (claim.subject for case in cases for claim in self.of(case) if is_pseudonym(claim.subject))

    def _claimed(self, claim: str, holder: str) -> Claimed:
        if holder not in self._behind:
            self._behind[holder] = case_behind(self._book, holder)
        return _parsed(claim, holder, self._behind[holder])


def persons_in(
    held: Iterable[Claimed], cases: Mapping[str, CaseRow], key: Callable[[str], int]
) -> Iterator[ClaimedFor]:
    """The persons for whom these cases claim."""
    spans: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for each in held:
        case = cases.get(each.case or "")
        if case is not None and is_pseudonym(each.subject):
            spans[each.subject, case.id] += each.span(case)
    return (ClaimedFor(key(person), case, min(months), max(months)) for (person, case), months in spans.items())


def month_in(period: str) -> int | None:
    """The month that a claim's period names; nothing for a year, a course or once."""
    if len(period) not in (7, 10) or period[4] != "-":
        return None
    return int(period[:4]) * 12 + int(period[5:7]) - 1


def _parsed(claim: str, holder: str, case: str | None) -> Claimed:
    kind, subject, item, period = claim.split(":", 3)
    return Claimed(kind, subject, item, period, holder, case)
