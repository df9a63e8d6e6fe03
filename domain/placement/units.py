"""Which unit counts a person: under labour dispatch one of two, otherwise who signed the contract."""

import msgspec

from domain.placement.state import MonthFacts
from domain.working import Working


class StaffUnit(msgspec.Struct, frozen=True, kw_only=True):
    """The units (credit codes) whose counted persons and whose staff head-count the person belongs to."""

    counted: str
    staff: str


def counting_unit(working: Working, facts: MonthFacts) -> StaffUnit:
    """The one unit that counts the person; refused where the placement is another unit's."""
    unit = _dispatched(working, facts) if facts.terms.dispatch else _employed(working, facts)
    if unit.counted != facts.terms.employer:
        rule = "dispatch_counting" if facts.terms.dispatch else "contract_signer_counts"
        by = working.law.find(rule, working.law_day) or working.law.at("counting_conditions", working.law_day)
        zh = f"该残疾人应计入 {unit.counted},不计入 {facts.terms.employer}"
        en = f"the person counts in {unit.counted}, not in {facts.terms.employer}"
        working.refuse("counted_in_other_unit", zh, en, by=by)
    return unit


def _dispatched(working: Working, facts: MonthFacts) -> StaffUnit:
    """By the wording in force: the agency alone, or one of the two by agreement, with or without the staff."""
    agreed = facts.terms.dispatch
    if agreed is None:
        raise ValueError("no dispatch agreement")
    rule = working.uses("劳务派遣的计入", "dispatch_counting")
    moved = rule.table["by_agreement"] and agreed.counted_by == "user_unit"
    counted = agreed.user_unit if moved else agreed.agency
    staff = counted if rule.table["staff_follows"] else agreed.agency
    working.step("派遣协议", agreed.reference, f"计入 {counted},在职职工人数计入 {staff}", by=rule)
    if agreed.redispatched_to:
        forbidden = working.uses("不得再派遣", "redispatch_forbidden")
        zh = "用工单位不得将被派遣劳动者再派遣到其他用人单位"
        en = "a user unit must not dispatch a dispatched worker on to another employer"
        working.refuse("redispatched", zh, en, by=forbidden)
    return StaffUnit(counted=counted, staff=staff)


def _employed(working: Working, facts: MonthFacts) -> StaffUnit:
    """Where wage and insurance are paid by different units, who signed the contract counts."""
    terms, evidence = facts.terms, facts.evidence
    if terms.contract is None:
        return StaffUnit(counted=terms.employer, staff=terms.employer)
    signer = terms.contract.signed_by
    if evidence.wage_paid_by != evidence.insurance_paid_by:
        key = "contract_signer_counts"
        if working.law.find(key, working.law_day) is not None:
            payers = f"工资由 {evidence.wage_paid_by} 发放,社会保险由 {evidence.insurance_paid_by} 缴纳"
            working.step("非派遣的分别发放和缴纳", payers, f"计入签订合同的 {signer}", by=working.uses("计入单位", key))
    return StaffUnit(counted=signer, staff=signer)
