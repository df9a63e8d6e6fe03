"""Premises-lease subsidy, as its feature says."""

import pytest
from pytest_bdd import given, parsers, scenarios

from domain.calendar import Month, month_range
from domain.money import fen_from_yuan
from domain.programs.lease_subsidy import PROGRAMME
from tests.steps import programme_steps
from tests.steps.programme_steps import Case, Table

globals().update(programme_steps.STEPS)
scenarios("lease_subsidy.feature")


@pytest.fixture
def case() -> Case:
    return Case(
        PROGRAMME,
        facts={
            "lease_begins_on": "2022-01-01",
            "lease_ends_on": "2026-12-31",
            "months": [],
            "certificate_valid": True,
            "still_running": True,
            "own_premises": False,
            "related_landlord": False,
        },
        labels={
            "第 1 年每月上限": "monthly_cap.year_1",
            "第 2 年每月上限": "monthly_cap.year_2",
            "第 3 年每月上限": "monthly_cap.year_3",
            "租金补贴比例": "rent_share",
            "金额取整规则": "rounding",
            "补贴年限": "years_at_most",
            "拨付周期": "instalment_period",
        },
    )


def month(text: str) -> dict[str, int]:
    """The month as an application states it."""
    parsed = Month.parse(text)
    return {"year": parsed.year, "month": parsed.month}


def claim(case: Case, first: str, last: str, rent: str) -> None:
    """Add every month from the first to the last with the rent paid."""
    months = month_range(Month.parse(first), Month.parse(last))
    case.facts["months"] += [{"month": month(str(each)), "rent_paid": fen_from_yuan(rent)} for each in months]


@given(parsers.parse("租赁合同自 {begins} 起至 {ends} 止"))
def lease(case: Case, begins: str, ends: str) -> None:
    case.facts |= {"lease_begins_on": begins, "lease_ends_on": ends}


@given(parsers.parse("{text} 实付租金 {rent} 元"))
def rent_of_month(case: Case, text: str, rent: str) -> None:
    claim(case, text, text, rent)


@given(parsers.parse("{first} 至 {last} 每月实付租金 {rent} 元"))
def rent_of_months(case: Case, first: str, last: str, rent: str) -> None:
    claim(case, first, last, rent)


@given("各月实付租金")
def rents(case: Case, datatable: Table) -> None:
    for text, rent in programme_steps.texts_of(datatable):
        claim(case, text, text, rent)


@given(parsers.parse("首次补贴月份是 {text}"))
def first_subsidised(case: Case, text: str) -> None:
    case.facts["first_subsidised"] = month(text)


@given("申请时申请人甲的残疾人证无效")
def certificate_not_valid(case: Case) -> None:
    case.facts["certificate_valid"] = False


@given("该企业已经停止经营")
def stopped(case: Case) -> None:
    case.facts["still_running"] = False


@given("经营场地是申请人甲自有的")
def own_premises(case: Case) -> None:
    case.facts["own_premises"] = True


@given("出租方是申请人甲的关联方")
def related_landlord(case: Case) -> None:
    case.facts["related_landlord"] = True


@given(parsers.parse("员工制「{employs}」,参加社会保险「{insures}」,达到基地标准「{meets}」"))
def base(case: Case, employs: str, insures: str, meets: str) -> None:
    case.facts |= {
        "employs_directly": employs == "是",
        "insures_employees": insures == "是",
        "meets_base_standard": meets == "是",
    }
