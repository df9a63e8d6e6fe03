"""Fee relief of centralised employers 集中就业收费优惠: urban-construction and public-utility fees."""

from datetime import date
from typing import Final

from domain.counting import shown_fraction
from domain.programs.base import Facts
from domain.reliefs import charges
from domain.reliefs.base import Relief
from domain.reliefs.charges import Charge
from domain.reliefs.placement_ratio import StaffMonth, monthly_average, shortfalls, thresholds
from domain.statutes.book import Law
from domain.working import Decision, Working

CODE: Final = "centralised_fee_relief"
FORMULA: Final = "centralised_fee_relief/2022"


class CentralisedFeeFacts(Facts, frozen=True, kw_only=True):
    """Staff by month, whether the body does blind massage and meets the other conditions, and what is charged."""

    blind_massage: bool
    other_conditions_met: bool
    staff_by_month: tuple[StaffMonth, ...]
    charges: tuple[Charge, ...]


def law_day(facts: CentralisedFeeFacts) -> date:
    """The first day of the earliest month that is charged."""
    return charges.first_month(facts.charges)


def decide(facts: CentralisedFeeFacts, law: Law) -> Decision:
    """The monthly average must reach both thresholds; then the share of each fee."""
    working = Working(FORMULA, law, law_day(facts))
    staff, persons = monthly_average(facts.staff_by_month)
    number = len(facts.staff_by_month)
    working.step("月平均在职职工人数", f"各月合计 ÷ {number}", f"{shown_fraction(staff)} 人")
    working.step("月平均安置残疾人数", f"各月合计 ÷ {number}", f"{shown_fraction(persons)} 人")
    least = thresholds(working, blind_massage=facts.blind_massage)
    for code, zh, en, rule in shortfalls(staff, persons, least, "月平均"):
        working.refuse(code, zh, en, by=rule)
    others = working.uses("且符合相关政策规定条件", "other_conditions_required")
    if others.flag and not facts.other_conditions_met:
        working.refuse("other_conditions_not_met", "不符合相关政策规定的其他条件", "other conditions fail", by=others)
    charges.covered(working, facts.charges)
    return charges.decided(working, charges.reduced(working, facts.charges), "减免金额")


RELIEF: Final = Relief(
    code=CODE,
    name_zh="集中就业城市建设与公用事业收费优惠",
    name_en="Urban-construction and utility fee relief of centralised employers",
    kind="fee",
    beneficiary="employer",
    facts=CentralisedFeeFacts,
    decide=decide,
    law_day=law_day,
    claims=lambda facts, subject, _: charges.claims(facts.charges, subject),
    period=lambda facts: charges.period(facts.charges),
    rules=("P3-015",),
)
