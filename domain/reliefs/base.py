"""What every relief offers: its facts, its formula, its period and the claims that it takes; no fund pays for it."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Literal

import msgspec

from domain.calendar import Month
from domain.plans.implementer import Implementer
from domain.programs.base import Claim, Facts
from domain.statutes.book import Law
from domain.working import Decision, Instalment

Period = tuple[date, date | None]
"""The first and the last day of a relief; no last day where it lasts until it is ended."""

Kind = Literal["fee", "tax", "income", "eligibility"]
"""A fee or a tax that is not charged, income that is not counted, or a condition that is relaxed."""


class Relief(msgspec.Struct, frozen=True, kw_only=True):
    """One relief: `decide(facts, law)` is pure; the decision's amount (fen) is what is not charged or not counted.

    `last_day(facts)` is the last day on which something happened that the facts report; None where they only look
    ahead. `anchor(facts)` is what a renewal may not change. `rules` are the rows of the plans' catalogue that the
    relief carries out.
    """

    code: str
    name_zh: str
    name_en: str
    kind: Kind
    beneficiary: Literal["person", "employer", "either"]
    facts: type[Facts]
    decide: Callable[[Any, Law], Decision]
    law_day: Callable[[Any], date]
    claims: Callable[[Any, str, Law], tuple[Claim, ...]]
    period: Callable[[Any], Period]
    last_day: Callable[[Any], date] | None = None
    anchor: Callable[[Any], str] | None = None
    rules: tuple[str, ...]

    @property
    def implementer(self) -> Implementer:
        """The relief as something that carries out rules of the plans."""
        return Implementer(kind="rule", code=self.code, name_zh=self.name_zh, name_en=self.name_en, rules=self.rules)


def by_month(amounts: Iterable[tuple[Month, int]]) -> tuple[Instalment, ...]:
    """What each month brings (fen), in order; months that bring nothing are left out."""
    sums: dict[Month, int] = {}
    for month, amount in amounts:
        sums[month] = sums.get(month, 0) + amount
    return tuple(Instalment(label=str(month), amount=sums[month]) for month in sorted(sums) if sums[month])


def whole_months(months: Iterable[Month]) -> Period:
    """From the first day of the first month to the last day of the last one."""
    known = sorted(months)
    return known[0].first_day, known[-1].last_day


def basis_of(relief: Relief, place: str, beneficiary: str, facts: Facts) -> str:
    """What a relief rests on for good: whatever else a renewal brings, it is of the same relief, place and person."""
    anchor = relief.anchor(facts) if relief.anchor else ""
    return " ".join(filter(None, (relief.code, place, beneficiary, anchor)))
