"""The post subsidy, as its feature says."""

from typing import Any

import msgspec
import pytest
from pytest_bdd import given, parsers, scenarios

from domain.calendar import Month, month_range
from domain.money import fen_from_yuan
from domain.programs.post_subsidy import GROUNDS, PROGRAMME
from tests.steps import programme_steps
from tests.steps.programme_steps import Case

globals().update(programme_steps.STEPS)
scenarios("post_subsidy.feature")

CODES = {name: code for code, name in GROUNDS.items()}


@pytest.fixture
def case() -> Case:
    return Case(PROGRAMME, facts={"workers": [{"person": "p_1", "months": []}]})


def worker(case: Case) -> dict[str, Any]:
    first: dict[str, Any] = case.facts["workers"][0]
    return first


@given(parsers.re(r"单位申请「(?P<ground>.+)」的岗位补贴,(?P<recognised>已经|没有)认定"))
def applies(case: Case, ground: str, recognised: str) -> None:
    case.facts |= {"ground": CODES[ground], "recognised": recognised == "已经"}


@given("残疾人甲此前没有享受过岗位补贴")
def nothing_drawn(case: Case) -> None:
    worker(case)["months_already_subsidised"] = 0


@given(parsers.parse("甲此前已享受岗位补贴 {months:d} 个月"))
def drawn(case: Case, months: int) -> None:
    worker(case)["months_already_subsidised"] = months


@given(parsers.parse("岗位由乡镇、村联动开发「{jointly}」"))
def jointly(case: Case, jointly: str) -> None:
    case.facts["with_township"] = jointly == "是"


@given(parsers.parse("甲 {month} 认定为就业困难人员,就业能力评估「{assessed}」"))
def recognised(case: Case, month: str, assessed: str) -> None:
    stated = {"recognised_from": msgspec.to_builtins(Month.parse(month)), "ability_assessed": assessed == "是"}
    case.facts["workers"][0] |= stated


@given(
    parsers.re(
        r"甲 (?P<first>\S+) 至 (?P<last>\S+) 每月工资 (?P<wage>\S+) 元、工时 (?P<hours>\d+) 小时,"
        r"(?P<insured>缴纳|没有缴纳)社会保险费"
    )
)
def worked(case: Case, first: str, last: str, wage: str, hours: str, insured: str) -> None:
    stated = {"wage_paid": fen_from_yuan(wage), "hours": int(hours), "insured": insured == "缴纳"}
    for month in month_range(Month.parse(first), Month.parse(last)):
        worker(case)["months"].append({"month": msgspec.to_builtins(month)} | stated)
