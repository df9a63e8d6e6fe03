"""Counting: weights, months, averages, and which facts cannot be."""

from datetime import date
from fractions import Fraction

import pytest

from domain.calendar import Month
from domain.counting import (
    CertificateMissing,
    CountedPlacement,
    GradeNotKnown,
    MonthOutsideYear,
    NoStaffInYear,
    PersonCountedTwice,
    StaffMonthsIncomplete,
    WeightNotPossible,
    count_weight,
    counted_average,
    person_months,
    shown_fraction,
    staff_average,
)
from domain.statutes.book import NoProvisionInForce
from domain.statutes.loader import load_statutes

DAY = date(2024, 6, 1)
LAW = load_statutes(demo=False).law("over_quota_reward", "430100", DAY)


def placed(*months: int, person: str = "p_1", weight: int = 1, year: int = 2024) -> CountedPlacement:
    return CountedPlacement(person=person, weight=weight, months=tuple(Month(year, month) for month in months))


@pytest.mark.parametrize(("grade", "weight"), [(1, 2), (2, 2), (3, 1), (4, 1)])
def test_grades_one_and_two_of_a_disability_certificate_count_double(grade: int, weight: int) -> None:
    assert count_weight(LAW, DAY, disability_grade=grade) == weight


@pytest.mark.parametrize(("grade", "weight"), [(1, 2), (2, 2), (3, 2), (4, 1), (8, 1)])
def test_grades_one_to_three_of_a_soldiers_certificate_count_double(grade: int, weight: int) -> None:
    assert count_weight(LAW, DAY, soldier_grade=grade) == weight


@pytest.mark.parametrize(("disability", "soldier", "weight"), [(1, 1, 2), (4, 3, 2), (2, 8, 2), (4, 8, 1)])
def test_two_certificates_never_count_more_than_the_better_one(disability: int, soldier: int, weight: int) -> None:
    assert count_weight(LAW, DAY, disability_grade=disability, soldier_grade=soldier) == weight


def test_nobody_counts_without_a_certificate() -> None:
    with pytest.raises(CertificateMissing):
        count_weight(LAW, DAY)


@pytest.mark.parametrize("grades", [{"disability_grade": 0}, {"disability_grade": 5}, {"soldier_grade": 9}])
def test_a_grade_that_is_not_issued_is_refused(grades: dict[str, int]) -> None:
    with pytest.raises(GradeNotKnown):
        count_weight(LAW, DAY, **grades)


def test_the_weight_of_a_day_before_the_rule_is_unknown() -> None:
    with pytest.raises(NoProvisionInForce):
        count_weight(LAW, date(2015, 9, 30), disability_grade=1)


def test_an_average_is_an_exact_fraction() -> None:
    assert counted_average((placed(1), placed(1, 2, person="p_2", weight=2)), 2024) == Fraction(5, 12)
    assert staff_average((200,) * 11 + (201,)) == Fraction(2401, 12)


def test_nobody_placed_is_an_average_of_zero() -> None:
    assert counted_average((), 2024) == 0


@pytest.mark.parametrize("weight", [0, 3, -1])
def test_a_person_counts_as_one_or_two_and_nothing_else(weight: int) -> None:
    with pytest.raises(WeightNotPossible) as refused:
        counted_average((placed(1), placed(2, person="p_2", weight=weight)), 2024)
    assert refused.value.field == "placements[1].weight"


@pytest.mark.parametrize("year", [2023, 2025])
def test_a_month_of_another_year_is_refused(year: int) -> None:
    with pytest.raises(MonthOutsideYear):
        counted_average((placed(1, year=year),), 2024)


@pytest.mark.parametrize("placements", [(placed(3, 3),), (placed(3), placed(3, weight=2))])
def test_a_person_counts_once_in_a_month(placements: tuple[CountedPlacement, ...]) -> None:
    with pytest.raises(PersonCountedTwice):
        person_months(placements, 2024)


def test_a_person_may_come_back_in_another_month() -> None:
    assert person_months((placed(1), placed(3, weight=2)), 2024) == (("p_1", Month(2024, 1)), ("p_1", Month(2024, 3)))


@pytest.mark.parametrize("staff", [(), (200,) * 11, (200,) * 13, (200,) * 11 + (-1,)])
def test_the_staff_of_a_year_has_twelve_months(staff: tuple[int, ...]) -> None:
    with pytest.raises(StaffMonthsIncomplete):
        staff_average(staff)


def test_a_year_without_staff_has_no_ratio() -> None:
    with pytest.raises(NoStaffInYear):
        staff_average((0,) * 12)


def test_a_month_without_staff_is_a_month_like_any_other() -> None:
    assert staff_average((0,) * 11 + (12,)) == 1


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(0), "0"),
        (Fraction(3), "3"),
        (Fraction(200), "200"),
        (Fraction(1, 2), "0.5"),
        (Fraction(1, 800), "0.00125"),
        (Fraction(37, 12), "37/12(约 3.0833)"),
        (Fraction(-1, 12), "-1/12(约 -0.0833)"),
        (Fraction(-3, 2), "-1.5"),
        (Fraction(1, 3_000_000), "1/3000000(约 0)"),
        (Fraction(-1, 3_000_000), "-1/3000000(约 0)"),
    ],
)
def test_a_fraction_is_shown_exactly(value: Fraction, shown: str) -> None:
    assert shown_fraction(value) == shown
