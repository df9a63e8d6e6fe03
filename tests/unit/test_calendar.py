"""The calendar: months, working days with make-up days, notices, retirement."""

from datetime import date

import pytest

from domain.calendar import (
    CalendarDataEnds,
    EndsBeforeItBegins,
    Month,
    NoSuchMonth,
    NotADayCount,
    UnknownDayUnit,
    WorkerCategory,
    add_working_days,
    is_working_day,
    month_range,
    months_between,
    notice_ends_on,
    retirement_month,
    service_months,
    working_days_between,
)

MALE, FEMALE_55, FEMALE_50 = WorkerCategory
BEFORE_REFORM, REFORM = date(2024, 12, 31), date(2025, 1, 1)


def test_a_month_is_read_and_written_as_year_and_month() -> None:
    assert Month.parse("2024-03") == Month(2024, 3) == Month.of(date(2024, 3, 31))
    assert str(Month(2024, 3)) == "2024-03"


@pytest.mark.parametrize(
    "text",
    ["", "2024-3", "2024-13", "2024-00", "0000-01", "202403", "2024/03", "2024-03-01", "2024-0\uff13", "2024-03\n"],
)
def test_a_month_that_is_not_one_is_refused(text: str) -> None:
    with pytest.raises(NoSuchMonth) as refusal:
        Month.parse(text, field="from")
    assert refusal.value.field == "from"


@pytest.mark.parametrize(("year", "month"), [(2024, 0), (2024, 13), (0, 1), (10_000, 1)])
def test_no_month_outside_the_calendar_can_be_made(year: int, month: int) -> None:
    with pytest.raises(NoSuchMonth):
        Month(year, month)


def test_months_stand_in_time_order() -> None:
    assert sorted([Month(2025, 1), Month(2024, 12), Month(2024, 2)]) == [
        Month(2024, 2),
        Month(2024, 12),
        Month(2025, 1),
    ]


def test_a_month_knows_its_first_and_last_day() -> None:
    assert Month(2024, 2).first_day == date(2024, 2, 1)
    assert Month(2024, 2).last_day == date(2024, 2, 29)
    assert Month(2100, 2).last_day == date(2100, 2, 28)
    assert Month(9999, 12).last_day == date.max


@pytest.mark.parametrize(
    ("months", "expected"), [(0, "2024-11"), (1, "2024-12"), (2, "2025-01"), (-11, "2023-12"), (60, "2029-11")]
)
def test_counting_months_crosses_years(months: int, expected: str) -> None:
    assert str(Month(2024, 11).plus(months)) == expected


def test_months_between_counts_backwards_too() -> None:
    assert months_between(Month(2024, 11), Month(2025, 2)) == 3
    assert months_between(Month(2025, 2), Month(2024, 11)) == -3


def test_a_month_range_holds_both_ends() -> None:
    assert month_range(Month(2024, 12), Month(2025, 1)) == (Month(2024, 12), Month(2025, 1))
    assert month_range(Month(2024, 12), Month(2024, 11)) == ()


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2024, 1, 1), date(2024, 3, 31), 3),
        (date(2024, 1, 2), date(2024, 3, 31), 2),
        (date(2024, 1, 1), date(2024, 3, 30), 2),
        (date(2024, 1, 15), date(2024, 2, 14), 0),
        (date(2024, 2, 1), date(2024, 2, 29), 1),
        (date(2024, 2, 1), date(2024, 2, 28), 0),
        (date(2024, 2, 10), date(2024, 2, 10), 0),
    ],
)
def test_only_whole_calendar_months_are_months_of_service(start: date, end: date, months: int) -> None:
    assert len(service_months(start, end)) == months


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(EndsBeforeItBegins):
        service_months(date(2024, 2, 2), date(2024, 2, 1))
    with pytest.raises(EndsBeforeItBegins):
        working_days_between(date(2024, 2, 2), date(2024, 2, 1))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2024, 9, 14), True),  # Saturday, made up for the Mid-Autumn Festival
        (date(2024, 9, 16), False),  # Monday off
        (date(2024, 9, 18), True),
        (date(2024, 9, 21), False),  # an ordinary Saturday
        (date(2025, 1, 26), True),  # Sunday, made up for the Spring Festival
        (date(2025, 10, 8), False),
        (date(2026, 1, 4), True),  # Sunday, made up for New Year
    ],
)
def test_make_up_days_are_worked_and_holidays_are_not(day: date, working: bool) -> None:
    assert is_working_day(day) is working


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(2027, 1, 1)])
def test_a_year_without_published_holidays_is_refused_and_named(day: date) -> None:
    with pytest.raises(CalendarDataEnds) as refusal:
        is_working_day(day)
    assert f"{day.year} 年" in refusal.value.zh
    assert str(day.year) in refusal.value.en


