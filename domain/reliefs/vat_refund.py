"""VAT refund 残疾人就业增值税即征即退: per person and month at most a multiple of the county's minimum wage."""

from datetime import date
from typing import Annotated, Final, Literal

import msgspec

from domain.calendar import Month, month_range
from domain.money import Rounding, round_fen, shown
from domain.names import zh
from domain.programs.base import Claim, Facts
from domain.reliefs.base import Relief, by_month
from domain.reliefs.placement_ratio import thresholds
from domain.reliefs.vat_conditions import VatMonth, failures, person_rules, revenue_conditions
from domain.statutes.book import Law, Provision
from domain.statutes.minimum_wage import minimum_wage
from domain.working import Decision, Instalment, Working

CODE: Final = "vat_refund"
FORMULA: Final = "vat_refund/2016"
CHOICE: Final = "employment_vat_policy"
"""The item of the choice between the employment VAT policies: it binds for as many months as the law says."""

Policy = Literal["pwd_employment", "key_groups", "retired_soldiers", "military_dependants"]
CreditGrade = Literal["A", "B", "M", "C", "D"]


class VatRefundFacts(Facts, frozen=True, kw_only=True):
    """Which employment VAT policy was chosen when, and the months for which a refund is asked; money is fen.

    `vat_paid` is what was paid in and may still be given back for these months.
    """

    policy: Policy
    chosen_on: date
    credit_grade: CreditGrade
    blind_massage: bool
    resale_or_commissioned: bool
    qualifying_revenue: Annotated[int, msgspec.Meta(ge=0)]
    total_revenue: Annotated[int, msgspec.Meta(ge=0)]
    vat_paid: Annotated[int, msgspec.Meta(ge=0)]
    months: tuple[VatMonth, ...] = ()


def law_day(facts: VatRefundFacts) -> date:
    """The first day of the earliest month claimed; the day of the choice where only the choice is recorded."""
    return min((each.month.first_day for each in facts.months), default=facts.chosen_on)


def decide(facts: VatRefundFacts, law: Law) -> Decision:
    """The choice that binds, the exclusions, then month by month the conditions and the cap."""
    working = Working(FORMULA, law, law_day(facts))
    if law.holds("applies_national_rule", working.law_day):
        working.uses("当地方案落实国家增值税优惠", "applies_national_rule")
    _choice(working, facts)
    if not facts.months:
        return working.decide(0, ())
    revenue_conditions(
        working,
        credit_grade=facts.credit_grade,
        resale_or_commissioned=facts.resale_or_commissioned,
        qualifying=facts.qualifying_revenue,
        total=facts.total_revenue,
    )
    capped = _caps(working, facts)
    total = sum(part.amount for part in capped)
    parts = _down_to(capped, facts.vat_paid)
    refund = sum(part.amount for part in parts)
    working.step("应退税额", f"min(限额合计 {shown(total)}, 已缴增值税 {shown(facts.vat_paid)})", shown(refund))
    return working.decide(refund, parts)


def _choice(working: Working, facts: VatRefundFacts) -> None:
    """Another policy that was chosen stands against the refund; the months before the choice are not covered."""
    lock = working.uses("选定后不得变更", "lock_months", facts.chosen_on)
    working.step("选定的优惠政策", f"{facts.chosen_on} 起 {lock.shown}内不得变更", zh(facts.policy), by=lock)
    if facts.policy != "pwd_employment" and facts.months:
        working.refuse(
            "other_policy_chosen",
            f"已选择「{zh(facts.policy)}」,不能累加执行",
            f"{facts.policy} was chosen; the policies are not cumulated",
            by=lock,
        )
    for each in facts.months:
        if each.month < Month.of(facts.chosen_on):
            working.refuse(
                "month_before_choice", f"{each.month}早于选定日", f"{each.month} lies before the choice", by=lock
            )


def _caps(working: Working, facts: VatRefundFacts) -> tuple[Instalment, ...]:
    """What each month gives (fen): zero where a condition fails, with the reasons where it fails in every month."""
    multiple = working.uses("每人每月限额为月最低工资标准的", "wage_multiple")
    least = thresholds(working, blind_massage=facts.blind_massage)
    rules = person_rules(working)
    amounts: list[tuple[Month, int]] = []
    failed: list[tuple[str, str, str, str]] = []
    seen: set[Month] = set()
    for each in sorted(facts.months, key=lambda known: known.month):
        if each.month in seen:
            working.refuse("month_given_twice", f"{each.month}重复申报", f"{each.month} is claimed twice", by=multiple)
        seen.add(each.month)
        found = failures(each, least, rules)
        if found:
            failed.extend(found)
            working.step(f"{each.month} 不予退税", ";".join(words for _, words, _, _ in found), shown(0))
            continue
        amounts.append((each.month, _cap(working, each, multiple)))
    if not amounts:
        for code, words_zh, words_en, authority in failed:
            working.refuse(code, words_zh, words_en, by=authority)
    return by_month(amounts)


def _cap(working: Working, each: VatMonth, multiple: Provision) -> int:
    """Persons times the multiple of the county's wage of that month (fen)."""
    wage_class, wage = minimum_wage(working.law, each.month.first_day)
    working.step(f"{each.month} 当地月最低工资标准", f"{wage_class.place} {wage_class.text} 档", wage.shown, by=wage)
    cap = round_fen(each.persons * multiple.ratio * wage.fen, Rounding.FEN_DOWN)
    expression = f"{each.persons} 人 × {multiple.shown} × {shown(wage.fen)}"
    working.step(f"{each.month} 限额", expression, shown(cap), by=multiple)
    return cap


def _down_to(parts: tuple[Instalment, ...], left: int) -> tuple[Instalment, ...]:
    """The parts in order until what was paid in is used up (fen)."""
    kept: list[Instalment] = []
    for part in parts:
        amount = min(part.amount, left)
        left -= amount
        if amount:
            kept.append(Instalment(label=part.label, amount=amount))
    return tuple(kept)


def claims(facts: VatRefundFacts, subject: str, law: Law) -> tuple[Claim, ...]:
    """The choice in every month that it binds or is used in, and the refund of each month claimed."""
    chosen = Month.of(facts.chosen_on)
    claimed = {each.month for each in facts.months}
    bound = claimed.union(month_range(chosen, chosen.plus(law.at("lock_months", facts.chosen_on).count - 1)))
    locks = (Claim(kind="lock", subject=subject, item=CHOICE, period=str(month)) for month in sorted(bound))
    refunds = (Claim(kind="cost", subject=subject, item=CODE, period=str(month)) for month in sorted(claimed))
    return (*locks, *refunds)


RELIEF: Final = Relief(
    code=CODE,
    name_zh="残疾人就业增值税即征即退",
    name_en="VAT refund for employers of persons with disabilities",
    kind="tax",
    beneficiary="employer",
    facts=VatRefundFacts,
    decide=decide,
    law_day=law_day,
    claims=claims,
    period=lambda facts: (facts.chosen_on, None),
    last_day=lambda facts: max((each.month.first_day for each in facts.months), default=facts.chosen_on),
    anchor=lambda facts: f"{facts.policy}@{facts.chosen_on}",
    rules=("P2-016", "P5-016", "P5-017"),
)
