"""The tables of the law: what the statute book gives for each month and place, as rows that checks can join."""

import calendar as gregorian
from collections.abc import Iterable, Iterator
from datetime import date

from domain.statutes.book import GENERAL, NoProvisionInForce, StatuteBook
from domain.statutes.minimum_wage import minimum_wage
from ledger.checks.engines.engine import Cell
from ledger.checks.hit import MONTHS_IN_YEAR

Row = tuple[Cell, ...]

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""The years for which the calendar is laid out."""

_EPOCH = date(1970, 1, 1).toordinal()


def month_rows() -> Iterator[Row]:
    """Every month with its first and last day."""
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for index in range(MONTHS_IN_YEAR):
            first = date(year, index + 1, 1).toordinal() - _EPOCH
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
