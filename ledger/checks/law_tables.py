"""The tables of the law: what the statute book gives for each month and place, as rows that checks can join."""

import calendar as gregorian
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from domain.calendar import Month, WorkerCategory, retirement_month
from domain.cross_use.cells import cells_in_force
from domain.places import places_within
from domain.statutes.book import GENERAL, NoProvisionInForce, StatuteBook
from domain.statutes.minimum_wage import minimum_wage
from ledger.checks.engines.engine import Cell
from ledger.checks.hit import MONTHS_IN_YEAR
from ledger.evidence.values import day_number, month_number

Row = tuple[Cell, ...]

INSURANCES: Final = ("pension", "medical", "unemployment", "work_injury", "maternity")

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""The years for which the calendar is laid out."""

YOUNGEST = 16
"""劳动法 第十五条: nobody under sixteen is employed."""

_FIRST_BIRTH, _LAST_BIRTH = 1930, 2015


def month_rows() -> Iterator[Row]:
    """Every month with its first and last day."""
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for index in range(MONTHS_IN_YEAR):
            first = day_number(date(year, index + 1, 1))
            days = gregorian.monthrange(year, index + 1)[1]
            yield year * MONTHS_IN_YEAR + index, first, first + days - 1


def minimum_wage_rows(statutes: StatuteBook, places: Iterable[str], months: range, known_on: date) -> Iterator[Row]:
    """The monthly minimum wage of each place on the first day of each month; nothing where no document gives one."""
    for place in places:
        law = statutes.law(GENERAL, place, known_on)
        for month in months:
            year, index = divmod(month, MONTHS_IN_YEAR)
            try:
                _, wage = minimum_wage(law, date(year, index + 1, 1))
            except NoProvisionInForce:
                continue
            yield int(place), month, wage.fen


def working_age_rows(known_on: date) -> Iterator[Row]:
    """From which month to which a person of a birth month may work, by the retirement law of the day."""
    for category in WorkerCategory:
        for year in range(_FIRST_BIRTH, _LAST_BIRTH + 1):
            for month in range(1, MONTHS_IN_YEAR + 1):
                last = retirement_month(Month(year, month), category, as_of=known_on)
                birth = year * MONTHS_IN_YEAR + month - 1
                yield category.value, birth, birth + YOUNGEST * MONTHS_IN_YEAR, month_number(last)


def required_insurance_rows(
    statutes: StatuteBook, places: Iterable[str], months: range, known_on: date
) -> Iterator[Row]:
    """Which insurances a placement needs at each place in each month."""
    for place in places:
        law = statutes.law("counting", place, known_on)
        for month in months:
            year, index = divmod(month, MONTHS_IN_YEAR)
            found = law.find("insurances_required", date(year, index + 1, 1))
            if found is not None:
                required = found.table["insurances"]
                yield int(place), month, *(int(name in required) for name in INSURANCES)


def exclusion_rows(statutes: StatuteBook, place: str, day: date, known_on: date) -> Iterator[Row]:
    """Which programmes or costs exclude each other, and over which span."""
    for cell in cells_in_force(statutes, place, day, known_on):
        yield cell.terms.first, cell.terms.second, cell.terms.relation, cell.terms.span


def quota_ratio_rows(statutes: StatuteBook, places: Iterable[str], years: range, known_on: date) -> Iterator[Row]:
    """The quota of each place and year in hundredths of a per cent, rounded down."""
    for place in places:
        law = statutes.law(GENERAL, place, known_on)
        for year in years:
            found = law.find("quota_ratio", date(year, 1, 1))
            if found is not None:
                yield int(place), year, int(found.ratio * 10_000)


def law_rows(statutes: StatuteBook, place: str, months: range, known_on: date) -> dict[str, list[Row]]:
    """Every table of the law for a place and all below it, as known on a day."""
    places = places_within(place)
    years = range(months.start // MONTHS_IN_YEAR, months.stop // MONTHS_IN_YEAR + 1)
    return {
        "months": list(month_rows()),
        "law_minimum_wages": list(minimum_wage_rows(statutes, places, months, known_on)),
        "law_working_ages": list(working_age_rows(known_on)),
        "law_required_insurances": list(required_insurance_rows(statutes, places, months, known_on)),
        "law_exclusions": list(exclusion_rows(statutes, place, known_on, known_on)),
        "law_quota_ratios": list(quota_ratio_rows(statutes, places, years, known_on)),
    }
