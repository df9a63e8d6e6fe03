"""The referral reward, as its feature says."""

from typing import Any

import msgspec
import pytest
from pytest_bdd import given, parsers, scenarios

from domain.calendar import Month, month_range
from domain.programs.referral_reward import PROGRAMME
from tests.factories import uscc
from tests.steps import programme_steps
from tests.steps.programme_steps import Case

globals().update(programme_steps.STEPS)
scenarios("referral_reward.feature")


@pytest.fixture
def case() -> Case:
    return Case(PROGRAMME, facts={"referred": []})


def months(first: str, last: str) -> Any:
    return msgspec.to_builtins(month_range(Month.parse(first), Month.parse(last)))


def first_person(case: Case) -> dict[str, Any]:
    person: dict[str, Any] = case.facts["referred"][0]
    return person


@given(parsers.parse("推荐机构于 {day} 推荐残疾人甲到用人单位就业"))
def referred(case: Case, day: str) -> None:
    case.facts["referred"] = [{"person": "p_1", "employer_uscc": uscc(2), "referred_on": day, "months": []}]


@given(parsers.parse("用人单位为甲连续参保 {first} 至 {last}"))
def insured(case: Case, first: str, last: str) -> None:
    first_person(case)["months"] += months(first, last)


@given(parsers.parse("推荐机构另推荐 {count:d} 人,均已稳定就业满 1 年"))
def more_referred(case: Case, count: int) -> None:
    stable = first_person(case) | {"months": months("2023-02", "2024-01")}
    case.facts["referred"] += [stable | {"person": f"p_{number + 2}"} for number in range(count)]


@given(parsers.parse("甲在推荐前最后一次在该单位就业或参保的月份是 {month}"))
def was_there_before(case: Case, month: str) -> None:
    first_person(case)["last_there_before"] = msgspec.to_builtins(Month.parse(month))


@given("该用人单位是推荐机构的关联方")
def related(case: Case) -> None:
    first_person(case)["related_employer"] = True


@given(parsers.parse("当地允许中断 {count:d} 个月"))
def a_break_is_allowed(case: Case, count: int) -> None:
    case.changed["break_months_at_most"] = count
