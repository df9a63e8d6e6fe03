"""One-off start-up grant, as its feature says."""

import pytest
from pytest_bdd import given, parsers, scenarios

from domain.programs.startup_grant import PROGRAMME
from tests.steps import programme_steps
from tests.steps.programme_steps import Case

globals().update(programme_steps.STEPS)
scenarios("startup_grant.feature")


@pytest.fixture
def case() -> Case:
    return Case(
        PROGRAMME,
        facts={
            "applied_on": "2024-03-15",
            "business_uscc": "91330500MA00000001",
            "registered_on": "2023-03-15",
            "running_since": "2023-03-15",
            "still_running": True,
            "founders": 1,
            "certificate_valid": True,
            "age_in_years_on_application": 35,
            "reached_retirement": False,
            "grants_received": 0,
        },
        labels={
            "创业补贴": "amount.single",
            "联合创业补贴": "amount.joint",
            "联合创业人数起点": "joint_founders_from",
            "登记日期不早于": "registered_from",
            "自登记之日起申请期限": "apply_within_months",
            "须已正常经营": "running_months",
        },
    )


@given(parsers.parse("申请人甲创办的企业于 {day} 登记"))
def registered(case: Case, day: str) -> None:
    case.facts["registered_on"] = day


@given(parsers.parse("该企业于 {day} 开始正常经营"))
def running_since(case: Case, day: str) -> None:
    case.facts["running_since"] = day


@given("该企业登记当日开始正常经营")
def runs_since_registration(case: Case) -> None:
    case.facts["running_since"] = case.facts["registered_on"]


@given("该企业已经停止经营")
def stopped(case: Case) -> None:
    case.facts["still_running"] = False


@given(parsers.parse("申请人甲于 {day} 申请"))
def applied(case: Case, day: str) -> None:
    case.facts["applied_on"] = day


@given(parsers.parse("共有 {founders:d} 名持证残疾人共同创办"))
def founders(case: Case, founders: int) -> None:
    case.facts["founders"] = founders


@given(parsers.parse("申请时申请人甲 {age:d} 周岁"))
def age(case: Case, age: int) -> None:
    case.facts["age_in_years_on_application"] = age


@given("申请时申请人甲已达法定退休年龄")
def retired(case: Case) -> None:
    case.facts["reached_retirement"] = True


@given("申请时申请人甲的残疾人证无效")
def certificate_not_valid(case: Case) -> None:
    case.facts["certificate_valid"] = False


@given(parsers.parse("申请人甲以前享受过 {times:d} 次一次性创业补贴"))
def received(case: Case, times: int) -> None:
    case.facts["grants_received"] = times


@given(parsers.parse("该企业的统一社会信用代码是 {uscc}"))
def credit_code(case: Case, uscc: str) -> None:
    case.facts["business_uscc"] = uscc
