"""The four training subsidies, as their feature says."""

from decimal import Decimal

import pytest
from pytest_bdd import given, parsers, scenarios, then

from domain.money import fen_from_yuan
from domain.programs.training import PROGRAMMES
from domain.statutes.book import NoProvisionInForce
from tests.steps import programme_steps
from tests.steps.programme_steps import Case

globals().update(programme_steps.STEPS)
scenarios("training_subsidies.feature")

FEE, LIVING, ASSESSMENT, CERTIFICATE = PROGRAMMES
NAMED = {"培训费": FEE, "生活费": LIVING, "鉴定费": ASSESSMENT, "取证": CERTIFICATE}
SKILL = {"occupation": "4-10-01-05"}
BEGINNING = {
    "培训费": {"course": "K-2024-01"},
    "生活费": {"course": "K-2024-01"},
    "鉴定费": SKILL | {"assessed_on": "2024-05-10"},
    "取证": SKILL | {"issued_on": "2024-06-20"},
}


@pytest.fixture
def case() -> Case:
    return Case(
        FEE,
        facts={},
        labels={
            "A 类工种最高补贴额": "fee_cap.A",
            "B 类工种最高补贴额": "fee_cap.B",
            "C 类工种最高补贴额": "fee_cap.C",
            "D 类工种最高补贴额": "fee_cap.D",
            "五级最高补贴额": "fee_cap.level_5",
            "四级最高补贴额": "fee_cap.level_4",
            "三级最高补贴额": "fee_cap.level_3",
            "每天补贴": "daily_rate",
            "最多补贴天数": "max_days",
            "最低出勤率": "minimum_attendance",
            "每年最多次数": "max_per_year",
        },
    )


@given(parsers.parse("一名残疾人申请{name}补贴"))
def applies_for(case: Case, name: str) -> None:
    case.programme, case.facts = NAMED[name], dict(BEGINNING[name])


@given(parsers.parse("培训自 {first} 至 {last},上课 {days:d} 天,出勤 {attended:d} 天"))
def the_course(case: Case, first: str, last: str, days: int, attended: int) -> None:
    case.facts |= {"starts_on": first, "ends_on": last, "class_days": days, "attended_days": attended}


@given(parsers.re("开班时(?P<work>未就业|已就业),(?P<age>在|不在)就业年龄段"))
def the_trainee(case: Case, work: str, age: str) -> None:
    case.facts |= {"employed_at_start": work == "已就业", "of_working_age": age == "在"}


@given(parsers.parse("该班为 {category} 类工种,实际培训费 {fee} 元"))
def the_course_fee(case: Case, category: str, fee: str) -> None:
    case.facts |= {"category": category, "fee": fen_from_yuan(fee)}


@given(parsers.parse("本年已享受 {times:d} 次"))
def subsidised_before(case: Case, times: int) -> None:
    case.facts |= {"subsidised_this_year": times}


@given(
    parsers.re(r"鉴定等级为 (?P<level>\d) 级,结果为(?P<result>合格|不合格),实际鉴定费 (?P<fee>[\d.]+) 元"),
    converters={"level": int, "fee": Decimal},
)
def the_assessment(case: Case, level: int, result: str, fee: Decimal) -> None:
    case.facts |= {"level": level, "passed": result == "合格", "fee": fen_from_yuan(fee)}


@given(
    parsers.re(r"证书等级为 (?P<level>\d) 级,(?P<query>已|未能)查询核实,取证前(?P<training>参加了|没有参加)培训"),
    converters={"level": int},
)
def the_certificate(case: Case, level: int, query: str, training: str) -> None:
    case.facts |= {"level": level, "verified": query == "已", "trained": training == "参加了"}


@then(parsers.parse("缺少「{label}」的规定,无法测算"))
def no_provision_is_in_force(case: Case, label: str) -> None:
    assert isinstance(case.outcome, NoProvisionInForce)
    assert case.outcome.field == case.labels[label]
