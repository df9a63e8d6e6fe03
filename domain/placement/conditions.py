"""The conditions of 财税〔2015〕72号 Art. 7: contract, wage, social insurance and employment age."""

from datetime import timedelta

from domain.calendar import WorkerCategory
from domain.money import shown
from domain.names import zh as named
from domain.placement.state import MonthFacts
from domain.placement.terms import LabourContract
from domain.programs.terms import months_after
from domain.statutes.book import Provision
from domain.statutes.minimum_wage import minimum_wage
from domain.working import Working

_DAY = timedelta(days=1)


def check_conditions(working: Working, facts: MonthFacts, *, waived: frozenset[str]) -> None:
    """Refuse what falls short; a condition that the place waives for this form of work is not asked."""
    rule = working.uses("计入条件", "counting_conditions")
    for name, check in (("contract", _contract), ("wage", _wage), ("insurance", _insurance)):
        if name in waived:
            working.step("不要求的条件", name, "本形式不要求")
        else:
            check(working, facts, rule)
    _age(working, facts)


def _contract(working: Working, facts: MonthFacts, rule: Provision) -> None:
    """In the establishment, or under a contract of at least the months that the law asks for."""
    if facts.terms.post == "establishment":
        working.step("用工关系", "编制内岗位", "符合", by=rule)
        return
    contract, month = facts.terms.contract, facts.month
    runs = contract is not None and contract.starts_on <= month.last_day
    if contract is None or not runs or (contract.ends_on is not None and contract.ends_on < month.first_day):
        zh = f"{month} 没有有效的劳动合同或服务协议"
        working.refuse("no_contract", zh, f"no contract was running in {month}", by=rule)
        return
    least = rule.table["contract_months_at_least"]
    if not _lasts(contract, least):
        zh = f"合同期 {contract.starts_on} 至 {contract.ends_on},不满 {least} 个月"
        en = f"the contract from {contract.starts_on} to {contract.ends_on} is shorter than {least} months"
        working.refuse("contract_too_short", zh, en, by=rule)
        return
    span = f"{contract.starts_on} 至 {contract.ends_on or '无固定期限'}"
    working.step("合同期", span, f"满 {least} 个月", by=rule)


def _lasts(contract: LabourContract, months: int) -> bool:
    return contract.ends_on is None or contract.ends_on + _DAY >= months_after(contract.starts_on, months)


def _wage(working: Working, facts: MonthFacts, rule: Provision) -> None:
    """The wage really paid is not below the minimum wage of that place and month."""
    wage_class, least = minimum_wage(working.law, working.law_day)
    working.uses("当地最低工资档次", wage_class.key)
    working.uses("月最低工资标准", least.key)
    paid = facts.evidence.wage
    if paid < least.fen:
        zh = f"{facts.month} 实发工资 {shown(paid)},低于当地月最低工资标准 {shown(least.fen)}"
        en = f"the wage of {facts.month}, {shown(paid)}, is below the monthly minimum wage of {shown(least.fen)}"
        working.refuse("wage_below_minimum", zh, en.replace(" 元", " yuan"), by=rule)
    else:
        working.step("实发工资", f"不低于 {shown(least.fen)}", shown(paid), by=rule)


def _insurance(working: Working, facts: MonthFacts, rule: Provision) -> None:
    """Every insurance that the law names was paid in full."""
    required = working.uses("应缴社会保险", "insurances_required")
    missing = [name for name in required.table["insurances"] if name not in facts.evidence.insurances]
    if missing:
        zh = f"{facts.month} 未足额缴纳{'、'.join(map(named, missing))}"
        en = f"not paid in full in {facts.month}: {', '.join(missing)}"
        working.refuse("insurance_not_in_full", zh, en, by=rule)
    else:
        working.step("社会保险", "各险种足额缴纳", "符合", by=rule)


def _age(working: Working, facts: MonthFacts) -> None:
    """Within employment age: a fixed band of years, or until the statutory retirement age."""
    rule = working.uses("就业年龄段", "employment_age")
    band, evidence = rule.table, facts.evidence
    if evidence.age_in_years < band["from"]:
        zh, en = f"未满 {band['from']} 周岁", f"under {band['from']} years of age"
        working.refuse("below_employment_age", zh, en, by=rule)
    if "male_to" in band:
        last = band["male_to"] if evidence.worker is WorkerCategory.MALE else band["female_to"]
        if evidence.age_in_years > last:
            zh = f"{evidence.age_in_years} 周岁,超过就业年龄段上限 {last} 周岁"
            en = f"{evidence.age_in_years} years old, above the employment age of {last}"
            working.refuse("above_employment_age", zh, en, by=rule)
    elif evidence.reached_retirement:
        zh, en = "已达到法定退休年龄", "the statutory retirement age is reached"
        working.refuse("above_employment_age", zh, en, by=rule)