def test_a_notice_that_runs_past_the_published_holidays_is_refused() -> None:
    with pytest.raises(CalendarDataEnds):
        notice_ends_on(date(2026, 12, 29), 5, "working_day")
    assert notice_ends_on(date(2026, 12, 29), 5, "day") == date(2027, 1, 2)


def test_the_notice_of_xia_county_ends_after_exactly_five_working_days() -> None:
    """12, 13, 14 (a make-up Saturday), 18 and 19 September 2024; 15 to 17 is the Mid-Autumn Festival."""
    assert notice_ends_on(date(2024, 9, 12), 5, "working_day") == date(2024, 9, 19)
    assert working_days_between(date(2024, 9, 12), date(2024, 9, 19)) == 5


def test_a_notice_that_starts_on_a_day_off_counts_from_the_next_working_day() -> None:
    assert notice_ends_on(date(2024, 9, 15), 1, "working_day") == date(2024, 9, 18)
    assert notice_ends_on(date(2024, 9, 18), 1, "working_day") == date(2024, 9, 18)


def test_a_notice_in_calendar_days_runs_through_holidays() -> None:
    assert notice_ends_on(date(2024, 9, 12), 5, "day") == date(2024, 9, 16)
    assert notice_ends_on(date(2024, 9, 12), 1, "day") == date(2024, 9, 12)


@pytest.mark.parametrize("days", [0, -1])
def test_a_notice_has_at_least_one_day(days: int) -> None:
    with pytest.raises(NotADayCount):
        notice_ends_on(date(2024, 9, 12), days, "day")


def test_an_unknown_unit_of_days_is_refused() -> None:
    with pytest.raises(UnknownDayUnit):
        notice_ends_on(date(2024, 9, 12), 5, "week")


def test_working_days_are_added_after_the_day() -> None:
    assert add_working_days(date(2024, 9, 13), 1) == date(2024, 9, 14)
    assert add_working_days(date(2024, 9, 14), 1) == date(2024, 9, 18)
    assert add_working_days(date(2024, 9, 15), 0) == date(2024, 9, 15)
    with pytest.raises(NotADayCount):
        add_working_days(date(2024, 9, 13), -1)


@pytest.mark.parametrize(
    ("category", "birth", "years", "months"),
    [
        (MALE, "1964-12", 60, 0),
        (MALE, "1965-01", 60, 1),
        (MALE, "1965-04", 60, 1),
        (MALE, "1965-05", 60, 2),
        (MALE, "1976-08", 62, 11),
        (MALE, "1976-09", 63, 0),
        (MALE, "1990-01", 63, 0),
        (FEMALE_55, "1969-12", 55, 0),
        (FEMALE_55, "1970-01", 55, 1),
        (FEMALE_55, "1981-08", 57, 11),
        (FEMALE_55, "1981-09", 58, 0),
        (FEMALE_55, "1995-06", 58, 0),
        (FEMALE_50, "1974-12", 50, 0),
        (FEMALE_50, "1975-01", 50, 1),
        (FEMALE_50, "1975-02", 50, 1),
        (FEMALE_50, "1975-03", 50, 2),
        (FEMALE_50, "1984-10", 54, 11),
        (FEMALE_50, "1984-11", 55, 0),
        (FEMALE_50, "1999-12", 55, 0),
    ],
)
def test_from_2025_the_retirement_month_is_delayed_step_by_step(
    category: WorkerCategory, birth: str, years: int, months: int
) -> None:
    born = Month.parse(birth)
    assert retirement_month(born, category, as_of=REFORM) == born.plus(12 * years + months)


@pytest.mark.parametrize(
    ("category", "birth", "retires"),
    [
        (MALE, "1964-12", "2024-12"),
        (MALE, "1965-01", "2025-02"),
        (MALE, "1976-09", "2039-09"),
        (FEMALE_50, "1975-01", "2025-02"),
    ],
)
def test_the_first_and_last_men_and_women_of_the_delay_retire_in_known_months(
    category: WorkerCategory, birth: str, retires: str
) -> None:
    assert str(retirement_month(Month.parse(birth), category, as_of=REFORM)) == retires


@pytest.mark.parametrize(("category", "years"), [(MALE, 60), (FEMALE_55, 55), (FEMALE_50, 50)])
def test_before_2025_the_ages_were_60_55_and_50(category: WorkerCategory, years: int) -> None:
    born = Month(1985, 6)
    assert retirement_month(born, category, as_of=BEFORE_REFORM) == born.plus(12 * years)
