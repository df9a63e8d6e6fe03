"""Centralised employment 集中就业: the share and the number from which an employer counts as such, and for what."""

from datetime import date
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from domain.counting import shown_fraction
from domain.errors import Refusal
from domain.plans.implementer import Implementer
from domain.quota.status import FORMULA
from domain.statutes.book import Law, Provision
from domain.working import Decision, Working

Purpose = Literal["centralised_threshold", "centralised_reward_threshold"]


class CentralisedRuleNotKnown(Refusal):
    """集中就业门槛的「{name}」取值「{value}」无法执行。

    The threshold's "{name}" is "{value}", which cannot be carried out.
    """


class NoMonths(Refusal):
    """没有填报任何月份的职工人数。

    No month with its staff was given.
    """


class StaffedMonth(NamedTuple):
    """Staff in post and persons with disabilities among them, in a month; persons, not weights."""

    staff: int
    pwd: int


def qualifies(months: tuple[StaffedMonth, ...], purpose: Purpose, on: date, law: Law, *, massage: bool) -> Decision:
    """Whether the employer reaches the threshold: every month, or on the months' average, as the text in force says."""
    if not months or any(month.staff <= 0 or month.pwd < 0 for month in months):
        raise NoMonths(field="months")
    working = Working(FORMULA, law, on)
    rule = working.uses("集中就业门槛", purpose)
    for number, (staff, pwd) in enumerate(_judged(months, rule), start=1):
        _check(working, rule, staff, pwd, number, massage=massage)
    return working.decide(0)


def _judged(months: tuple[StaffedMonth, ...], rule: Provision) -> list[tuple[Fraction, Fraction]]:
    match rule.table["period"]:
        case "monthly":
            return [(Fraction(month.staff), Fraction(month.pwd)) for month in months]
        case "monthly_average":
            number = len(months)
            totals = sum(month.staff for month in months), sum(month.pwd for month in months)
            return [(Fraction(totals[0], number), Fraction(totals[1], number))]
        case other:
            raise CentralisedRuleNotKnown(field=rule.key, name="period", value=other)


def _check(working: Working, rule: Provision, staff: Fraction, pwd: Fraction, number: int, *, massage: bool) -> None:
    ratio, wanted = pwd / staff, Fraction(rule.table["percent"]) / 100
    if rule.table["comparison"] not in ("above", "at_least"):
        raise CentralisedRuleNotKnown(field=rule.key, name="comparison", value=rule.table["comparison"])
    strict = rule.table["comparison"] == "above"
    named = f"第 {number} 期" if rule.table["period"] == "monthly" else "月平均"
    share = f"{shown_fraction(ratio * 100)}%"
    words = f"须{'高于' if strict else '不低于'} {rule.table['percent']}%"
    working.step(f"{named}比例", f"{shown_fraction(pwd)} ÷ {shown_fraction(staff)},{words}", share, by=rule)
    if ratio < wanted or (strict and ratio == wanted):
        working.refuse("ratio", f"{named}比例 {share},{words}", f"a ratio of {share} is too low", by=rule)
    least = rule.table.get("massage_persons" if massage else "persons")
    if least is not None and pwd < least:
        zh = f"{named}残疾人职工 {shown_fraction(pwd)} 人,不足 {least} 人"
        working.refuse("persons", zh, f"{shown_fraction(pwd)} persons where {least} are needed", by=rule)


IMPLEMENTERS: Final[tuple[Implementer, ...]] = (
    Implementer(
        kind="rule",
        code="centralised_threshold",
        name_zh="残疾人集中就业的门槛",
        name_en="thresholds of centralised employment",
        rules=("P3-015",),
    ),
)
