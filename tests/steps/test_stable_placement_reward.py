"""The stable-placement reward of Shanxi, as its feature says."""

from typing import Any

import msgspec
import pytest
from pytest_bdd import given, parsers, scenarios

from domain.calendar import Month
from domain.programs.stable_placement_reward import KINDS, PROGRAMME
from tests.steps import programme_steps
from tests.steps.programme_steps import Case

globals().update(programme_steps.STEPS)
scenarios("stable_placement_reward.feature")

CODES = {name: code for code, name in KINDS.items()}


@pytest.fixture
def case() -> Case:
    return Case(PROGRAMME, facts={"year": 2023, "kind": "hr_agency", "placements": []})


def at_work(count: int) -> Any:
    return msgspec.to_builtins([Month(2023, month + 1) for month in range(count)])


def place(case: Case, persons: int, months: int) -> None:
    placed = case.facts["placements"]
    placed += [{"person": f"p_{len(placed) + each + 1}", "months": at_work(months)} for each in range(persons)]


@given(parsers.parse("{kind}申报 {year:d} 年度的稳定就业奖补"))
def applies(case: Case, kind: str, year: int) -> None:
    case.facts |= {"kind": CODES[kind], "year": year}


@given(parsers.parse("申请机构是{kind}"))
def is_of_a_kind(case: Case, kind: str) -> None:
    case.facts["kind"] = CODES[kind]


@given(parsers.parse("该机构安置 {persons:d} 人,全年在岗"))
def placed_all_year(case: Case, persons: int) -> None:
    place(case, persons, 12)


@given(parsers.parse("该机构另安置 {persons:d} 人,在岗 {months:d} 个月"))
def placed_in_part(case: Case, persons: int, months: int) -> None:
    place(case, persons, months)
