"""Income disregard 收入不计入: what somebody of a dibao household earns is not counted, in full and then tapering."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

import msgspec

from domain.calendar import EndsBeforeItBegins, Month, month_range, months_between
from domain.errors import Refusal
from domain.money import Rounding, round_fen, shown
from domain.programs.base import Claim, Facts
from domain.reliefs.base import Relief, by_month, whole_months
from domain.reliefs.charges import Fen, NoChargeStated
from domain.reliefs.monthly import MonthlyLaw
from domain.statutes.book import Law, Provision
from domain.working import Decision, Working

CODE: Final = "income_disregard"
FORMULA: Final = "income_disregard/2022"
ITEM: Final = "employment_income"


class InterruptionRuleNotKnown(Refusal):
    """期限计算规则「{rule_name}」无法执行;可用:{known}。

    The rule of interruption "{rule_name}" cannot be carried out; known: {known}.
    """


class NeverEmployed(Refusal):
    """没有申报就业起止日,无法确定期限。

    No employment was stated, so there is no period.
    """


class Employment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One job, from its first to its last day; None while it lasts."""

    begins_on: date
    ends_on: date | None = None


class EarnedMonth(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The income of the person's own employment in one month (fen)."""

    month: Month
    income: Fen


class IncomeDisregardFacts(Facts, frozen=True, kw_only=True):
    """The household, every job since the first one that counts, and the income of the months in question."""

    in_dibao_household: bool
    certificate_valid: bool
    qualifies_for_taper: bool = False
    employments: tuple[Employment, ...]
    months: tuple[EarnedMonth, ...]


def law_day(facts: IncomeDisregardFacts) -> date:
    """The first day of the earliest month in question."""
    if not facts.months:
        raise NoChargeStated(field="months")
    return min(each.month for each in facts.months).first_day


def decide(facts: IncomeDisregardFacts, law: Law) -> Decision:
    """The household, then month by month: the month of the period and how much of the income is not counted."""
    working = Working(FORMULA, law, law_day(facts))
    household = working.uses("低保家庭残疾人初次就业、再就业", "dibao_household_required")
    if household.flag and not facts.in_dibao_household:
        working.refuse("not_dibao", "不是低保家庭成员", "not of a minimum-living-allowance household", by=household)
    if not facts.certificate_valid:
        working.refuse("certificate_not_valid", "残疾人证无效", "the certificate is not valid", by=household)
    counted = _clock(working, facts)
    parts = by_month(_disregarded(working, facts, counted, household))
    total = sum(part.amount for part in parts)
    working.step("不计入金额", "各月合计", shown(total))
    return working.decide(total, parts)


def _clock(working: Working, facts: IncomeDisregardFacts) -> Callable[[Month], int]:
    """Which month of the period a month is, counted from 1, by the place's rule on interruptions."""
    spells = _spells(facts.employments)
    rule = working.uses("失业、再就业时期限的计算", "interruption")
    if rule.text not in _CLOCKS:
        raise InterruptionRuleNotKnown(field=rule.key, rule_name=rule.text, known="、".join(_CLOCKS))
    clock = _CLOCKS[rule.text]
    return lambda month: clock(spells, month)


def _spells(employments: Iterable[Employment]) -> tuple[Employment, ...]:
    known = tuple(sorted(employments, key=lambda each: each.begins_on))
    if not known:
        raise NeverEmployed(field="employments")
    for each in known:
        if each.ends_on is not None and each.ends_on < each.begins_on:
            raise EndsBeforeItBegins(field="employments", first=each.begins_on, last=each.ends_on)
    return known


def _employed(spells: tuple[Employment, ...], month: Month) -> bool:
    return any(
        each.begins_on <= month.last_day and (each.ends_on is None or each.ends_on >= month.first_day)
        for each in spells
    )


def _runs_on(spells: tuple[Employment, ...], month: Month) -> int:
    return months_between(Month.of(spells[0].begins_on), month) + 1


def _stops(spells: tuple[Employment, ...], month: Month) -> int:
    return sum(_employed(spells, each) for each in month_range(Month.of(spells[0].begins_on), month))


def _begins_anew(spells: tuple[Employment, ...], month: Month) -> int:
    begun = [each for each in spells if Month.of(each.begins_on) <= month]
    return months_between(Month.of(begun[-1].begins_on), month) + 1 if begun else 0


_CLOCKS: Final[dict[str, Callable[[tuple[Employment, ...], Month], int]]] = {
    "runs_on": _runs_on,
    "stops_between_jobs": _stops,
    "begins_anew": _begins_anew,
}


def _disregarded(
    working: Working, facts: IncomeDisregardFacts, counted: Callable[[Month], int], household: Provision
) -> list[tuple[Month, int]]:
    """What of each month's income is not counted (fen); refused where nothing is left of the period at all."""
    spells = _spells(facts.employments)
    law = MonthlyLaw(working)
    amounts: list[tuple[Month, int]] = []
    seen: set[Month] = set()
    for each in sorted(facts.months, key=lambda known: known.month):
        if each.month in seen:
            working.refuse("month_given_twice", f"{each.month}重复申报", f"{each.month} is stated twice", by=household)
        seen.add(each.month)
        if not _employed(spells, each.month):
            words = f"{each.month}没有就业,不是就业收入"
            working.refuse("month_without_job", words, f"no employment in {each.month}", by=household)
            continue
        amounts.append((each.month, _of_month(working, law, each, counted(each.month), facts)))
    if amounts and not any(amount for _, amount in amounts):
        working.refuse("period_over", "不计入期限已满", "the period of the disregard is over", by=household)
    return amounts


def _of_month(working: Working, law: MonthlyLaw, each: EarnedMonth, number: int, facts: IncomeDisregardFacts) -> int:
    """All of it in the full period, a share in the taper, nothing after it: fen."""
    full = law.at("全额不计入期限", "full_months", each.month)
    label = f"{each.month} 第 {number} 个月不计入"
    if number <= full.count:
        working.step(label, f"就业收入 {shown(each.income)} 全额", shown(each.income), by=full)
        return each.income
    taper = law.at("渐退期", "taper_months", each.month)
    qualified = law.at("渐退期须符合条件", "taper_conditional", each.month)
    if number > full.count + taper.count:
        working.step(label, f"{full.shown}和渐退期 {taper.shown}均已满", shown(0), by=taper)
        return 0
    if qualified.flag and not facts.qualifies_for_taper:
        working.step(label, "渐退期内,但不符合渐退条件", shown(0), by=qualified)
        return 0
    share = law.at("渐退期内不计入的比例", "taper_share", each.month)
    rounding = Rounding(law.at("金额取整规则", "rounding", each.month).text)
    amount = min(round_fen(each.income * share.ratio, rounding), each.income)
    working.step(label, f"渐退期:就业收入 {shown(each.income)} × {share.shown}", shown(amount), by=share)
    return amount


def claims(facts: IncomeDisregardFacts, subject: str) -> tuple[Claim, ...]:
    """The person's one period for good, so that no second one begins beside it, and the income of each month."""
    months = sorted({each.month for each in facts.months})
    return (
        Claim(kind="lock", subject=subject, item=CODE, period="once"),
        *(Claim(kind="cost", subject=subject, item=ITEM, period=str(month)) for month in months),
    )


def anchor(facts: IncomeDisregardFacts) -> str:
    """The day of the first employment: a renewal may add jobs, never move the beginning."""
    return str(_spells(facts.employments)[0].begins_on)


RELIEF: Final = Relief(
    code=CODE,
    name_zh="低保家庭残疾人就业收入不计入",
    name_en="Income disregard for minimum-living-allowance households",
    kind="income",
    beneficiary="person",
    facts=IncomeDisregardFacts,
    decide=decide,
    law_day=law_day,
    claims=lambda facts, subject, _: claims(facts, subject),
    period=lambda facts: whole_months(each.month for each in facts.months),
    last_day=lambda facts: max(each.month for each in facts.months).first_day,
    anchor=anchor,
    rules=("P2-033", "P5-027"),
)
