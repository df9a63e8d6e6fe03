"""Over-quota reward 超比例奖励: for employers who placed more persons with disabilities than the quota asks."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import floor
from typing import Final, TypeVar

from domain.calendar import Month
from domain.counting import CountedPlacement, counted_average, person_months, shown_fraction, staff_average
from domain.errors import Refusal
from domain.money import Rounding, round_fen, shown
from domain.programs.base import Claim, Facts, Programme
from domain.statutes.book import Law
from domain.statutes.minimum_wage import minimum_wage
from domain.working import Decision, Working

CODE: Final = "over_quota_reward"
FORMULA: Final = "over_quota_reward/2022"
COUNTED: Final = "counted_headcount"
"""The item of the counting claim: one person counts for one employer in a month, whatever the reward."""


_T = TypeVar("_T")


class RewardRuleNotKnown(Refusal):
    """奖励办法的参数「{key}」取值「{value}」无法执行;可用取值:{known}。

    The reward rule cannot be carried out: "{key}" is "{value}"; known are {known}.
    """


class YearNotOver(Refusal):
    """{year} 年尚未结束,不能申请该年度的超比例奖励。

    The year {year} is not over; its over-quota reward cannot be decided yet.
    """


class OverQuotaRewardFacts(Facts, frozen=True, kw_only=True):
    """One employer-year as certified: staff in post by month, and who counts with which weight in which months."""

    year: int
    staff_by_month: tuple[int, ...]
    placements: tuple[CountedPlacement, ...]
    fiscally_funded: bool = False
    centralised: bool = False


def law_day(facts: OverQuotaRewardFacts) -> date:
    """The last day of the placement year: the law of the year in which people worked, not of the year of payment."""
    return date(facts.year, 12, 31)


def decide(facts: OverQuotaRewardFacts, law: Law) -> Decision:
    """Excess head-count times the yearly standard per person; the standard's formula is chosen by the place's data."""
    if law.known_on <= law_day(facts):
        raise YearNotOver(field="year", year=facts.year)
    working = Working(FORMULA, law, law_day(facts))
    staff = staff_average(facts.staff_by_month)
    counted = counted_average(facts.placements, facts.year)
    _check_employer(working, facts)
    excess = _excess(working, staff, counted)
    persons = _paid_persons(working, excess)
    if not (refusal := working.decide(0)).granted:
        return refusal
    standard = _standard(working, facts.year)
    rounding = Rounding(working.uses("金额取整规则", "rounding").text)
    amount = round_fen(persons * standard, rounding)
    working.step("奖励金额", f"{shown_fraction(persons)} 人 × 每人每年 {_yuan(standard)}", shown(amount))
    return working.decide(amount)


def _check_employer(working: Working, facts: OverQuotaRewardFacts) -> None:
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


def _excess(working: Working, staff: Fraction, counted: Fraction) -> Fraction:
    """Counted average minus staff average times the ratio; refused unless the placement ratio is above it."""
    working.step("全年平均在职职工人数", "各月人数之和 ÷ 12", f"{shown_fraction(staff)} 人")
    working.step("全年平均安排残疾人数", "每人计入人数 × 计入月数,合计 ÷ 12", f"{shown_fraction(counted)} 人")
    threshold = working.uses("规定比例", "threshold_ratio")
    actual, excess = counted / staff, counted - staff * threshold.ratio
    working.step("实际安排比例", f"{shown_fraction(counted)} ÷ {shown_fraction(staff)}", _percent(actual), by=threshold)
    expression = f"{shown_fraction(counted)} - {shown_fraction(staff)} × {threshold.shown}"
    working.step("超比例人数", expression, f"{shown_fraction(excess)} 人", by=threshold)
    if actual <= threshold.ratio:
        working.refuse(
            "ratio_not_exceeded",
            f"安排比例 {_percent(actual)},没有高于 {threshold.shown}",
            f"the placement ratio {_percent(actual)} is not above {threshold.shown}",
            by=threshold,
        )
    return excess


def _paid_persons(working: Working, excess: Fraction) -> Fraction:
    """The excess that is paid for: all of it, or whole persons only, and only from the least excess on."""
    if working.law.find("minimum_excess", working.law_day) is not None:
        least = working.uses("最低超比例人数", "minimum_excess")
        if excess < least.count:
            zh = f"超比例人数 {shown_fraction(excess)} 人,不足 {least.shown}"
            en = f"the excess of {shown_fraction(excess)} persons is below {least.count}"
            working.refuse("excess_below_minimum", zh, en, by=least)
    rule = working.law.at("excess_rounding", working.law_day)
    name, paid = _one_of(_EXCESS_ROUNDINGS, "excess_rounding", rule.text)
    persons = max(paid(excess), Fraction(0))
    working.step("计奖人数", name, f"{shown_fraction(persons)} 人", by=rule)
    return persons


def _standard(working: Working, year: int) -> Fraction:
    """The reward for one person and year in fen, by the formula family that the place has chosen."""
    rule = working.law.at("formula", working.law_day)
    name, family = _one_of(_FAMILIES, "formula", rule.text)
    working.step("奖励标准的算法", rule.key, name, by=rule)
    return family(working, _wage(working, year))


def _wage(working: Working, year: int) -> int:
    """The monthly minimum wage (fen) that the article means: of which year, and as it stood on which day of it."""
    which = working.law.at("wage_year", working.law_day)
    name, offset = _one_of(_WAGE_YEARS, "wage_year", which.text)
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
    working.step("每人每年奖励标准", f"{shown(wage)} × {multiple.shown}", _yuan(standard), by=multiple)
    return standard


def _share_of_annualised_minimum_wage(working: Working, wage: int) -> Fraction:
    share = working.uses("奖励比例", "annual_wage_share")
    standard = wage * 12 * share.ratio
    working.step("每人每年奖励标准", f"{shown(wage)} × 12 个月 × {share.shown}", _yuan(standard), by=share)
    return standard


_EXCESS_ROUNDINGS: Final[dict[str, tuple[str, Callable[[Fraction], Fraction]]]] = {
    "fraction_kept": ("可以不是整数,按实际小数计", lambda excess: excess),
    "whole_person_down": ("只计整人,不足 1 人的部分不计", lambda excess: Fraction(floor(excess))),
}
_WAGE_YEARS: Final = {
    "placement_year": ("安排残疾人就业的当年", 0),
    "year_before_placement": ("安排残疾人就业的上一年", -1),
}
_FAMILIES: Final[dict[str, tuple[str, Callable[[Working, int], Fraction]]]] = {
    "multiple_of_monthly_minimum_wage": ("月最低工资标准的若干倍", _multiple_of_monthly_minimum_wage),
    "share_of_annualised_minimum_wage": ("月最低工资标准 × 12 的一定比例", _share_of_annualised_minimum_wage),
}


def _one_of(table: dict[str, _T], key: str, value: str) -> _T:
    if value not in table:
        raise RewardRuleNotKnown(field=key, key=key, value=value, known=", ".join(table))
    return table[value]


def _percent(ratio: Fraction) -> str:
    return f"{shown_fraction(ratio * 100)}%"


def _yuan(fen: Fraction) -> str:
    return f"{shown_fraction(fen / 100)} 元"


def claims(facts: OverQuotaRewardFacts, subject: str) -> tuple[Claim, ...]:
    """The employer-year once, and every counted person-month once in the whole book."""
    counted = tuple(
        Claim(kind="count", subject=person, item=COUNTED, period=str(month))
        for person, month in person_months(facts.placements, facts.year)
    )
    return (Claim(kind="cost", subject=subject, item=CODE, period=str(facts.year)), *counted)


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
)
