"""Budget execution 预算执行: what of each fund, programme and year was allotted, committed and paid, as exact rates."""

from fractions import Fraction

import msgspec

from domain.fund import SYMBOLS
from ledger import chart
from ledger.book import Book
from ledger.journal import commodity
from ledger.views import queries
from ledger.views.allotments import AllotmentRow
from ledger.views.balances import balances


class Execution(msgspec.Struct, frozen=True, kw_only=True):
    """A programme of a fund and year (fen): `committed` is accepted, approved or on its way, `rate` paid ÷ allotted."""

    fund: str
    year: int
    programme: str
    allotted: int
    committed: int
    paid: int
    available: int
    lapsed: int

    @property
    def rate(self) -> Fraction:
        """Paid over allotted; zero where nothing was allotted."""
        return Fraction(self.paid, self.allotted) if self.allotted else Fraction(0)


class Performance(msgspec.Struct, frozen=True, kw_only=True):
    """A fund and year (fen): its budget, what of it was never allotted, and its programmes."""

    fund: str
    year: int
    budget: int
    unallotted: int
    programmes: tuple[Execution, ...]

    @property
    def paid(self) -> int:
        """What was paid of the fund."""
        return sum(each.paid for each in self.programmes)

    @property
    def rate(self) -> Fraction:
        """Paid over budget; zero where there is none."""
        return Fraction(self.paid, self.budget) if self.budget else Fraction(0)


def performance(book: Book, year: int, fund: str | None = None) -> list[Performance]:
    """Every fund of the year that has a budget, its programmes by code."""
    rows = queries.allotments(book, fund=fund, year=year)
    found = (
        _of(book, code, year, [row for row in rows if row.fund == code]) for code in SYMBOLS if fund in (None, code)
    )
    return [each for each in found if each.budget]


def _of(book: Book, code: str, year: int, rows: list[AllotmentRow]) -> Performance:
    programmes = sorted({row.programme for row in rows})
    return Performance(
        fund=code,
        year=year,
        budget=-_stands_on(book, chart.AUTHORITY, code, year),
        unallotted=_stands_on(book, chart.UNALLOTTED, code, year),
        programmes=tuple(_executed(code, year, name, [r for r in rows if r.programme == name]) for name in programmes),
    )


def _executed(code: str, year: int, programme: str, rows: list[AllotmentRow]) -> Execution:
    return Execution(
        fund=code,
        year=year,
        programme=programme,
        allotted=sum(row.allotted for row in rows),
        committed=sum(row.pre_encumbered + row.encumbered + row.held + row.unpaid for row in rows),
        paid=sum(row.paid for row in rows),
        available=sum(row.available for row in rows),
        lapsed=sum(row.lapsed for row in rows),
    )


def _stands_on(book: Book, account: chart.Account, code: str, year: int) -> int:
    found = balances(book, account=account.code, commodity=commodity(code, year, account))
    return sum(balance.amount for balance in found)
