"""What follows from a resident ID: ages and statutory retirement on a day."""

from datetime import date

import pytest

from api.schemas.derived import (
    FormerRetirementAgeMissing,
    FormerRetirementAgeOfWomen,
    RetiredBeforeRecognition,
    age_in_years,
    category_of,
    has_retired,
    is_of_working_age,
    months_to_retirement,
)
from domain.calendar import Month, WorkerCategory
from domain.identity import ResidentId, Sex
from domain.statutes.loader import load_statutes


def person(birth: date, sex: Sex = Sex.FEMALE) -> ResidentId:
    return ResidentId(number="", place="330502", birth=birth, sex=sex)


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(1990, 3, 15), date(2024, 3, 14), 33),
        (date(1990, 3, 15), date(2024, 3, 15), 34),
        (date(2004, 2, 29), date(2023, 2, 27), 18),
        (date(2004, 2, 29), date(2023, 2, 28), 19),
        (date(2004, 2, 29), date(2024, 2, 28), 19),
        (date(2004, 2, 29), date(2024, 2, 29), 20),
    ],
)
def test_a_year_of_age_is_full_on_the_birthday(birth: date, day: date, age: int) -> None:
    assert age_in_years(birth, day) == age


def test_the_category_follows_from_sex_and_former_age() -> None:
    woman, man = person(date(1990, 1, 1)), person(date(1990, 1, 1), Sex.MALE)
    assert category_of(woman, "55") is WorkerCategory.FEMALE_55
    assert category_of(woman, "50") is WorkerCategory.FEMALE_50
    assert category_of(man, "") is category_of(man, "60") is WorkerCategory.MALE


@pytest.mark.parametrize("former_age", ["", "60"])
def test_a_woman_says_which_of_two_ages_was_hers(former_age: str) -> None:
    with pytest.raises(FormerRetirementAgeMissing):
        category_of(person(date(1990, 1, 1)), former_age)


def test_a_man_has_no_womens_age() -> None:
    with pytest.raises(FormerRetirementAgeOfWomen):
        category_of(person(date(1990, 1, 1), Sex.MALE), "50")


def test_retirement_comes_on_the_day_of_the_month_of_birth() -> None:
    man = person(date(1964, 3, 15), Sex.MALE)
    assert [has_retired(man, "", date(2024, 3, day)) for day in (14, 15)] == [False, True]


def test_from_2025_on_retirement_is_delayed_by_the_month_of_birth() -> None:
    man = person(date(1965, 1, 31), Sex.MALE)
    assert [has_retired(man, "", date(2025, month, 28)) for month in (1, 2)] == [False, True]


def test_working_age_has_two_ends() -> None:
    law = load_statutes(demo=False).law("training_fee_subsidy", "430102", date(2024, 3, 1))
    day = date(2024, 3, 1)
    births = [date(2008, 3, 2), date(2008, 3, 1), date(1974, 3, 2), date(1974, 3, 1)]
    assert [is_of_working_age(person(birth), "50", day, law) for birth in births] == [False, True, True, False]


def test_months_to_retirement_are_counted_from_first_recognition_by_the_law_of_then() -> None:
    woman = person(date(1974, 6, 1))
    assert months_to_retirement(woman, "50", Month(2021, 6)) == 36
    assert months_to_retirement(woman, "50", Month(2019, 6)) is None
    assert months_to_retirement(woman, "50", Month(2019, 7)) == 59


def test_nobody_is_recognised_after_retirement() -> None:
    with pytest.raises(RetiredBeforeRecognition):
        months_to_retirement(person(date(1974, 6, 1)), "50", Month(2024, 6))
