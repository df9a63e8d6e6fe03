"""Over-quota reward 超比例奖励: for employers who placed more persons with disabilities than the quota asks."""

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from domain.calendar import Month
from domain.counting import person_months, shown_fraction
from domain.money import Rounding, round_fen, shown
from domain.programs import over_quota_per_head
from domain.programs.base import Claim, Programme
from domain.programs.over_quota_facts import OverQuotaRewardFacts, law_day
from domain.programs.over_quota_steps import (
    RewardRuleNotKnown,
    begin,
    check_employer,
    excess_of,
    in_yuan,
    one_of,
    paid_persons,
)
from domain.statutes.book import Law
from domain.statutes.minimum_wage import minimum_wage
from domain.working import Decision, Working

CODE: Final = "over_quota_reward"
FORMULA: Final = "over_quota_reward/2022"
COUNTED: Final = "counted_headcount"
"""The item of the counting claim: one person counts for one employer in a month, whatever the reward."""


def decide(facts: OverQuotaRewardFacts, law: Law) -> Decision:
    """By the formula that the place has chosen: multiples of the minimum wage, or fixed sums per head."""
    family = law.find("formula", law_day(facts))
    if family is not None and family.text in over_quota_per_head.FAMILIES:
        return over_quota_per_head.decide(facts, law)
    return decide_by_minimum_wage(facts, law)


def decide_by_minimum_wage(facts: OverQuotaRewardFacts, law: Law) -> Decision:
    """Excess head-count times the yearly standard per person; the standard's formula is chosen by the place's data."""
    working = begin(FORMULA, facts, law)
    check_employer(working, facts)
    persons = paid_persons(working, excess_of(working, facts))
    if not (refusal := working.decide(0)).granted:
        return refusal
    standard = _standard(working, facts.year)
    rounding = Rounding(working.uses("金额取整规则", "rounding").text)
    amount = round_fen(persons * standard, rounding)
    working.step("奖励金额", f"{shown_fraction(persons)} 人 × 每人每年 {in_yuan(standard)}", shown(amount))
    return working.decide(amount)


def _standard(working: Working, year: int) -> Fraction:
    """The reward for one person and year in fen, by the formula family that the place has chosen."""
    rule = working.law.at("formula", working.law_day)
    if rule.text not in _FAMILIES:
        known = ", ".join([*_FAMILIES, *over_quota_per_head.FAMILIES])
        raise RewardRuleNotKnown(field="formula", key="formula", value=rule.text, known=known)
    name, family = _FAMILIES[rule.text]
    working.step("奖励标准的算法", rule.key, name, by=rule)
    return family(working, _wage(working, year))


def _wage(working: Working, year: int) -> int:
    """The monthly minimum wage (fen) that the article means: of which year, and as it stood on which day of it."""
    which = working.law.at("wage_year", working.law_day)
    name, offset = one_of(_WAGE_YEARS, "wage_year", which.text)
    working.step("采用哪一年的最低工资", name, f"{year + offset} 年{'(演示值)' if which.is_demo else ''}", by=which)
    month, day = working.uses("最低工资取值日", "wage_day").day
    last = Month(year + offset, month).last_day
    on = last.replace(day=min(day, last.day))
    wage_class, wage = minimum_wage(working.law, on)
    working.uses("当地最低工资档次", wage_class.key, on)
    working.uses("月最低工资标准", wage.key, on)
    return wage.fen


def _multiple_of_monthly_minimum_wage(working: Working, wage: int) -> Fraction:
    multiple = working.uses("奖励倍数", "wage_multiple")
    standard = wage * multiple.ratio
    working.step("每人每年奖励标准", f"{shown(wage)} × {multiple.shown}", in_yuan(standard), by=multiple)
    return standard


def _share_of_annualised_minimum_wage(working: Working, wage: int) -> Fraction:
    share = working.uses("奖励比例", "annual_wage_share")
    standard = wage * 12 * share.ratio
    working.step("每人每年奖励标准", f"{shown(wage)} × 12 个月 × {share.shown}", in_yuan(standard), by=share)
    return standard


_WAGE_YEARS: Final = {
    "placement_year": ("安排残疾人就业的当年", 0),
    "year_before_placement": ("安排残疾人就业的上一年", -1),
}
_FAMILIES: Final[dict[str, tuple[str, Callable[[Working, int], Fraction]]]] = {
    "multiple_of_monthly_minimum_wage": ("月最低工资标准的若干倍", _multiple_of_monthly_minimum_wage),
    "share_of_annualised_minimum_wage": ("月最低工资标准 × 12 的一定比例", _share_of_annualised_minimum_wage),
}


def claims(facts: OverQuotaRewardFacts, subject: str) -> tuple[Claim, ...]:
    """The employer-year once, and every counted person-month once in a book; not where a certification holds them."""
    employer_year = Claim(kind="cost", subject=subject, item=CODE, period=str(facts.year))
    if facts.rests_on_certification:
        return (employer_year,)
    counted = tuple(
        Claim(kind="count", subject=person, item=COUNTED, period=str(month))
        for person, month in person_months(facts.placements, facts.year)
    )
    return (employer_year, *counted)


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="超比例安排残疾人就业奖励",
    name_en="Over-quota reward",
    beneficiary="employer",
    facts=OverQuotaRewardFacts,
    decide=decide,
    law_day=law_day,
    last_day=law_day,
    claims=claims,
    rules=("P1-054", "P2-016", "P3-009", "P4-049", "P5-016", "P5-018"),
)
