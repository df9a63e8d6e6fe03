"""Premises-lease subsidy 场地租赁补贴: the rent really paid, up to a cap that falls by the year, for a limited term."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Annotated, Final

import msgspec

from domain.calendar import Month, months_between
from domain.errors import Refusal
from domain.money import Rounding, round_fen, shown
from domain.programs.base import Claim, Contradiction, Earlier, Programme
from domain.programs.base_standard import BaseFacts, check_base_where_required
from domain.programs.monthly_law import MonthlyLaw
from domain.statutes.book import Law
from domain.working import Decision, Instalment, Working

CODE: Final = "lease_subsidy"
FORMULA: Final = "lease_subsidy/2022"
ITEM: Final = "premises_lease"

Fen = Annotated[int, msgspec.Meta(ge=0)]


class NoMonthClaimed(Refusal):
    """没有申报任何租赁月份。

    No month of rent was claimed.
    """


class UnknownInstalmentPeriod(Refusal):
    """未知的拨付周期「{period}」;可用:{known}。

    Unknown period of payment "{period}"; known: {known}.
    """


class RentMonth(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The rent (fen) that was really paid for one month."""

    month: Month
    rent_paid: Fen


class LeaseSubsidyFacts(BaseFacts, frozen=True, kw_only=True):
    """The lease and the rent paid. `first_subsidised` is the first month ever paid for, None at the first application.

    Only some places ask whether the applicant runs a base.
    """

    lease_begins_on: date
    lease_ends_on: date
    months: tuple[RentMonth, ...]
    first_subsidised: Month | None = None
    certificate_valid: bool
    still_running: bool
    own_premises: bool
    related_landlord: bool


class _Payable(msgspec.Struct, frozen=True):
    """What one month is paid: fen."""

    month: Month
    amount: int


def law_day(facts: LeaseSubsidyFacts) -> date:
    """The first day of the earliest month claimed; caps and shares are those of each month itself."""
    if not facts.months:
        raise NoMonthClaimed(field="months")
    return min(paid.month for paid in facts.months).first_day


def decide(facts: LeaseSubsidyFacts, law: Law) -> Decision:
    """Who may apply, for which premises and months; then month by month the smaller of rent and cap."""
    working = Working(FORMULA, law, law_day(facts))
    _applicant(working, facts)
    check_base_where_required(working, facts)
    _premises(working, facts)
    _claimed_months(working, facts)
    payable = _payable(working, facts)
    total = sum(each.amount for each in payable)
    working.step("补贴金额", "各月补贴合计", shown(total))
    return working.decide(total, _instalments(working, payable))


def _applicant(working: Working, facts: LeaseSubsidyFacts) -> None:
    certificate = working.uses("须持有有效残疾人证", "certificate_required")
    if certificate.flag and not facts.certificate_valid:
        working.refuse(
            "certificate_not_valid", "申请时残疾人证无效", "the disability certificate is not valid", by=certificate
        )
    running = working.uses("须正常经营", "running_required")
    if running.flag and not facts.still_running:
        working.refuse("not_running", "申请时已停止经营", "the business does not run any more", by=running)


def _premises(working: Working, facts: LeaseSubsidyFacts) -> None:
    own = working.uses("自有场地不予补贴", "own_premises_excluded")
    if own.flag and facts.own_premises:
        working.refuse("own_premises", "经营场地为自有场地", "the premises are the applicant's own", by=own)
    related = working.uses("出租方为关联方不予补贴", "related_landlord_excluded")
    if related.flag and facts.related_landlord:
        working.refuse("related_landlord", "出租方为关联方", "the landlord is a related party", by=related)


def _claimed_months(working: Working, facts: LeaseSubsidyFacts) -> None:
    """Each month once, and inside the lease: a month that the lease covers in part has its own, smaller rent."""
    rule = working.uses("按月据实补贴", "paid_by_month")
    months = [paid.month for paid in facts.months]
    begins, ends = Month.of(facts.lease_begins_on), Month.of(facts.lease_ends_on)
    for month in sorted(set(months)):
        if months.count(month) > 1:
            working.refuse("month_given_twice", f"{month}重复申报", f"{month} is claimed twice", by=rule)
        if not begins <= month <= ends:
            working.refuse("month_outside_lease", f"{month}不在租赁合同期内", f"no lease in {month}", by=rule)
        if facts.first_subsidised and month < facts.first_subsidised:
            working.refuse(
                "month_before_first",
                f"{month}早于首次补贴月份{facts.first_subsidised}",
                f"{month} lies before the first subsidised month {facts.first_subsidised}",
                by=rule,
            )


