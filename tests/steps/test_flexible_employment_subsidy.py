"""The subsidy of self-employment and flexible employment, as its feature says."""

import msgspec
import pytest
from pytest_bdd import given, parsers, scenarios

from domain.calendar import Month, month_range
from domain.money import fen_from_yuan
from domain.programs.flexible_employment_subsidy import KINDS, PROGRAMME
from tests.steps import programme_steps
from tests.steps.programme_steps import Case

globals().update(programme_steps.STEPS)
scenarios("flexible_employment_subsidy.feature")

CODES = {name: code for code, name in KINDS.items()}


@pytest.fixture
def case() -> Case:
    return Case(PROGRAMME, facts={"certificate_valid": True, "of_working_age": True, "months": []})


def add(case: Case, first: str, last: str, income: str, *, employed: bool = False) -> None:
    stated = {"income": fen_from_yuan(income), "employed": employed}
    for month in month_range(Month.parse(first), Month.parse(last)):
        case.facts["months"].append({"month": msgspec.to_builtins(month)} | stated)


@given(parsers.parse("残疾人甲「{kind}」,{day} 登记,此前没有享受过补贴"))
def registered(case: Case, kind: str, day: str) -> None:
    registered_and_drawn(case, kind, day, 0)


@given(parsers.parse("残疾人甲「{kind}」,{day} 登记,此前已享受 {drawn:d} 个月"))
def registered_and_drawn(case: Case, kind: str, day: str, drawn: int) -> None:
    case.facts |= {"kind": CODES[kind], "registered_on": day, "months_already_subsidised": drawn}


@given(parsers.parse("甲 {first} 至 {last} 每月申报收入 {income} 元"))
def declares(case: Case, first: str, last: str, income: str) -> None:
    add(case, first, last, income)


@given(parsers.parse("甲 {first} 至 {last} 由用人单位参保"))
def is_employed(case: Case, first: str, last: str) -> None:
    add(case, first, last, "1500.00", employed=True)


@given("甲的残疾人证无效,不在就业年龄段内")
def not_eligible(case: Case) -> None:
    case.facts |= {"certificate_valid": False, "of_working_age": False}
