"""Utilities at residential tariff 用电用水用气用热按民用标准: bodies that persons with disabilities have founded."""

from datetime import date
from typing import Final, Literal

import msgspec

from domain.calendar import Month
from domain.errors import Refusal
from domain.money import shown
from domain.names import zh
from domain.programs.base import Claim, Facts
from domain.reliefs.base import Relief, by_month, whole_months
from domain.reliefs.charges import Fen, NoChargeStated
from domain.statutes.book import Law, Provision
from domain.working import Decision, Working

CODE: Final = "utilities_residential_tariff"
FORMULA: Final = "utilities_residential_tariff/2022"

Utility = Literal["electricity", "water", "gas", "heat"]


class ResidentialAboveCharged(Refusal):
    """{month} 的「{utility}」按民用标准应收 {residential},高于按原标准应收的 {charged};请核对账单。

    {utility} of {month} costs {residential} at the residential tariff, more than the {charged} otherwise charged: check
    the bills.
    """


class Bill(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One utility of one month: what it costs at the tariff for businesses and at the residential one (fen)."""

    month: Month
    utility: Utility
    charged: Fen
    residential: Fen


class UtilitiesTariffFacts(Facts, frozen=True, kw_only=True):
    """Who founded the body, how it is registered, and the bills of its premises."""

    founded_by_pwd: bool
    public_benefit: bool
    registered_with_civil_affairs: bool
    private_non_enterprise: bool
    premises_of_activity: bool
    bills: tuple[Bill, ...]


def law_day(facts: UtilitiesTariffFacts) -> date:
    """The first day of the earliest month billed."""
    if not facts.bills:
        raise NoChargeStated(field="bills")
    return min(bill.month for bill in facts.bills).first_day


def decide(facts: UtilitiesTariffFacts, law: Law) -> Decision:
    """Every condition of the sentence; then for each bill what the residential tariff saves."""
    working = Working(FORMULA, law, law_day(facts))
    rule = working.uses("按照民用标准收取的费用", "residential_tariff")
    _conditions(working, facts, rule)
    parts = by_month(_saved(working, facts, rule))
    total = sum(part.amount for part in parts)
    working.step("少收金额", "各月合计", shown(total), by=rule)
    return working.decide(total, parts)


def _conditions(working: Working, facts: UtilitiesTariffFacts, rule: Provision) -> None:
    conditions = (
        (facts.founded_by_pwd, "not_founded_by_pwd", "不是残疾人创办的", "no person with disabilities founded it"),
        (facts.public_benefit, "not_public_benefit", "不具有公益性、福利性", "it is not for public benefit"),
        (
            facts.registered_with_civil_affairs,
            "not_registered",
            "没有在民政部门登记",
            "it is not registered with civil affairs",
        ),
        (
            facts.private_non_enterprise,
            "not_private_non_enterprise",
            "不是民办非企业单位",
            "it is no private non-enterprise unit",
        ),
        (facts.premises_of_activity, "not_its_premises", "账单所列地点不是其经营场所", "the premises are not its own"),
    )
    for met, code, words_zh, words_en in conditions:
        if not met:
            working.refuse(code, words_zh, words_en, by=rule)


def _saved(working: Working, facts: UtilitiesTariffFacts, rule: Provision) -> list[tuple[Month, int]]:
    """For each bill the difference; a utility that the rule does not name, or a bill given twice, is refused."""
    saved: list[tuple[Month, int]] = []
    seen: set[tuple[Month, str]] = set()
    for bill in sorted(facts.bills, key=lambda each: (each.month, each.utility)):
        name = f"{bill.month}的「{zh(bill.utility)}」"
        if bill.utility not in rule.table["utilities"]:
            working.refuse("utility_not_covered", f"{name}不在范围内", f"{bill.utility} is not covered", by=rule)
        if (bill.month, bill.utility) in seen:
            working.refuse("bill_given_twice", f"{name}重复申报", f"{bill.utility} of {bill.month} twice", by=rule)
        seen.add((bill.month, bill.utility))
        saved.append((bill.month, _difference(working, bill, rule)))
    return saved


def _difference(working: Working, bill: Bill, rule: Provision) -> int:
    if bill.residential > bill.charged:
        raise ResidentialAboveCharged(
            field="bills",
            rule=rule.authority,
            month=bill.month,
            utility=bill.utility,
            residential=shown(bill.residential),
            charged=shown(bill.charged),
        )
    less = bill.charged - bill.residential
    expression = f"原标准 {shown(bill.charged)} - 民用标准 {shown(bill.residential)}"
    working.step(f"{bill.month} {zh(bill.utility)}少收", expression, shown(less), by=rule)
    return less


def claims(facts: UtilitiesTariffFacts, subject: str) -> tuple[Claim, ...]:
    """Each utility of each month once."""
    items = sorted({(bill.utility, bill.month) for bill in facts.bills})
    return tuple(Claim(kind="cost", subject=subject, item=item, period=str(month)) for item, month in items)


RELIEF: Final = Relief(
    code=CODE,
    name_zh="用电、用水、用气、用热按民用标准收费",
    name_en="Utilities at residential tariff",
    kind="fee",
    beneficiary="employer",
    facts=UtilitiesTariffFacts,
    decide=decide,
    law_day=law_day,
    claims=lambda facts, subject, _: claims(facts, subject),
    period=lambda facts: whole_months(bill.month for bill in facts.bills),
    rules=("P3-023",),
)
