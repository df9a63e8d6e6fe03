"""The calendar, for all days: months count both ways, working days add up, nobody younger retires earlier."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import (
    REFORM_IN_FORCE,
    Month,
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

MONTHS = st.builds(Month, st.integers(1900, 2100), st.integers(1, 12))
DAYS = st.dates(date(2004, 1, 2), date(2026, 9, 30))
COUNTS = st.integers(1, 30)
CATEGORIES = st.sampled_from(WorkerCategory)
LAW_DAYS = st.dates(date(2020, 1, 1), date(2045, 12, 31))
BASE_YEARS = {WorkerCategory.MALE: 60, WorkerCategory.FEMALE_55: 55, WorkerCategory.FEMALE_50: 50}
MOST_MONTHS = {WorkerCategory.MALE: 36, WorkerCategory.FEMALE_55: 36, WorkerCategory.FEMALE_50: 60}


@given(MONTHS, st.integers(-1200, 1200))
def test_months_go_forth_and_back(month: Month, steps: int) -> None:
    later = month.plus(steps)
    assert months_between(month, later) == steps
    assert later.plus(-steps) == month
    assert (later > month) == (steps > 0)
    assert Month.parse(str(later)) == later


@given(MONTHS, st.integers(0, 400))
def test_a_range_holds_every_month_once_and_in_order(first: Month, steps: int) -> None:
    months = month_range(first, first.plus(steps))
    assert len(months) == steps + 1
    assert list(months) == sorted(set(months))


@given(DAYS, st.integers(0, 1500))
def test_months_of_service_lie_wholly_in_the_period(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    months = service_months(start, end)
    assert all(start <= month.first_day and month.last_day <= end for month in months)
    around = {Month.of(start), Month.of(end)}
    assert set(month_range(Month.of(start), Month.of(end))) - around <= set(months)


@given(DAYS, COUNTS)
def test_adding_working_days_passes_exactly_so_many(day: date, n: int) -> None:
    reached = add_working_days(day, n)
    assert is_working_day(reached)
    assert working_days_between(day + timedelta(days=1), reached) == n


@given(DAYS, COUNTS)
def test_a_notice_of_working_days_holds_exactly_so_many(first_day: date, days: int) -> None:
    last = notice_ends_on(first_day, days, "working_day")
    assert is_working_day(last)
    assert working_days_between(first_day, last) == days


@given(DAYS, COUNTS)
def test_a_notice_of_calendar_days_never_outlasts_one_of_working_days(first_day: date, days: int) -> None:
    assert notice_ends_on(first_day, days, "day") <= notice_ends_on(first_day, days, "working_day")


@given(MONTHS, CATEGORIES, LAW_DAYS)
def test_nobody_younger_retires_earlier_and_age_rises_by_at_most_a_month(
    birth: Month, category: WorkerCategory, as_of: date
) -> None:
    here = retirement_month(birth, category, as_of=as_of)
    following = retirement_month(birth.plus(1), category, as_of=as_of)
    assert 1 <= months_between(here, following) <= 2


@given(MONTHS, CATEGORIES)
def test_the_delay_stays_between_nothing_and_the_most_of_its_series(birth: Month, category: WorkerCategory) -> None:
    base = BASE_YEARS[category] * 12
    age = months_between(birth, retirement_month(birth, category, as_of=REFORM_IN_FORCE))
    assert base <= age <= base + MOST_MONTHS[category]


@given(MONTHS, CATEGORIES, LAW_DAYS)
def test_only_people_who_reach_the_old_age_from_2025_on_are_delayed(
    birth: Month, category: WorkerCategory, as_of: date
) -> None:
    old = birth.plus(BASE_YEARS[category] * 12)
    delayed = retirement_month(birth, category, as_of=as_of) > old
    assert delayed == (as_of >= REFORM_IN_FORCE and old >= Month.of(REFORM_IN_FORCE))
