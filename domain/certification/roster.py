"""The roster of a year: every month of the named placements, counted or not, each person once a month."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

import msgspec

from domain.calendar import Month
from domain.certification.events import CountedMonth, UncountedMonth
from domain.counting import MONTHS_IN_YEAR
from domain.placement.counted import MonthCount, count_month
from domain.placement.state import Placement
from domain.programs.base import Claim
from domain.programs.over_quota_reward import COUNTED
from domain.statutes.book import Law

TWICE = "counted_by_another_placement"
"""The reason for a month in which another placement with the same employer counts already."""


class Roster(msgspec.Struct, frozen=True, kw_only=True):
    """What counts and what does not."""

    counted: tuple[CountedMonth, ...]
    uncounted: tuple[UncountedMonth, ...]

    @property
    def weight_months(self) -> int:
        """The weights of all counted months together."""
        return sum(each.weight for each in self.counted)

    @property
    def average(self) -> Fraction:
        """The counted head-count of the year."""
        return Fraction(self.weight_months, MONTHS_IN_YEAR)

    @property
    def claims(self) -> tuple[str, ...]:
        """The counting claims that the roster takes, as unique keys."""
        return tuple(sorted(claim_of(each.person, each.month) for each in self.counted))


def claim_of(person: str, month: Month) -> str:
    """The key of the claim that a person counts in a month, for whomever."""
    return Claim(kind="count", subject=person, item=COUNTED, period=str(month)).key


def judged(placement: Placement, year: int, law_at: Callable[[str], Law]) -> Iterator[MonthCount]:
    """Every month of the placement in the year that has evidence, judged by the law of its place of work."""
    for month in sorted(placement.months):
        if month.year == year:
            facts = placement.facts(month)
            yield count_month(facts, law_at(facts.terms.place))


def roster_of(placements: Iterable[Placement], year: int, law_at: Callable[[str], Law]) -> Roster:
    """Judge every month; where two placements of one person count in a month, the earlier placement does."""
    counted: dict[tuple[str, Month], CountedMonth] = {}
    uncounted: list[UncountedMonth] = []
    for placement in sorted(placements, key=lambda each: (each.started_on, each.id)):
        for found in judged(placement, year, law_at):
            key = (found.person, found.month)
            if found.weight and key not in counted:
                counted[key] = CountedMonth(
                    person=found.person, month=found.month, weight=found.weight, placement=placement.id
                )
                continue
            reasons = (TWICE,) if found.weight else tuple(reason.code for reason in found.decision.reasons)
            uncounted.append(
                UncountedMonth(person=found.person, month=found.month, reasons=reasons, placement=placement.id)
            )
    return Roster(counted=tuple(counted[key] for key in sorted(counted)), uncounted=tuple(uncounted))
