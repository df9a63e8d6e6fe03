"""What internship subsidies are applied for with: interns, the months of each, and what was paid to insure them."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from domain.calendar import Month
from domain.errors import Refusal
from domain.programs.base import Facts

Natural = Annotated[int, msgspec.Meta(ge=0)]


class NoIntern(Refusal):
    """没有填报见习人员和见习月份。

    No intern with a month of internship was given.
    """


class InternGivenTwice(Refusal):
    """同一见习人员重复填报;请把各月合并填写。

    The same intern was given twice; put all months under one entry.
    """


class InternMonthGivenTwice(Refusal):
    """同一见习人员的 {month} 重复填报。

    {month} was given twice for the same intern.
    """


class Intern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An intern (pseudonym) and the months of the internship.

    `left_school_on` is the day on which a graduate left school, None for whoever comes as an unemployed young person;
    `age` is full years at the beginning. `insurance_paid` (fen) is what the employer paid to insure against accidents.
    """

    person: str
    left_school_on: date | None
    age: Natural
    unemployed_before: bool
    months: tuple[Month, ...]
    months_already_subsidised: Natural = 0
    insurance_paid: Natural = 0

    @property
    def begins(self) -> Month:
        """The first month."""
        return min(self.months)


class InternshipFacts(Facts, frozen=True, kw_only=True):
    """The interns of one employer."""

    interns: tuple[Intern, ...]

    @property
    def begins(self) -> Month:
        """The first month of anybody."""
        return min(intern.begins for intern in self.interns)


class KeptIntern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An intern whose internship has ended, the months that were subsidised, and whether the employer kept them."""

    person: str
    months: tuple[Month, ...]
    outcome: Literal["kept", "left"]


class RetentionFacts(Facts, frozen=True, kw_only=True):
    """Everybody whose internship with one employer ended by `ended_on`, kept or not."""

    ended_on: date
    interns: tuple[KeptIntern, ...]


def check(facts: InternshipFacts | RetentionFacts) -> None:
    """Refuse facts that no law is needed to refuse: nobody, no month, or the same twice."""
    if not facts.interns or not all(intern.months for intern in facts.interns):
        raise NoIntern(field="interns")
    if len({intern.person for intern in facts.interns}) < len(facts.interns):
        raise InternGivenTwice(field="interns")
    for intern in facts.interns:
        for month in intern.months:
            if intern.months.count(month) > 1:
                raise InternMonthGivenTwice(field="months", month=month)
