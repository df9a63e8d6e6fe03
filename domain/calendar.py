"""The calendar: service months, Chinese working days with their make-up days, and statutory retirement months."""

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum
from functools import cache

import msgspec
from chinese_calendar import is_workday
from chinese_calendar.constants import holidays

from domain.errors import Refusal

_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_DAY = timedelta(days=1)
# The State Council publishes the days off of a year near the end of the year before; no other year can be computed.
_YEARS = sorted({day.year for day in holidays})


class NoSuchMonth(Refusal):
    """月份应写作“年-月”,如 2024-03,且须真实存在。

    A month is written year-month, such as 2024-03, and must exist.
    """


class EndsBeforeItBegins(Refusal):
    """期间的结束日 {last} 早于开始日 {first}。

    The period ends on {last}, before it begins on {first}.
    """


class CalendarDataEnds(Refusal):
    """没有 {year} 年的国务院放假调休安排(现有 {first} 至 {last} 年),不能计算工作日;请更新节假日数据后再办理。

    There are no public-holiday data for {year} (only for {first} to {last}), so working days cannot be computed:
    update the data first.
    """

    rule = "国务院办公厅年度节假日安排"


class NotADayCount(Refusal):
    """天数 {days} 无效:至少应为 {least}。

    {days} is not a valid number of days: it must be at least {least}.
    """


class UnknownDayUnit(Refusal):
    """未知的天数单位“{unit}”:应为 working_day(工作日)或 day(自然日)。

    Unknown unit of days "{unit}": it is working_day or day.
    """


class Month(msgspec.Struct, frozen=True, order=True):
    """A calendar month; months compare in time order."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (MINYEAR <= self.year <= MAXYEAR and 1 <= self.month <= 12):
            raise NoSuchMonth(field="month")

    @classmethod
    def parse(cls, text: str, *, field: str = "month") -> "Month":
        """The month written as `2024-03`."""
        match = _MONTH.fullmatch(text)
        if match is None or match[1] == "0000" or not "01" <= match[2] <= "12":
            raise NoSuchMonth(field=field)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month that the day lies in."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first_day(self) -> date:
        """The first calendar day."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last calendar day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def plus(self, months: int) -> "Month":
        """The month that many months later, or earlier where negative."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)


def months_between(earlier: Month, later: Month) -> int:
    """How many months after `earlier` is `later`; negative where it comes before."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def month_range(first: Month, last: Month) -> tuple[Month, ...]:
    """Every month from `first` to `last`, both included; none where `last` comes first."""
    return tuple(first.plus(step) for step in range(months_between(first, last) + 1))


def service_months(start: date, end: date) -> tuple[Month, ...]:
    """The calendar months of which every day lies in `start` to `end`, both included.

    A month that was begun or left part-way is no whole month of service and does not count; two halves do not make one.
    """
    _refuse_reversed(start, end)
    first, last = Month.of(start), Month.of(end)
    return tuple(month for month in month_range(first, last) if start <= month.first_day and month.last_day <= end)


def _refuse_reversed(first: date, last: date) -> None:
    if last < first:
        raise EndsBeforeItBegins(field="period", first=first, last=last)


@cache
def is_working_day(day: date) -> bool:
    """True on the days that people work in China: make-up Saturdays and Sundays too, public holidays not.

    Raises CalendarDataEnds for a year without published data. The last days of December may still be moved by the next
    year's arrangement, as those of 2018 were.
    """
    if not _YEARS[0] <= day.year <= _YEARS[-1]:
        raise CalendarDataEnds(field="day", year=day.year, first=_YEARS[0], last=_YEARS[-1])
    return bool(is_workday(day))


def add_working_days(day: date, n: int) -> date:
    """The n-th working day after `day`, which itself does not count; with n = 0 the day itself, working or not."""
    _refuse_fewer(n, 0)
    while n:
        day += _DAY
        n -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days there are from `first` to `last`, both included."""
    _refuse_reversed(first, last)
    return sum(is_working_day(first + step * _DAY) for step in range((last - first).days + 1))


def notice_ends_on(first_day: date, days: int, unit: str) -> date:
    """The last day of a public notice of that many `working_day`s or `day`s.

    The first day counts as day 1; where the unit is working days it counts only if it is one. Calendar days run through
    holidays and are not extended when the last falls on one: no source for an extension of public notices is known.
    """
    _refuse_fewer(days, 1)
    match unit:
        case "working_day":
            return add_working_days(first_day - _DAY, days)
        case "day":
            return first_day + (days - 1) * _DAY
        case _:
            raise UnknownDayUnit(field="unit", unit=unit)


def _refuse_fewer(days: int, least: int) -> None:
    if days < least:
        raise NotADayCount(field="days", days=days, least=least)


class WorkerCategory(StrEnum):
    """Whose retirement: men; women whose former statutory age was 55 (cadres) or 50 (workers)."""

    MALE = "male"
    FEMALE_55 = "female_55"
    FEMALE_50 = "female_50"


class _Series(msgspec.Struct, frozen=True):
    """From births in `first_birth` on, one month is added per `births_per_month` birth months, up to `most`."""

    base_years: int
    first_birth: Month
    births_per_month: int
    most: int


# 全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定(2024-09-13)
REFORM_IN_FORCE = date(2025, 1, 1)

_SERIES = {
    WorkerCategory.MALE: _Series(60, Month(1965, 1), 4, 36),
    WorkerCategory.FEMALE_55: _Series(55, Month(1970, 1), 4, 36),
    WorkerCategory.FEMALE_50: _Series(50, Month(1975, 1), 2, 60),
}


def retirement_month(birth: Month, category: WorkerCategory, *, as_of: date) -> Month:
    """The month in which the statutory retirement age is reached, by the law of the day `as_of`.

    Before 2025-01-01 that is 60, 55 or 50 years; from then on the staged delay is added. Early and late retirement by
    agreement are not statutory ages and not in here.
    """
    series = _SERIES[category]
    delay = 0 if as_of < REFORM_IN_FORCE else _delay(birth, series)
    return birth.plus(series.base_years * 12 + delay)


def _delay(birth: Month, series: _Series) -> int:
    steps = months_between(series.first_birth, birth) // series.births_per_month + 1
    return min(series.most, max(0, steps))
