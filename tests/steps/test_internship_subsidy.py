"""Internship subsidy and retention bonus, as their feature says."""

from datetime import date
from typing import Any

import msgspec
import pytest
from pytest_bdd import given, parsers, scenarios

from domain.calendar import Month, month_range
from domain.money import fen_from_yuan
from domain.programs import internship_retention_bonus, internship_subsidy
from domain.statutes.book import StatuteBook
from domain.statutes.loader import load_statutes
from tests import changed_law
from tests.steps import programme_steps
from tests.steps.programme_steps import Case

globals().update(programme_steps.STEPS)
scenarios("internship_subsidy.feature")


@pytest.fixture
def case() -> Case:
    return Case(internship_subsidy.PROGRAMME, facts={"interns": []})


def months(first: str, last: str) -> Any:
    """The months as an application states them."""
    return msgspec.to_builtins(month_range(Month.parse(first), Month.parse(last)))


def intern(number: int, first: str, last: str) -> dict[str, Any]:
    """An unemployed intern of 22."""
    return {
        "person": f"p_{number}",
        "left_school_on": None,
        "age": 22,
        "unemployed_before": True,
        "months": months(first, last),
    }


@given(
    parsers.parse("{number:d} 名高校毕业生于 {left} 离校,自 {first} 至 {last} 见习,单位为每人实付保险费 {premium} 元")
)
def graduates(case: Case, number: int, left: str, first: str, last: str, premium: str) -> None:
    """Graduates of 30, whom their age makes no young persons."""
    stated = {"left_school_on": left, "age": 30, "insurance_paid": fen_from_yuan(premium)}
    case.facts["interns"] = [intern(each, first, last) | stated for each in range(1, number + 1)]


@given(parsers.parse("1 名 {age:d} 周岁的失业青年自 {first} 至 {last} 见习"))
def young_person(case: Case, age: int, first: str, last: str) -> None:
    case.facts["interns"] = [intern(1, first, last) | {"age": age}]


@given("见习人员见习前已就业")
def employed_before(case: Case) -> None:
    case.facts["interns"][0]["unemployed_before"] = False


@given(parsers.parse("见习人员已享受 {already:d} 个月"))
def subsidised_before(case: Case, already: int) -> None:
    case.facts["interns"][0]["months_already_subsidised"] = already


@given(parsers.parse("河南省的月最低工资标准为 {amount} 元"))
def a_wage_of_henan(amount: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No document of Henan's wage is loaded: the scenario states one."""
    shipped = load_statutes(demo=True)
    day = date(2022, 1, 1)
    wage_class = shipped.at("general", "minimum_wage_class", date(2024, 6, 1), "140828", date(2024, 12, 31))
    wage = shipped.at("general", "monthly_minimum_wage.class_3", date(2024, 6, 1), "140828", date(2024, 12, 31))
    stated = (
        msgspec.structs.replace(row, place="410000", value=value, valid_from=day, published_on=day)
        for row, value in ((wage_class, "3"), (wage, amount))
    )
    book = StatuteBook((*shipped.provisions, *stated))
    monkeypatch.setattr(changed_law, "load_statutes", lambda *, demo: book)


@given(parsers.parse("{number:d} 名见习人员自 {first} 至 {last} 见习期满,其中 {kept:d} 人留用"))
def kept(case: Case, number: int, first: str, last: str, kept: int) -> None:
    case.programme = internship_retention_bonus.PROGRAMME
    case.facts = {
        "ended_on": Month.parse(last).last_day.isoformat(),
        "interns": [
            {"person": f"p_{each}", "months": months(first, last), "outcome": "kept" if each <= kept else "left"}
            for each in range(1, number + 1)
        ],
    }


@given("没有填报见习人员")
def nobody(case: Case) -> None:
    case.facts["interns"] = []


@given("名册中重复填报了这名见习人员")
def twice_on_the_roster(case: Case) -> None:
    case.facts["interns"] *= 2


@given(parsers.parse("该见习人员的 {month} 填报了两次"))
def month_twice(case: Case, month: str) -> None:
    case.facts["interns"][0]["months"] += months(month, month)
