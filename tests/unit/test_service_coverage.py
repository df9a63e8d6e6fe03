"""The formulas over the service register: who is in the pool, what counts, from when, and where a value is missing."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import msgspec
import pytest

from domain.service.conditions import CONDITIONS
from domain.service.coverage import CODES, PROGRAMME, STABLE, Coverage, Duty, coverages
from domain.service.events import Household, Situation
from domain.service.kinds import MEETS
from domain.service.state import File, Given
from domain.statutes.loader import load_statutes

DAY = date(2023, 6, 30)
DEMO = load_statutes(demo=True)
STATES = {"plan", "officer", "recognition", "received", "employment", STABLE}


def someone(number: int = 1, **fields: Any) -> File:
    situation = Situation(
        employment=fields.pop("employment", "unemployed"),
        working_age=True,
        able_to_work=fields.pop("able", True),
        wants_work=fields.pop("wants", True),
    )
    known: dict[str, Any] = {
        "person": f"p_{number}",
        "place": "330800",
        "basis": "disability_certificate",
        "hukou": "",
        "origin": "",
        "situation": situation,
        "since": date(2022, 1, 1),
        "enrolled_on": date(2022, 1, 1),
        "enrolled_by": "officer",
        "last_on": date(2022, 1, 1),
    }
    return File(**(known | fields))


def given(*kinds: str, on: date = DAY) -> tuple[Given, ...]:
    return tuple(Given(kind=kind, on=on) for kind in kinds)


def duty(code: str, place: str, *files: File, as_of: date = DAY, demo: bool = True) -> Coverage:
    law = load_statutes(demo=demo).law(PROGRAMME, place, as_of)
    return next(each for each in coverages(files, law, as_of) if each.code == code)


def rows() -> list[Any]:
    return [row for row in DEMO.provisions if row.programme == PROGRAMME]


def test_every_duty_of_the_statutes_is_one_that_the_formula_knows() -> None:
    codes = {row.key.removeprefix("coverage.") for row in rows() if row.key.startswith("coverage.")}
    assert codes == set(CODES)


def test_every_word_of_the_statutes_is_a_condition_or_a_requirement() -> None:
    known = STATES | {requirement for meets in MEETS.values() for requirement in meets}
    for row in rows():
        if row.unit == "table":
            found = msgspec.convert(row.table, Duty)
            assert set(found.pool.split()) <= CONDITIONS.keys(), row.key
            assert set(found.requires.split()) <= known, row.key
        elif row.unit == "text":
            assert set(row.text.split()) <= CONDITIONS.keys(), row.key


def test_nobody_in_the_pool_leaves_nothing_to_do() -> None:
    found = duty("basic_check", "330800")
    assert (found.pool, found.rate, found.fulfilled) == (0, None, True)


def test_the_rate_is_an_exact_fraction() -> None:
    files = [someone(n, given=given("basic_check") if n < 2 else ()) for n in range(3)]
    assert duty("basic_check", "330800", *files).rate == Fraction(2, 3)


def test_who_left_the_register_is_not_counted() -> None:
    assert duty("basic_check", "330800", someone(closed=True)).pool == 0


@pytest.mark.parametrize(("on", "met"), [(date(2021, 12, 31), 0), (date(2022, 1, 1), 1), (DAY, 1)])
def test_a_plan_without_a_period_counts_from_its_first_day(on: date, met: int) -> None:
    assert duty("basic_check", "330800", someone(given=given("basic_check", on=on))).met == met


def test_what_is_done_after_the_day_does_not_count_yet() -> None:
    later = someone(given=given("basic_check", on=DAY + timedelta(days=1)))
    assert duty("basic_check", "330800", later).met == 0


@pytest.mark.parametrize(("on", "met"), [(date(2022, 12, 31), 0), (date(2023, 1, 1), 1)])
def test_jinhua_counts_from_new_year(on: date, met: int) -> None:
    assert duty("basic_check", "330703", someone(given=given("basic_check", on=on))).met == met


@pytest.mark.parametrize(("on", "met"), [(date(2023, 3, 9), 0), (date(2023, 3, 10), 1)])
def test_assistance_counts_from_the_recognition(on: date, met: int) -> None:
    helped = someone(recognised_on=date(2023, 3, 10), given=given("post_assistance", on=on))
    assert duty("assistance", "330800", helped).met == met


def test_hunan_wants_a_comparison_and_no_basic_check() -> None:
    compared = someone(given=given("information_comparison"))
    checked = someone(2, given=given("basic_check"))
    assert [lack.subject for lack in duty("basic_check", "430100", compared, checked).lacks] == ["p_2"]


@pytest.mark.parametrize(("since", "met"), [(date(2022, 12, 30), 1), (date(2022, 12, 31), 0), (date(2023, 6, 30), 0)])
def test_work_is_stable_after_the_months_of_the_statutes(since: date, met: int) -> None:
    worker = someone(
        employment="employed", since=since, household=Household(id="h_1", hardship=True), given=given("home_visit")
    )
    assert duty("household", "330703", worker).met == met


def test_an_employed_member_who_neither_can_nor_wants_to_work_does_not_stand_for_the_household() -> None:
    home = Household(id="h_1", hardship=True)
    unfit = someone(1, employment="employed", able=False, household=home, given=given("home_visit"))
    fit = someone(2, household=home)
    assert duty("household", "330703", unfit, fit).lacks[0].requirements == (STABLE,)


def test_other_households_are_not_looked_at() -> None:
    assert duty("household", "330703", someone(household=Household(id="h_1", monitored=True))).pool == 0


def test_without_a_documented_number_of_months_production_says_so() -> None:
    worker = someone(household=Household(id="h_1", hardship=True))
    found = duty("household", "330703", worker, demo=False)
    assert (found.pool, found.fulfilled) == (0, False)
    assert "household.stable_months" in found.undefined


@pytest.mark.parametrize(
    ("results", "failed"),
    [
        ((), 0),
        (("",), 0),
        (("not_placed", "not_placed", "not_placed"), 3),
        (("not_placed", "placed"), 0),
        (("placed", "not_placed", "declined", "not_placed", ""), 2),
    ],
)
def test_failed_referrals_in_a_row(results: tuple[str, ...], failed: int) -> None:
    assert someone(referrals=results).failed_referrals == failed
