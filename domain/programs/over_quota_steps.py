"""What every formula of the over-quota reward begins with: which employers, which excess, how many paid persons."""

from collections.abc import Callable
from fractions import Fraction
from math import floor
from typing import Final, TypeVar

from domain.counting import counted_average, shown_fraction, staff_average
from domain.errors import Refusal
from domain.programs.over_quota_facts import OverQuotaRewardFacts, RewardYearNotOver, law_day
from domain.statutes.book import Law
from domain.working import Working

_T = TypeVar("_T")


class RewardRuleNotKnown(Refusal):
    """奖励办法的参数「{key}」取值「{value}」无法执行;可用取值:{known}。

    The reward rule cannot be carried out: "{key}" is "{value}"; known are {known}.
    """


def begin(formula: str, facts: OverQuotaRewardFacts, law: Law) -> Working:
    """The working of a year that is over; raises RewardYearNotOver otherwise."""
    if law.known_on <= law_day(facts):
        raise RewardYearNotOver(field="year", year=facts.year)
    return Working(formula, law, law_day(facts))


def check_employer(working: Working, facts: OverQuotaRewardFacts) -> None:
    """Some places leave out whole kinds of employers; where the article names none, nobody is left out."""
    if working.law.find("excluded_employers", working.law_day) is None:
        return
    rule = working.uses("不予奖励的单位类型", "excluded_employers")
    kinds = {
        "fiscally_funded": ("财政供养单位", "fiscally funded units"),
        "centralised": ("集中就业单位", "centralised employers"),
    }
    for kind, (zh, en) in kinds.items():
        if rule.table.get(kind, False) and getattr(facts, kind):
            working.refuse(
                "employer_kind_excluded", f"{zh}不享受超比例奖励", f"{en} are excluded from the reward", by=rule
            )


def excess_of(working: Working, facts: OverQuotaRewardFacts, threshold_key: str = "threshold_ratio") -> Fraction:
    """Counted average minus staff average times the ratio; refused unless the placement ratio is above it."""
    staff = staff_average(facts.staff_by_month)
    counted = counted_average(facts.placements, facts.year)
    working.step("全年平均在职职工人数", "各月人数之和 ÷ 12", f"{shown_fraction(staff)} 人")
    working.step("全年平均安排残疾人数", "每人计入人数 × 计入月数,合计 ÷ 12", f"{shown_fraction(counted)} 人")
    threshold = working.uses("规定比例", threshold_key)
    actual, excess = counted / staff, counted - staff * threshold.ratio
    working.step("实际安排比例", f"{shown_fraction(counted)} ÷ {shown_fraction(staff)}", percent(actual), by=threshold)
    expression = f"{shown_fraction(counted)} - {shown_fraction(staff)} × {threshold.shown}"
    working.step("超比例人数", expression, f"{shown_fraction(excess)} 人", by=threshold)
    if actual <= threshold.ratio:
        working.refuse(
            "ratio_not_exceeded",
            f"安排比例 {percent(actual)},没有高于 {threshold.shown}",
            f"the placement ratio {percent(actual)} is not above {threshold.shown}",
            by=threshold,
        )
    return excess


def paid_persons(working: Working, excess: Fraction) -> Fraction:
    """The excess that is paid for: all of it, or whole persons only, and only from the least excess on."""
    if working.law.find("minimum_excess", working.law_day) is not None:
        least = working.uses("最低超比例人数", "minimum_excess")
        if excess < least.count:
            zh = f"超比例人数 {shown_fraction(excess)} 人,不足 {least.shown}"
            en = f"the excess of {shown_fraction(excess)} persons is below {least.count}"
            working.refuse("excess_below_minimum", zh, en, by=least)
    rule = working.law.at("excess_rounding", working.law_day)
    name, paid = one_of(_EXCESS_ROUNDINGS, "excess_rounding", rule.text)
    persons = max(paid(excess), Fraction(0))
    working.step("计奖人数", name, f"{shown_fraction(persons)} 人", by=rule)
    return persons


_EXCESS_ROUNDINGS: Final[dict[str, tuple[str, Callable[[Fraction], Fraction]]]] = {
    "fraction_kept": ("可以不是整数,按实际小数计", lambda excess: excess),
    "whole_person_down": ("只计整人,不足 1 人的部分不计", lambda excess: Fraction(floor(excess))),
}


def one_of(table: dict[str, _T], key: str, value: str) -> _T:
    """The entry that the place's data names; raises RewardRuleNotKnown for one that is not there."""
    if value not in table:
        raise RewardRuleNotKnown(field=key, key=key, value=value, known=", ".join(table))
    return table[value]


def percent(ratio: Fraction) -> str:
    """A ratio for people."""
    return f"{shown_fraction(ratio * 100)}%"


def in_yuan(fen: Fraction) -> str:
    """An exact, not yet rounded amount for people."""
    return f"{shown_fraction(fen / 100)} 元"
