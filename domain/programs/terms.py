"""Terms counted in months from a day: when they end, and in which year of a term a day lies."""

from collections.abc import Iterator
from datetime import date, timedelta

from domain.calendar import Month

_DAY = timedelta(days=1)


def months_after(day: date, months: int) -> date:
    """The corresponding day that many months later, or the month's last where it has none (民法典第二百零二条)."""
    month = Month.of(day).plus(months)
    return month.first_day.replace(day=min(day.day, month.last_day.day))


def years_of_term(begins: date, first: date, last: date) -> Iterator[tuple[int, int]]:
    """The days from `first` to `last`, both included, by year of the term begun on `begins`: (year from 1, days)."""
    year = 1
    while first <= last:
        next_year = months_after(begins, 12 * year)
        if first < next_year:
            stop = min(last, next_year - _DAY)
            yield year, (stop - first).days + 1
            first = stop + _DAY
        year += 1
