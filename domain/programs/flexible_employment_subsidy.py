"""Flexible-employment subsidy 灵活就业和自主创业补贴: a monthly sum for persons who work on their own account."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final, Literal

import msgspec

from domain.calendar import Month
from domain.errors import Refusal
from domain.money import shown
from domain.programs.base import Claim, Contradiction, Earlier, Facts, Programme
from domain.programs.exclusions import Exclusions, Ground
from domain.programs.monthly_law import MonthlyLaw
from domain.statutes.book import Law, Provision
from domain.working import Decision, Working

CODE: Final = "flexible_employment_subsidy"
FORMULA: Final = "flexible_employment_subsidy/2022"
KINDS: Final = {"self_employment": "自主创业", "flexible": "灵活就业"}
"""The ways of working on one's own account."""

Count = Annotated[int, msgspec.Meta(ge=0)]
Fen = Annotated[int, msgspec.Meta(ge=0)]


class NoMonthOfWork(Refusal):
    """没有申报任何就业月份。

    No month of work was claimed.
    """


class WorkMonthGivenTwice(Refusal):
    """{month} 重复申报。

    {month} was claimed twice.
    """


class OwnWorkMonth(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One month: the income declared (fen), and whether an employer insured the person in it."""

    month: Month
    income: Fen
    employed: bool = False


class FlexibleEmploymentFacts(Facts, frozen=True, kw_only=True):
    """What somebody works at alone, since when it is registered, and the months claimed."""

    kind: Literal["self_employment", "flexible"]
    registered_on: date
    certificate_valid: bool
    of_working_age: bool
    months_already_subsidised: Count
    months: tuple[OwnWorkMonth, ...]


_UNREGISTERED = Ground("not_registered", "当月尚未登记", "the work was not registered yet")
_EMPLOYED = Ground("employed", "当月已由用人单位参保", "insured by an employer in that month")
_NO_INCOME = Ground("no_income", "当月没有申报收入", "no income was declared")
_USED_UP = Ground("term_used_up", "已享受满规定期限", "the full term has been drawn")


def law_day(facts: FlexibleEmploymentFacts) -> date:
    """The first day of the earliest month claimed; the sum is that of each month."""
    check(facts)
    return min(worked.month for worked in facts.months).first_day


def last_day(facts: FlexibleEmploymentFacts) -> date:
    """The first day of the latest month claimed."""
    return max(worked.month for worked in facts.months).first_day


def decide(facts: FlexibleEmploymentFacts, law: Law) -> Decision:
    """Who works at what; then the sum of every month of real work within the term."""
    working = Working(FORMULA, law, law_day(facts))
    _check_person(working, facts)
    exclusions, monthly = Exclusions(working), MonthlyLaw(working)
    payable = _payable(facts, monthly, exclusions)
    sums = [monthly.at("每月补贴标准", f"amount.{facts.kind}", worked.month) for worked in payable]
    amount = sum(each.fen for each in sums)
    if not payable:
        exclusions.refuse()
    listed = ";".join(f"{worked.month} {each.shown}" for worked, each in zip(payable, sums, strict=True))
    working.step("补贴金额", listed or "没有可以补贴的月份", shown(amount))
    return working.decide(amount)


def _check_person(working: Working, facts: FlexibleEmploymentFacts) -> None:
    kinds = working.law.at("kinds", working.law_day)
    working.step("补贴对象", kinds.key, "、".join(KINDS[name] for name in kinds.table["names"]), by=kinds)
    if facts.kind not in kinds.table["names"]:
        working.refuse("kind_not_listed", f"当地没有{KINDS[facts.kind]}补贴", f"no subsidy for {facts.kind}", by=kinds)
    certificate = working.uses("须持有有效残疾人证", "certificate_required")
    if certificate.flag and not facts.certificate_valid:
        working.refuse(
            "certificate_not_valid", "申请时残疾人证无效", "the disability certificate is not valid", by=certificate
        )
    age = working.uses("须在就业年龄段内", "working_age_required")
    if age.flag and not facts.of_working_age:
        working.refuse("not_of_working_age", "申请时不在就业年龄段内", "not of working age", by=age)


def _payable(facts: FlexibleEmploymentFacts, monthly: MonthlyLaw, exclusions: Exclusions) -> list[OwnWorkMonth]:
    payable: list[OwnWorkMonth] = []
    for worked in sorted(facts.months, key=lambda each: each.month):
        used = facts.months_already_subsidised + len(payable)
        if against := _against(facts, worked, used, monthly):
            exclusions.leave_out(str(worked.month), *against)
        else:
            payable.append(worked)
    return payable


def _against(
    facts: FlexibleEmploymentFacts, worked: OwnWorkMonth, used: int, monthly: MonthlyLaw
) -> tuple[Ground, Provision] | None:
    term = monthly.at("补贴期限", f"term_months.{facts.kind}", worked.month)
    if used >= term.count:
        return _USED_UP, term
    if worked.month < Month.of(facts.registered_on):
        return _UNREGISTERED, term
    employed = monthly.at("已由单位参保的月份不补贴", "employed_months_excluded", worked.month)
    if employed.flag and worked.employed:
        return _EMPLOYED, employed
    income = monthly.at("须申报收入", "income_required", worked.month)
    if income.flag and not worked.income:
        return _NO_INCOME, income
    return None


def check(facts: FlexibleEmploymentFacts) -> None:
    """Refuse facts that no law is needed to refuse: no month, twice the same."""
    if not facts.months:
        raise NoMonthOfWork(field="months")
    seen: set[Month] = set()
    for worked in facts.months:
        if worked.month in seen:
            raise WorkMonthGivenTwice(field="months", month=worked.month)
        seen.add(worked.month)


def claims(facts: FlexibleEmploymentFacts, subject: str) -> tuple[Claim, ...]:
    """Each month once for the person, as self-employed or as flexibly employed."""
    check(facts)
    months = sorted(worked.month for worked in facts.months)
    return tuple(Claim(kind="cost", subject=subject, item=CODE, period=str(month)) for month in months)


def history(facts: FlexibleEmploymentFacts, _: str, earlier: tuple[Earlier, ...]) -> Iterator[Contradiction]:
    """The person has not drawn fewer months than the book has granted for the same kind of work."""
    drawn = {each.case: _drawn(each) for each in earlier if each.facts.kind == facts.kind}
    held = sum(drawn.values())
    if facts.months_already_subsidised < held:
        yield Contradiction(
            field="months_already_subsidised",
            stated=f"{facts.months_already_subsidised}",
            held=f"{held}",
            cases=tuple(case for case, months in drawn.items() if months),
        )


def _drawn(earlier: Earlier) -> int:
    working = Working(FORMULA, earlier.law, law_day(earlier.facts))
    return len(_payable(earlier.facts, MonthlyLaw(working), Exclusions(working)))


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="自主创业和灵活就业补贴",
    name_en="Self-employment and flexible-employment subsidy",
    beneficiary="person",
    facts=FlexibleEmploymentFacts,
    decide=decide,
    law_day=law_day,
    last_day=last_day,
    claims=claims,
    history=history,
    rules=("P1-047", "P3-020"),
)
