"""Blind medical-massage clinics 盲人医疗按摩诊所: the qualified ones join the medical-insurance network."""

from datetime import date
from typing import Final

from domain.programs.base import Claim, Facts
from domain.programs.terms import months_after
from domain.reliefs.base import Relief
from domain.reliefs.placement_ratio import Count
from domain.statutes.book import Law
from domain.working import Decision, Working

CODE: Final = "blind_massage_clinic_insurance"
FORMULA: Final = "blind_massage_clinic_insurance/2022"
ITEM: Final = "insurance_designation"


class MassageClinicFacts(Facts, frozen=True, kw_only=True):
    """The clinic on the day of its application."""

    applied_on: date
    practice_licence_valid: bool
    practising_since: date
    blind_practitioners: Count
    qualified_practitioners: Count
    settles_online: bool


def decide(facts: MassageClinicFacts, law: Law) -> Decision:
    """Whether the clinic meets the conditions; no amount."""
    working = Working(FORMULA, law, facts.applied_on)
    rule = working.grants("将符合条件的诊所纳入医保定点", "clinics_designated")
    if not facts.blind_practitioners:
        working.refuse("no_blind_practitioner", "没有盲人医疗按摩人员", "no blind practitioner works there", by=rule)
    licence = working.uses("须取得诊所执业许可或备案", "licence_required")
    if licence.flag and not facts.practice_licence_valid:
        working.refuse("no_licence", "没有有效的执业许可或备案", "there is no valid licence to practise", by=licence)
    qualified = working.uses("须有医疗按摩人员从业资格的人数", "qualified_at_least")
    if facts.qualified_practitioners < qualified.count:
        words = f"有从业资格的 {facts.qualified_practitioners} 人,少于 {qualified.count} 人"
        en = f"{facts.qualified_practitioners} qualified practitioners are fewer than {qualified.count}"
        working.refuse("too_few_qualified", words, en, by=qualified)
    _practice(working, facts)
    online = working.uses("须具备联网结算条件", "online_settlement_required")
    if online.flag and not facts.settles_online:
        working.refuse("no_online_settlement", "不具备联网结算条件", "it cannot settle online", by=online)
    return working.decide(0, ())


def _practice(working: Working, facts: MassageClinicFacts) -> None:
    months = working.uses("须已执业", "practising_months")
    full = months_after(facts.practising_since, months.count)
    working.step("执业期满日", f"{facts.practising_since} 起 {months.shown}", str(full), by=months)
    if facts.applied_on < full:
        words = f"执业未满{months.count}个月"
        working.refuse("practice_too_short", words, f"less than {months.count} months of practice", by=months)


RELIEF: Final = Relief(
    code=CODE,
    name_zh="盲人医疗按摩诊所纳入医保定点",
    name_en="Blind medical-massage clinics in the medical-insurance network",
    kind="eligibility",
    beneficiary="employer",
    facts=MassageClinicFacts,
    decide=decide,
    law_day=lambda facts: facts.applied_on,
    claims=lambda _, subject, __: (Claim(kind="cost", subject=subject, item=ITEM, period="once"),),
    period=lambda facts: (facts.applied_on, None),
    last_day=lambda facts: facts.applied_on,
    rules=("P2-018",),
)
