"""PWD-Home star subsidy, as its feature says."""

import msgspec
import pytest
from pytest_bdd import given, parsers, scenarios

from domain.calendar import Month
from domain.programs.pwd_home_star_subsidy import PROGRAMME
from tests.steps import programme_steps
from tests.steps.programme_steps import Case

globals().update(programme_steps.STEPS)
scenarios("pwd_home_star_subsidy.feature")


@pytest.fixture
def case() -> Case:
    return Case(
        PROGRAMME,
        facts={"months": []},
        names={"星级": "stars", "评定日期": "rated_on", "星级有效期至": "rating_until"},
    )


@given(parsers.parse("{month} 有 {number:d} 人各到达 {days:d} 天"))
def people_came(case: Case, month: str, number: int, days: int) -> None:
    attendance = [{"person": f"p_{each}", "days": days} for each in range(1, number + 1)]
    case.facts["months"].append({"month": msgspec.to_builtins(Month.parse(month)), "attendance": attendance})
