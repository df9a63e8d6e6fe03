"""The thresholds of centralised employment: a share of the staff and a least number of persons, both inclusive."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Annotated

import msgspec

from domain.calendar import Month
from domain.counting import shown_fraction
from domain.errors import Refusal
from domain.statutes.book import Provision
from domain.working import Working

Count = Annotated[int, msgspec.Meta(ge=0)]


class NoStaffStated(Refusal):
    """没有申报任何月份的在职职工人数,无法计算安置比例。

    No month with staff in post was stated; there is no ratio.
    """


class StaffMonth(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Staff in post of one month, and the persons with disabilities among them."""

    month: Month
    staff: Count
    persons: Count


def monthly_average(months: Iterable[StaffMonth]) -> tuple[Fraction, Fraction]:
    """Average staff and average persons with disabilities over the months stated; raises where there was no staff."""
    known = tuple(months)
    if not sum(each.staff for each in known):
        raise NoStaffStated(field="months")
    number = len(known)
    return Fraction(sum(each.staff for each in known), number), Fraction(sum(each.persons for each in known), number)


def thresholds(working: Working, *, blind_massage: bool) -> tuple[Provision, Provision]:
    """The least ratio and the least number of persons, the latter smaller for blind-massage bodies."""
    ratio = working.uses("安置比例不低于", "ratio_at_least")
    if blind_massage:
        return ratio, working.uses("盲人按摩机构安置人数不少于", "blind_massage_persons_at_least")
    return ratio, working.uses("安置人数不少于", "persons_at_least")


def shortfalls(
    staff: Fraction, persons: Fraction, least: tuple[Provision, Provision], when: str
) -> list[tuple[str, str, str, Provision]]:
    """Which thresholds are missed: code, both sentences, and the provision; exactly at a threshold is enough."""
    ratio, number = least
    actual = persons / staff if staff else Fraction(0)
    missed: list[tuple[str, str, str, Provision]] = []
    if actual < ratio.ratio:
        percent = f"{shown_fraction(actual * 100)}%"
        zh = f"{when}安置比例 {percent},低于 {ratio.shown}"
        missed.append(("ratio_too_low", zh, f"the ratio {percent} is below {ratio.value}%", ratio))
    if persons < number.count:
        zh = f"{when}安置残疾人 {shown_fraction(persons)} 人,少于 {number.shown}"
        missed.append(
            ("too_few_persons", zh, f"{shown_fraction(persons)} persons are fewer than {number.count}", number)
        )
    return missed