def _payable(working: Working, facts: LeaseSubsidyFacts) -> list[_Payable]:
    """The months of the term with what is paid for each; refused where nothing is left to pay."""
    term = working.uses("补贴年限", "years_at_most")
    first = _first(facts)
    law = MonthlyLaw(working)
    payable = []
    for paid in sorted(facts.months, key=lambda each: each.month):
        year = max(months_between(first, paid.month), 0) // 12 + 1
        if year > term.count:
            working.step(f"{paid.month} 不予补贴", f"自 {first} 起已满 {term.shown}", shown(0), by=term)
        else:
            payable.append(_Payable(paid.month, _month(working, law, paid, year)))
    if not payable:
        working.refuse("term_used_up", f"补贴年限已满{term.count}年", f"{term.count} years are used up", by=term)
    elif not any(each.amount for each in payable):
        working.refuse("no_rent_paid", "没有实际支付租金", "no rent was paid", by=term)
    return payable


def _month(working: Working, law: MonthlyLaw, paid: RentMonth, year: int) -> int:
    """min(share of the rent, rounded; the rent; the cap of that year of the term), by the law of the month: fen."""
    cap = law.at(f"第 {year} 年每月上限", f"monthly_cap.year_{year}", paid.month)
    share = law.at("租金补贴比例", "rent_share", paid.month)
    rounding = Rounding(law.at("金额取整规则", "rounding", paid.month).text)
    amount = min(round_fen(paid.rent_paid * share.ratio, rounding), paid.rent_paid, cap.fen)
    working.step(
        f"{paid.month} 补贴",
        f"min(实付租金 {shown(paid.rent_paid)} × {share.shown}, 第 {year} 年上限 {shown(cap.fen)})",
        shown(amount),
        by=cap,
    )
    return amount


def _instalments(working: Working, payable: list[_Payable]) -> tuple[Instalment, ...]:
    """By calendar quarter or all at once, as the place pays."""
    period = working.uses("拨付周期", "instalment_period")
    if period.text not in _PERIODS:
        raise UnknownInstalmentPeriod(
            field=period.key, rule=period.authority, period=period.text, known="、".join(_PERIODS)
        )
    return tuple(part for part in _PERIODS[period.text](payable) if part.amount)


def _by_quarter(payable: list[_Payable]) -> Iterator[Instalment]:
    for label, months in groupby(payable, key=lambda each: _quarter(each.month)):
        yield Instalment(label=label, amount=sum(each.amount for each in months))


def _at_once(payable: list[_Payable]) -> Iterator[Instalment]:
    if payable:
        label = f"{payable[0].month} 至 {payable[-1].month}"
        yield Instalment(label=label, amount=sum(each.amount for each in payable))


def _quarter(month: Month) -> str:
    return f"{month.year}年第{(month.month + 2) // 3}季度"


_PERIODS: Final = {"按季": _by_quarter, "一次": _at_once}


def claims(facts: LeaseSubsidyFacts, subject: str) -> tuple[Claim, ...]:
    """The lease cost of each month claimed, once for the applicant."""
    months = sorted({paid.month for paid in facts.months})
    return tuple(Claim(kind="cost", subject=subject, item=ITEM, period=str(month)) for month in months)


def history(facts: LeaseSubsidyFacts, _: str, earlier: tuple[Earlier, ...]) -> Iterator[Contradiction]:
    """The term begins no later than the first month that the book has paid the applicant for."""
    begun = {each.case: _first(each.facts) for each in earlier}
    held = min(begun.values(), default=None)
    if held is not None and held < _first(facts):
        stated = str(facts.first_subsidised or "-")
        cases = tuple(case for case, first in begun.items() if first == held)
        yield Contradiction(field="first_subsidised", stated=stated, held=str(held), cases=cases)


def _first(facts: LeaseSubsidyFacts) -> Month:
    """The month with which the term begins by these facts."""
    return facts.first_subsidised or min(paid.month for paid in facts.months)


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="场地租赁补贴",
    name_en="Premises-lease subsidy",
    beneficiary="person",
    facts=LeaseSubsidyFacts,
    decide=decide,
    law_day=law_day,
    last_day=lambda facts: max(paid.month for paid in facts.months).first_day,
    claims=claims,
    history=history,
    rules=("P2-022", "P3-021", "P5-019"),
)
