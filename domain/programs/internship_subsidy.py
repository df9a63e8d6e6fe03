"""Internship subsidy 就业见习补贴: a share of the minimum wage of each month served, and the interns' insurance."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from domain.money import shown
from domain.programs.base import Claim, Contradiction, Earlier, Programme
from domain.programs.internship_facts import Intern, InternshipFacts, check
from domain.programs.internship_rates import MonthlyStandards
from domain.programs.terms import months_after
from domain.statutes.book import Law, Provision
from domain.working import Decision, Working

CODE: Final = "internship_subsidy"
FORMULA: Final = "internship_subsidy/2022"
ITEM: Final = "internship"
INSURANCE: Final = "internship_insurance"
ONCE: Final = "once"


def law_day(facts: InternshipFacts) -> date:
    """The first day on which an internship begins; the minimum wage is that of each month itself."""
    check(facts)
    return facts.begins.first_day


def decide(facts: InternshipFacts, law: Law) -> Decision:
    """Who may be an intern; then the months of each within the term, and the insurance up to its cap."""
    working = Working(FORMULA, law, law_day(facts))
    _people(working, facts)
    share = working.uses("见习补贴比例(按月最低工资标准)", "wage_share")
    standards = MonthlyStandards(working, share)
    allowances = {intern.person: _months(working, intern, standards, share) for intern in facts.interns}
    allowance = sum(allowances.values())
    insurance = _insurance(working, tuple(intern for intern in facts.interns if allowances[intern.person]))
    if not allowance:
        term = working.uses("见习补贴期限", "months_at_most")
        working.refuse("term_used_up", f"补贴期限已满{term.shown}", f"{term.count} months are used up", by=term)
    total = allowance + insurance
    working.step("补贴金额", f"见习补贴 {shown(allowance)} + 保险补贴 {shown(insurance)}", shown(total))
    return working.decide(total)


def _people(working: Working, facts: InternshipFacts) -> None:
    """Graduates who left school not long ago, and young persons of certain ages; all without work before."""
    within = working.uses("高校毕业生离校期限", "graduate_within_months")
    ages = working.law.find("youth_ages", working.law_day)
    if ages is not None:
        working.step("失业青年年龄", ages.key, f"{ages.table['from']} 至 {ages.table['to']} 周岁", by=ages)
    for intern in facts.interns:
        if not (_graduate(intern, within) or _young(intern, ages)):
            working.refuse(
                "not_of_target_group",
                f"{intern.person} 不属于见习对象",
                f"{intern.person} belongs to no group that internships are subsidised for",
                by=within,
            )
    unemployed = working.uses("限未就业人员", "unemployed_only")
    for intern in facts.interns:
        if unemployed.flag and not intern.unemployed_before:
            working.refuse(
                "employed_before",
                f"{intern.person} 见习前已就业",
                f"{intern.person} was employed before the internship",
                by=unemployed,
            )


def _graduate(intern: Intern, within: Provision) -> bool:
    if intern.left_school_on is None:
        return False
    return intern.left_school_on <= intern.begins.last_day and (
        intern.begins.first_day <= months_after(intern.left_school_on, within.count)
    )


def _young(intern: Intern, ages: Provision | None) -> bool:
    return ages is not None and int(ages.table["from"]) <= intern.age <= int(ages.table["to"])


def _months(working: Working, intern: Intern, standards: MonthlyStandards, share: Provision) -> int:
    """The subsidy (fen) of one intern; months beyond the term are named and not paid."""
    term = working.law.at("months_at_most", working.law_day)
    left = max(term.count - intern.months_already_subsidised, 0)
    months = sorted(intern.months)
    amount = sum(standards.of(month) for month in months[:left])
    if months[:left]:
        expression = f"{months[0]} 至 {months[:left][-1]} 共 {len(months[:left])} 个月"
        working.step(f"{intern.person} 见习补贴", expression, shown(amount), by=share)
    if months[left:]:
        beyond = "、".join(map(str, months[left:]))
        working.step(f"{intern.person} 不予补贴的月份", f"{beyond}:已满 {term.shown}", shown(0), by=term)
    return amount


def _insurance(working: Working, interns: tuple[Intern, ...]) -> int:
    """What was paid to insure the interns who are paid for, each up to the cap, where the place gives one: fen."""
    if working.law.find("insurance_cap", working.law_day) is None:
        return 0
    cap = working.uses("人身意外伤害保险补贴上限", "insurance_cap")
    amount = sum(min(intern.insurance_paid, cap.fen) for intern in interns)
    working.step("保险补贴", f"{len(interns)} 人,每人按实付且不超过 {cap.shown}", shown(amount), by=cap)
    return amount


def claims(facts: InternshipFacts, subject: str) -> tuple[Claim, ...]:
    """Every intern's month once and their insurance once, whichever employer applies."""
    check(facts)
    months = (
        Claim(kind="cost", subject=intern.person, item=ITEM, period=str(month))
        for intern in facts.interns
        for month in intern.months
    )
    insured = (
        Claim(kind="cost", subject=intern.person, item=INSURANCE, period=ONCE)
        for intern in facts.interns
        if intern.insurance_paid
    )
    return tuple(sorted((*months, *insured)))


def history(facts: InternshipFacts, _: str, earlier: tuple[Earlier, ...]) -> Iterator[Contradiction]:
    """Nobody has drawn fewer months than the book has granted for that person, whichever employer applied."""
    for index, intern in enumerate(facts.interns):
        drawn = {each.case: _drawn(each, intern.person) for each in earlier}
        held = sum(drawn.values())
        if intern.months_already_subsidised < held:
            yield Contradiction(
                field=f"interns[{index}].months_already_subsidised",
                stated=str(intern.months_already_subsidised),
                held=str(held),
                cases=tuple(case for case, months in drawn.items() if months),
            )


def _drawn(earlier: Earlier, person: str) -> int:
    """How many months a granted case paid for that person."""
    term = earlier.law.at("months_at_most", law_day(earlier.facts))
    return sum(
        min(len(intern.months), max(term.count - intern.months_already_subsidised, 0))
        for intern in earlier.facts.interns
        if intern.person == person
    )


def last_day(facts: InternshipFacts) -> date:
    """The day by which every internship has begun: places grant the whole term once it has."""
    check(facts)
    return max(intern.begins for intern in facts.interns).first_day


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="就业见习补贴",
    name_en="Internship subsidy",
    beneficiary="employer",
    facts=InternshipFacts,
    decide=decide,
    law_day=law_day,
    last_day=last_day,
    claims=claims,
    history=history,
    rules=("P1-028", "P3-036", "P3-039"),
)
