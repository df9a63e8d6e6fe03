"""Who plays in the lifecycle features: officers by post, applicants, what they apply for, and how it is called."""

from datetime import date
from typing import Any, get_args

import msgspec

from domain.access.events import Relation
from domain.actor import Actor
from domain.calendar import Month, month_range
from domain.details import Details, EmployerDetails, PersonDetails
from domain.money import yuan
from domain.names import zh
from domain.programs.registry import PROGRAMMES
from domain.statutes.book import StatuteBook
from domain.statutes.loader import load_statutes
from tests.factories import bank_card, disability_certificate, resident_id, uscc

POSTS = {
    "受理人": ("intake", "intake_officer"),
    "第二受理人": ("intake-2", "intake_officer"),
    "初审人": ("first-reviewer", "first_reviewer"),
    "现场核查人": ("site-inspector", "site_inspector"),
    "复审人": ("second-reviewer", "second_reviewer"),
    "审批人": ("approver-1", "approver"),
    "第二审批人": ("approver-2", "approver"),
    "财务支付人": ("finance", "finance_officer"),
    "预算管理人": ("budget", "budget_officer"),
    "复议承办人": ("appeal", "appeal_officer"),
    "残保金征收人": ("levy", "levy_officer"),
    "残保金减免审批人": ("levy-approver", "levy_approver"),
    "个人信息保护专员": ("privacy", "privacy_officer"),
    "公示员": ("publicity", "publicity_officer"),
    "统计员": ("statistics", "statistics_officer"),
    "按比例就业登记人": ("quota", "quota_officer"),
    "职责登记人": ("duties", "duty_officer"),
    "职责监督人": ("duty-supervisor", "duty_supervisor"),
    "数据交换管理人": ("data", "data_officer"),
    "第二数据交换管理人": ("data-2", "data_officer"),
    "疑点分析员": ("analyst", "fraud_analyst"),
    "疑点复核员": ("hold-reviewer", "fraud_reviewer"),
    "账号管理员": ("administrator", "account_administrator"),
    "审计人": ("auditor", "auditor"),
    "第二疑点复核员": ("hold-reviewer-2", "fraud_reviewer"),
    "第二疑点分析员": ("analyst-2", "fraud_analyst"),
}
"""The posts, each with the end of the account's name and the one role it holds."""

EVERY_ROLE = tuple(sorted({role for _, role in POSTS.values()}))
ALL_ROUNDER = "一人多岗的人员"
"""An account that was given every role: what it may not do, it may not do because of what it did before."""

NEWCOMER = "新来的人员"
"""An account that has no role before somebody gives it one."""

ROLES = {zh(role): role for _, role in POSTS.values()}
RELATIONS = {zh(relation): relation for relation in get_args(Relation)}

FUNDS = {
    "残疾人就业保障金": "employment_security_fund",
    "就业补助资金": "employment_subsidy_fund",
    "普惠金融发展专项资金": "inclusive_finance_fund",
}
PROGRAMME_CODES = {known.name_zh: known.code for known in PROGRAMMES.values()}
PLACES = {
    "湖州市": "330500",
    "安吉县": "330523",
    "金华市": "330700",
    "长沙市": "430100",
    "太原市": "140100",
    "夏县": "140828",
    "浙江省": "330000",
    "德清县": "330521",
    "全国": "000000",
    "山西省": "140000",
    "大同市": "140200",
    "湖南省": "430000",
    "芙蓉区": "430102",
    "义乌市": "330782",
}


def officer(post: str, place: str) -> Actor:
    """The account that holds the post at the place."""
    if post == ALL_ROUNDER:
        return Actor(id=f"{place}-all-rounder", roles=EVERY_ROLE, place=place)
    if post == NEWCOMER:
        return Actor(id=f"{place}-newcomer", roles=(), place=place)
    name, role = POSTS[post]
    return Actor(id=f"{place}-{name}", roles=(role,), place=place)


def person(name: str, birth: str, seed: int) -> PersonDetails:
    """A certified person who does not exist."""
    number = resident_id(birth)
    certificate = disability_certificate(number)
    return PersonDetails(
        resident_id=number, name=name, certificate=certificate, account=bank_card(seed), phone=f"1380000000{seed}"
    )


def employer(name: str, seed: int) -> EmployerDetails:
    """An employer that does not exist."""
    return EmployerDetails(uscc=uscc(seed), name=name, account=f"33050000{seed:08d}")


def applicants() -> dict[str, Details]:
    """Everybody who applies, by the name that the features use."""
    return {
        "申请人甲": person("申请人甲", "19800101", 1),
        "申请人乙": person("申请人乙", "19850601", 2),
        "申请人丙": person("申请人丙", "19901001", 3),
        "用人单位甲": employer("用人单位甲", 11),
        "用人单位乙": employer("用人单位乙", 12),
    }


def plain(month: Month) -> dict[str, int]:
    """A month as plain data."""
    return {"year": month.year, "month": month.month}


def startup_facts(applied_on: date, business: int) -> dict[str, Any]:
    """A business that has run for a year before the application; one certified founder."""
    return {
        "applied_on": applied_on.isoformat(),
        "business_uscc": uscc(business),
        "registered_on": "2023-01-10",
        "running_since": "2023-01-10",
        "still_running": True,
        "founders": 1,
        "certificate_valid": True,
        "age_in_years_on_application": 35,
        "reached_retirement": False,
        "grants_received": 0,
    }


def lease_facts(first: Month, last: Month, rent: int) -> dict[str, Any]:
    """A lease over the months claimed, each paid with the same rent (fen)."""
    return {
        "lease_begins_on": first.first_day.isoformat(),
        "lease_ends_on": last.last_day.isoformat(),
        "months": [{"month": plain(month), "rent_paid": rent} for month in month_range(first, last)],
        "certificate_valid": True,
        "still_running": True,
        "own_premises": False,
        "related_landlord": False,
    }


def reward_facts(year: int, person_months: int, holder: str = "p_worker") -> dict[str, Any]:
    """200 staff all year, so 36 person-months are owed; the placements are full years and one rest."""
    full, rest = divmod(person_months, 12)
    months = [plain(month) for month in month_range(Month(year, 1), Month(year, 12))]
    spans = [months] * full + [months[:rest]] * (rest > 0)
    placements = [{"person": f"{holder}_{n}", "weight": 1, "months": span} for n, span in enumerate(spans, start=1)]
    return {"year": year, "staff_by_month": [200] * 12, "placements": placements}


def book_with(
    known: StatuteBook, programme: str, key: str, place: str, valid_from: date, published_on: date, amount: int
) -> StatuteBook:
    """The statute book with a new value (fen) of one provision that is shipped."""
    before = load_statutes(demo=True).at(programme, key, valid_from, place, published_on)
    row = msgspec.structs.replace(before, value=yuan(amount), valid_from=valid_from, published_on=published_on)
    return StatuteBook((*known.provisions, row))
