"""How many an employer had to place and placed: the shortfall of the base year, as an exact fraction."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from domain.counting import MONTHS_IN_YEAR, shown_fraction, staff_average
from domain.errors import Refusal
from domain.levy.choices import LevyRuleNotKnown
from domain.levy.facts import LevyFacts, base_year
from domain.stated import not_negative
from domain.statutes.book import Provision
from domain.statutes.units import month_day
from domain.working import Working


class CertifiedBeforeYearEnd(Refusal):
    """{certified_on} 认证的不是 {year} 年度的安排情况:该年度尚未结束。

    What was certified on {certified_on} is not the placement of {year}: that year was not over.
    """


class Shortfall(NamedTuple):
    """Staff and counted persons on average over the base year, the ratio to reach, and how many are missing."""

    staff: Fraction
    counted: Fraction
    quota: Fraction
    missing: Fraction

    @property
    def ratio(self) -> Fraction:
        """Counted over staff."""
        return self.counted / self.staff


def shortfall(working: Working, facts: LevyFacts) -> Shortfall:
    """Staff times the ratio, minus who was placed and certified in time; the rest may be a fraction."""
    _not_negative(facts)
    staff = staff_average(facts.staff_by_month)
    working.step("上年在职职工人数", "各月人数之和 ÷ 12", f"{shown_fraction(staff)} 人")
    counted = _counted(working, facts)
    quota = working.uses("规定比例", "quota_ratio")
    missing = max(Fraction(0), staff * quota.ratio - counted)
    expression = f"{shown_fraction(staff)} × {quota.shown} - {shown_fraction(counted)}"
    working.step("差额人数", expression, f"{shown_fraction(missing)} 人", by=quota)
    return Shortfall(staff, counted, quota.ratio, missing)


def _not_negative(facts: LevyFacts) -> None:
    for field in ("counted_person_months", "wage_total"):
        not_negative(getattr(facts, field), field)


def _counted(working: Working, facts: LevyFacts) -> Fraction:
    """The counted average; nobody where the certification was missed and the place treats that as not placed."""
    counted = Fraction(facts.counted_person_months, MONTHS_IN_YEAR)
    expression = f"每人计入人数 × 计入月数,合计 {facts.counted_person_months} ÷ 12"
    working.step("上年实际安排残疾人就业人数", expression, f"{shown_fraction(counted)} 人")
    if not counted or _in_time(working, facts):
        return counted
    rule = working.uses("未按期认证的处理", "late_certification")
    if rule.text != "not_placed":
        raise LevyRuleNotKnown(field=rule.key, key=rule.key, value=rule.text, known="not_placed")
    working.step("计入的安排人数", "未按期申报认证,视为未安排残疾人就业", "0 人", by=rule)
    return Fraction(0)


def _in_time(working: Working, facts: LevyFacts) -> bool:
    """Whether the certification was made, and not after the window of the levy year."""
    if facts.certified_on is None:
        return False
    if facts.certified_on.year <= base_year(facts):
        raise CertifiedBeforeYearEnd(field="certified_on", certified_on=facts.certified_on, year=base_year(facts))
    window = working.law.at("certification_window", working.law_day)
    closes = last_day_of(window, facts.year)
    in_time = facts.certified_on <= closes
    verdict = "按期" if in_time else "逾期"
    working.step("认证日期", f"认证期限至 {closes}", f"{facts.certified_on},{verdict}", by=window)
    return in_time


def last_day_of(window: Provision, year: int) -> date:
    """The day of that year on which a window closes."""
    return date(year, *month_day(window.table["closes"]))
