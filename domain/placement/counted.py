"""Whether a person-month counts for the quota, and as how many: by the law of the month's last day at the place."""

from typing import Final

import msgspec

from domain.calendar import Month
from domain.counting import count_weight
from domain.placement.conditions import check_conditions
from domain.placement.forms import check_form
from domain.placement.state import MonthFacts
from domain.placement.units import counting_unit
from domain.plans.implementer import Implementer
from domain.statutes.book import Law
from domain.working import Decision, Working

CODE: Final = "counting"
"""The name under which the statute book keeps the rules of counting."""

FORMULA: Final = "counting/2015"


class MonthCount(msgspec.Struct, frozen=True, kw_only=True):
    """As how many a person counts for an employer in a month: 0, 1 or 2; `decision` says why, without an amount.

    `in_staff_of` is the unit (credit code) in whose staff head-count the person stands.
    """

    employer: str
    person: str
    month: Month
    weight: int
    in_staff_of: str
    decision: Decision


def count_month(facts: MonthFacts, law: Law) -> MonthCount:
    """Judge one person-month; every ground against it is found, and nothing is counted where there is one."""
    working = Working(FORMULA, law, facts.month.last_day)
    unit = counting_unit(working, facts)
    check_conditions(working, facts, waived=check_form(working, facts))
    weight = _weight(working, facts)
    decision = working.decide(0)
    return MonthCount(
        employer=facts.terms.employer,
        person=facts.terms.person,
        month=facts.month,
        weight=weight if decision.granted else 0,
        in_staff_of=unit.staff,
        decision=decision,
    )


def _weight(working: Working, facts: MonthFacts) -> int:
    """The weight by the certificates that are valid on the month's last day."""
    accepted = working.uses("认可的证件", "certificates_accepted")
    valid = [
        span
        for span in facts.certificates
        if span.status == "valid"
        and span.holds_on(facts.month.last_day)
        and span.grade in accepted.table.get(span.kind, ())
    ]
    if not valid:
        zh, en = f"{facts.month} 没有有效的残疾人证或残疾军人证", f"no certificate was valid in {facts.month}"
        working.refuse("certificate_not_valid", zh, en, by=accepted)
        return 0
    rule = working.law.at("count_weight", working.law_day)
    weight = max(
        count_weight(working.law, working.law_day, disability_grade=span.grade, disability_category=span.category)
        if span.kind == "disability_certificate"
        else count_weight(working.law, working.law_day, soldier_grade=span.grade)
        for span in valid
    )
    held = "、".join(f"{_KINDS[span.kind]} {span.grade} 级" for span in valid)
    working.step("计入人数", held, f"{weight} 人", by=rule)
    return weight


_KINDS: Final = {"disability_certificate": "残疾人证", "disabled_soldier_certificate": "残疾军人证"}

IMPLEMENTERS: Final[tuple[Implementer, ...]] = (
    Implementer(
        kind="rule",
        code="counting",
        name_zh="安排残疾人就业人数的计入",
        name_en="who counts for the quota",
        rules=("P1-046", "P2-009", "P2-011", "P2-017", "P5-007", "P5-012"),
    ),
)
