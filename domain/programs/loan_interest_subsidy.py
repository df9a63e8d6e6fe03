"""Start-up loan interest subsidy 创业担保贷款贴息: the treasury's interest, by the rules of the contract's day."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

import msgspec

from domain.money import Rounding, round_fen, shown
from domain.programs.base import Claim, Contradiction, Earlier, Programme
from domain.programs.loan_conditions import conditions
from domain.programs.loan_facts import InterestPeriod, LoanInterestFacts, check
from domain.programs.loan_regimes import Subsidy, in_bp, mixed, subsidy_of
from domain.programs.terms import years_of_term
from domain.statutes.book import Law, Provision
from domain.working import Decision, Instalment, Working

CODE: Final = "loan_interest_subsidy"
FORMULA: Final = "loan_interest_subsidy/2016"
ITEM: Final = "loan_interest"


def law_day(facts: LoanInterestFacts) -> date:
    """The day the contract was signed: a loan keeps the regime that it was born under."""
    return facts.contract_signed_on


def decide(facts: LoanInterestFacts, law: Law) -> Decision:
    """Who borrowed, how much, at what rate; then each period's subsidised interest, never more than was paid."""
    check(facts)
    working = Working(FORMULA, law, law_day(facts))
    conditions(working, facts)
    parts = _periods(working, facts)
    total = sum(part.amount for part in parts)
    working.step("贴息金额", "各计息期间贴息合计", shown(total))
    return working.decide(total, tuple(part for part in parts if part.amount))


class _Accrual(msgspec.Struct, frozen=True):
    """What every period of one loan is computed with."""

    subsidy: Subsidy
    day_count: Provision
    rounding: Rounding


def _periods(working: Working, facts: LoanInterestFacts) -> list[Instalment]:
    accrual = _Accrual(
        subsidy_of(working, facts),
        working.uses("计息天数基数", "day_count_base"),
        Rounding(working.uses("金额取整规则", "rounding").text),
    )
    counted = _counted(working, facts)
    parts = [Instalment(label=str(period), amount=_period(working, facts, period, accrual)) for period in counted]
    if counted and not any(part.amount for part in parts):
        working.refuse(
            "nothing_to_subsidise", "没有可贴息的利息", "there is no interest to subsidise", by=accrual.subsidy.clause
        )
    return parts


def _counted(working: Working, facts: LoanInterestFacts) -> list[InterestPeriod]:
    """The periods without those that were overdue or extended; refused where that leaves none."""
    overdue = working.uses("逾期不贴息", "overdue_excluded")
    extended = working.uses("展期不贴息", "extended_excluded")
    counted = []
    for period in facts.in_order:
        if period.overdue and overdue.flag:
            working.step(f"{period} 不予贴息", "逾期期间", shown(0), by=overdue)
        elif period.extended and extended.flag:
            working.step(f"{period} 不予贴息", "展期期间", shown(0), by=extended)
        else:
            counted.append(period)
    if not counted:
        clause = overdue if any(period.overdue for period in facts.periods) else extended
        working.refuse(
            "only_excluded_periods", "申报期间均为逾期或展期", "every period is overdue or extended", by=clause
        )
    return counted


def _period(working: Working, facts: LoanInterestFacts, period: InterestPeriod, accrual: _Accrual) -> int:
    """Principal × subsidised rate × days ÷ day-count base, exactly; then rounded, at most the interest paid: fen."""
    exact = Fraction(0)
    for year, days in years_of_term(facts.lent_on, period.first_day, period.last_day):
        rate = accrual.subsidy.rate(year)
        interest = period.principal * rate * days / accrual.day_count.count
        exact += interest
        working.step(
            f"{period} 第 {year} 年",
            f"本金 {shown(period.principal)} × {in_bp(rate)} × {days} 天 ÷ {accrual.day_count.count}",
            f"{mixed(interest)} 分",
            by=accrual.subsidy.clause,
        )
    rounded = round_fen(exact, accrual.rounding)
    amount = min(rounded, period.interest_paid)
    working.step(f"{period} 贴息", f"min({shown(rounded)}, 实付利息 {shown(period.interest_paid)})", shown(amount))
    return amount


def claims(facts: LoanInterestFacts, subject: str) -> tuple[Claim, ...]:
    """The borrower's interest cost of every day: whatever periods the bank settles by, no day is subsidised twice."""
    check(facts)
    days = {day for period in facts.periods for day in _days(period)}
    return tuple(Claim(kind="cost", subject=subject, item=ITEM, period=str(day)) for day in sorted(days))


def _days(period: InterestPeriod) -> Iterator[date]:
    return (period.first_day + timedelta(days=n) for n in range((period.last_day - period.first_day).days + 1))


def history(facts: LoanInterestFacts, _: str, earlier: tuple[Earlier, ...]) -> Iterator[Contradiction]:
    """No fewer other loans were subsidised than the book knows of the borrower; one loan may have many cases."""
    others = {_loan(each.facts): each.case for each in earlier if _loan(each.facts) != _loan(facts)}
    if facts.earlier_loans < len(others):
        yield Contradiction(
            field="earlier_loans",
            stated=str(facts.earlier_loans),
            held=str(len(others)),
            cases=tuple(others.values()),
        )


def _loan(facts: LoanInterestFacts) -> tuple[date, date, int]:
    """What tells one loan from another: the day it was signed, the day it was paid out, its sum."""
    return facts.contract_signed_on, facts.lent_on, facts.loan


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="创业担保贷款贴息",
    name_en="Start-up loan interest subsidy",
    beneficiary="person",
    facts=LoanInterestFacts,
    decide=decide,
    law_day=law_day,
    last_day=lambda facts: max(period.last_day for period in facts.periods),
    claims=claims,
    history=history,
    rules=("P2-022", "P3-021", "P3-028", "P5-019"),
)
