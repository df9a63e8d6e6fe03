"""The conditions of the VAT refund: persons, contracts, insurance and wages of each month; credit and revenue."""

from fractions import Fraction

import msgspec

from domain.calendar import Month
from domain.counting import shown_fraction
from domain.money import shown
from domain.reliefs.placement_ratio import Count, shortfalls
from domain.statutes.book import Provision
from domain.working import Working


class VatMonth(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One month: staff, persons with disabilities, and of how many of them each condition was met.

    `contracts` of a year or more, `insured` in all five insurances in full, `paid` at least the minimum wage through a
    bank.
    """

    month: Month
    staff: Count
    persons: Count
    contracts: Count
    insured: Count
    paid: Count


Failure = tuple[str, str, str, str]
"""A code, the sentence in Chinese and in English, and the clause."""


def revenue_conditions(
    working: Working, *, credit_grade: str, resale_or_commissioned: bool, qualifying: int, total: int
) -> None:
    """Refuse bad tax credit, revenue that mostly does not qualify, and resale or commissioned processing."""
    credit = working.uses("纳税信用等级为下列的不得享受", "excluded_credit_grades")
    if credit_grade in credit.table["grades"]:
        words = f"纳税信用等级为 {credit_grade}"
        working.refuse("tax_credit_excluded", words, f"the tax credit grade is {credit_grade}", by=credit)
    share = working.uses("适用优惠的收入占比不低于", "qualifying_revenue_at_least")
    actual = Fraction(qualifying, total) if total else Fraction(0)
    percent = f"{shown_fraction(actual * 100)}%"
    working.step("适用优惠的收入占比", f"{shown(qualifying)} ÷ {shown(total)}", percent, by=share)
    if actual < share.ratio:
        words = f"适用优惠的收入占比 {percent},低于 {share.shown}"
        working.refuse("qualifying_revenue_too_low", words, f"only {percent} of the revenue qualifies", by=share)
    resale = working.uses("直接销售外购货物、委托加工的不得享受", "resale_excluded")
    if resale.flag and resale_or_commissioned:
        words = "系直接销售外购货物或委托加工的货物"
        working.refuse("resale_or_commissioned", words, "the goods are resold or made on commission", by=resale)


class PersonRules(msgspec.Struct, frozen=True):
    """What must be so of every person with disabilities, each with its provision."""

    contract: Provision
    insurance: Provision
    wage: Provision


def person_rules(working: Working) -> PersonRules:
    """Look the conditions up, with a step for each."""
    return PersonRules(
        working.uses("劳动合同或服务协议期限不少于", "contract_months_at_least"),
        working.uses("按月足额缴纳的社会保险", "insurances"),
        working.uses("通过银行等金融机构按月支付最低工资以上的工资", "wage_through_bank"),
    )


def failures(each: VatMonth, least: tuple[Provision, Provision], rules: PersonRules) -> list[Failure]:
    """What a month fails; every person must meet every condition."""
    missed = shortfalls(Fraction(each.staff), Fraction(each.persons), least, f"{each.month}")
    found: list[Failure] = [(code, zh, en, rule.authority) for code, zh, en, rule in missed]
    for code, met, rule, zh, en in _per_person(each, rules):
        if met < each.persons:
            short = each.persons - met
            found.append(
                (code, f"{each.month}有 {short} 人{zh}", f"{each.month}: {short} persons {en}", rule.authority)
            )
    return found


def _per_person(each: VatMonth, rules: PersonRules) -> tuple[tuple[str, int, Provision, str, str], ...]:
    return (
        ("no_contract", each.contracts, rules.contract, "未签订一年以上劳动合同", "have no contract of a year"),
        ("not_insured", each.insured, rules.insurance, "未足额缴纳五项社会保险", "are not insured in full"),
        ("not_paid_by_bank", each.paid, rules.wage, "未经银行支付最低工资以上的工资", "are not paid by bank in full"),
    )
