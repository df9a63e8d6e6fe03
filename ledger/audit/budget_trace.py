"""The budget's side of a trace: its documents, its balances, and every case that holds a share of it."""

from collections import defaultdict
from collections.abc import Iterable

from domain import fund
from domain.errors import NotFound
from domain.events import Recorded
from ledger import chart
from ledger.audit.tree import Budget, BudgetDocument, CaseShare
from ledger.book import Book
from ledger.journal import commodity
from ledger.views import queries
from ledger.views.balances import balances
from ledger.views.cases import CaseRow, line_of
from ledger.views.payments import PaymentRow
from ledger.views.summaries import summary

_SHARES = {
    chart.PRE_ENCUMBERED.code: "pre_encumbered",
    chart.ENCUMBERED.code: "encumbered",
    chart.ENCUMBERED_HELD.code: "held",
    chart.EXPENDED_UNPAID.code: "unpaid",
    chart.EXPENDED_PAID.code: "paid",
}


def budget_of_line(book: Book, key: str) -> Budget:
    """A budget line with the documents that made it."""
    line = line_of(key)
    return Budget(
        fund=line.fund,
        year=line.year,
        line=key,
        documents=_documents(book, line.fund, line.year, key),
        balances=tuple(balances(book, group_by=("account", "commodity", "line"), line=key)),
    )


def budget_of_year(book: Book, code: str, year: int) -> Budget:
    """A fund's whole year."""
    documents = _documents(book, code, year, "")
    if not documents:
        raise NotFound(field="id", what="budget", key=fund.stream_of(code, year))
    return Budget(
        fund=code,
        year=year,
        line="",
        documents=documents,
        balances=tuple(found for track in _tracks(code, year) for found in balances(book, commodity=track)),
    )


def shares(book: Book, budget: Budget) -> tuple[CaseShare, ...]:
    """Every case that was accepted on the budget, with what it holds of it now and its payments."""
    lines = (
        {budget.line}
        if budget.line
        else {row.id for row in queries.allotments(book, fund=budget.fund, year=budget.year)}
    )
    sums: dict[str, dict[str, int]] = defaultdict(dict)
    payments: dict[str, list[PaymentRow]] = defaultdict(list)
    for line in sorted(lines):
        for held in balances(book, group_by=("account", "case"), line=line):
            if held.case and held.account in _SHARES:
                sums[held.case][_SHARES[held.account]] = held.amount
        for payment in queries.payments(book, line=line):
            payments[payment.case].append(payment)
    cases = sorted((case for case in queries.cases(book) if case.line in lines or case.id in sums), key=_by_id)
    return tuple(_share(case, sums[case.id], payments[case.id]) for case in cases)


def _by_id(case: CaseRow) -> str:
    return case.id


def _share(case: CaseRow, sums: dict[str, int], payments: Iterable[PaymentRow]) -> CaseShare:
    return CaseShare(
        case=case.id,
        applicant=case.applicant,
        programme=case.programme,
        status=case.status,
        pre_encumbered=sums.get("pre_encumbered", 0),
        encumbered=sums.get("encumbered", 0),
        held=sums.get("held", 0),
        unpaid=sums.get("unpaid", 0),
        paid=sums.get("paid", 0),
        payments=tuple(payments),
        first_position=case.first_position,
        last_position=case.last_position,
    )


def _tracks(code: str, year: int) -> tuple[str, str]:
    return commodity(code, year, chart.AUTHORITY), commodity(code, year, chart.TREASURY_RIGHT)


def _documents(book: Book, code: str, year: int, line: str) -> tuple[BudgetDocument, ...]:
    found = (_document(recorded, line) for recorded in book.events(fund.stream_of(code, year)))
    return tuple(document for document in found if document)


def _document(recorded: Recorded, line: str) -> BudgetDocument | None:
    """The document of an event of the fund; None for an allotment to another line."""
    match recorded.event:
        case fund.Appropriated() | fund.CarriedForwardIn() as event:
            return _made(recorded, event.document, event.amount, "")
        case fund.Allotted() | fund.AllotmentWithdrawn() as event if line in ("", event.line.key):
            return _made(recorded, event.document, event.amount, event.line.key)
        case fund.YearClosed() as event:
            return _made(recorded, event.document, event.carried_forward + event.lapsed, "")
    return None


def _made(recorded: Recorded, document: str, amount: int, line: str) -> BudgetDocument:
    zh, en = summary(recorded.event)
    return BudgetDocument(
        position=recorded.position,
        topic=recorded.event.topic,
        document=document,
        amount=amount,
        line=line,
        effective_on=recorded.meta.effective_on,
        actor=recorded.meta.actor,
        zh=zh,
        en=en,
    )
