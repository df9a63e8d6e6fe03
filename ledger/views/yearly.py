"""The yearly report of a plan: budget, programmes, payments, targets and duties, every figure from the ledger."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

import msgspec

from domain.errors import Refusal
from ledger import chart
from ledger.book import Book
from ledger.journal import commodity, fund_of
from ledger.law import statutes_of
from ledger.views import queries
from ledger.views.balances import Balance, balances
from ledger.views.cases import CaseRow
from ledger.views.due import Owed, owed
from ledger.views.payments import PaymentRow
from ledger.views.progress import Progress, progress


class ReportDoesNotTie(Refusal):
    """年度报告与账本不符:「{what}」报告为 {reported},账本为 {booked}。

    The yearly report does not tie to the ledger: "{what}" is {reported} in the report and {booked} in the ledger.
    """


class YearNotOfPlan(Refusal):
    """第 {plan} 个行动方案没有 {year} 年度,或其地区与本账套无关。

    Plan {plan} has no year {year}, or its place has nothing to do with this book.
    """


class FundYear(msgspec.Struct, frozen=True, kw_only=True):
    """The budget (fen) of a fund's year at the report's day; it is the sum of all that follows it."""

    fund: str
    year: int
    budget: int
    unallotted: int
    available: int
    pre_encumbered: int
    encumbered: int
    held: int
    unpaid: int
    paid: int
    lapsed: int
    carried_forward: int


class ProgrammeYear(msgspec.Struct, frozen=True, kw_only=True):
    """A programme at a place: cases by what happened in the year, money (fen) that left or came back in it."""

    programme: str
    place: str
    applied: int
    approved: int
    refused: int
    granted: int
    paid: int
    returned: int


class YearlyReport(msgspec.Struct, frozen=True, kw_only=True):
    """The report of a plan's year as the book knew it at `position`, under the statutes of that digest."""

    plan: int
    year: int
    place: str
    as_of: date
    position: int
    statutes: str
    mode: str
    funds: tuple[FundYear, ...]
    programmes: tuple[ProgrammeYear, ...]
    targets: tuple[Progress, ...]
    duties: tuple[Owed, ...]


def yearly_report(book: Book, *, plan: int, year: int) -> YearlyReport:
    """The report at the year's end; raises ReportDoesNotTie rather than show what the ledger does not have."""
    as_of = date(year, 12, 31)
    targets = tuple(one for one in progress(book, as_of=as_of, plan=plan) if one.year in (None, year))
    duties = tuple(
        one
        for one in owed(book, as_of=as_of)
        if one.duty.rules[0].startswith(f"P{plan}-") and one.period.id in (str(year), "term")
    )
    if not targets and not duties:
        raise YearNotOfPlan(field="plan", plan=plan, year=year)
    booked = balances(book, as_of=as_of)
    report = YearlyReport(
        plan=plan,
        year=year,
        place=book.place,
        as_of=as_of,
        position=book.head.position,
        statutes=statutes_of(book).digest,
        mode=book.mode,
        funds=tuple(_funds(booked)),
        programmes=tuple(_programmes(queries.cases(book), queries.payments(book), year)),
        targets=targets,
        duties=duties,
    )
    _check(book, report, booked)
    return report


_FIELDS = {
    chart.UNALLOTTED.code: "unallotted",
    chart.ALLOTTED.code: "available",
    chart.PRE_ENCUMBERED.code: "pre_encumbered",
    chart.ENCUMBERED.code: "encumbered",
    chart.ENCUMBERED_HELD.code: "held",
    chart.EXPENDED_UNPAID.code: "unpaid",
    chart.EXPENDED_PAID.code: "paid",
    chart.LAPSED.code: "lapsed",
    chart.CARRIED_FORWARD.code: "carried_forward",
}


def _funds(booked: Iterable[Balance]) -> Iterable[FundYear]:
    """One row for each budget commodity that the book has at the day."""
    found: dict[str, Counter[str]] = {}
    for balance in booked:
        if balance.account in _FIELDS or balance.account == chart.AUTHORITY.code:
            found.setdefault(balance.commodity, Counter())[balance.account] += balance.amount
    for name, amounts in sorted(found.items()):
        fund, year = fund_of(name)
        parts = {name: amounts[account] for account, name in _FIELDS.items()}
        yield FundYear(fund=fund, year=year, budget=sum(parts.values()), **parts)


def _programmes(cases: list[CaseRow], payments: list[PaymentRow], year: int) -> Iterable[ProgrammeYear]:
    counted: dict[tuple[str, str], Counter[str]] = {}
    of_case = {case.id: (case.programme, case.place) for case in cases}
    for case in cases:
        seen = counted.setdefault((case.programme, case.place), Counter())
        seen["applied"] += case.applied_on.year == year
        if case.decided_on is not None and case.decided_on.year == year:
            granted = case.status in ("approved", "terminated")
            seen["approved"] += granted
            seen["refused"] += case.status == "rejected"
            seen["granted"] += case.amount if granted else 0
    for payment in payments:
        seen = counted.setdefault(of_case[payment.case], Counter())
        seen["paid"] += payment.amount if _in(payment.settled_on, year) else 0
        seen["returned"] += payment.amount if _in(payment.returned_on, year) and payment.returned_by else 0
    for (code, place), seen in sorted(counted.items()):
        if any(seen.values()):
            yield ProgrammeYear(programme=code, place=place, **{name: seen[name] for name in _COUNTED})


_COUNTED = ("applied", "approved", "refused", "granted", "paid", "returned")


def _in(day: date | None, year: int) -> bool:
    return day is not None and day.year == year


def _check(book: Book, report: YearlyReport, booked: list[Balance]) -> None:
    """Compare the report with the postings and with the view of budget lines, which were folded each on its own."""
    for row in report.funds:
        authority = -_amount(booked, chart.AUTHORITY.code, row)
        _tie(f"预算 budget {row.fund} {row.year}", row.budget, authority)
    if booked == balances(book):
        for row in report.funds:
            lines = queries.allotments(book, fund=row.fund, year=row.year)
            _tie(f"已付 paid {row.fund} {row.year}", row.paid, sum(line.paid for line in lines))
            _tie(f"可用 available {row.fund} {row.year}", row.available, sum(line.available for line in lines))


def _amount(booked: list[Balance], account: str, row: FundYear) -> int:
    name = commodity(row.fund, row.year, chart.BY_CODE[account])
    return sum(each.amount for each in booked if each.account == account and each.commodity == name)


def _tie(what: str, reported: int, booked: int) -> None:
    if reported != booked:
        raise ReportDoesNotTie(field="report", what=what, reported=reported, booked=booked)
