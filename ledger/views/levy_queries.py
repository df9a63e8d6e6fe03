"""Questions about levies: credit records, and who may be commended."""

from datetime import date

from domain.levy.facts import CODE
from domain.levy.honours import may_be_commended
from domain.working import Decision
from ledger.book import Book
from ledger.commands.load import load_levy
from ledger.law import law_for
from ledger.views.asking import rows
from ledger.views.credits import CREDITS, CreditRow


def credit_records(book: Book, *, status: str | None = None, uscc: str | None = None) -> list[CreditRow]:
    """Credit records by year and employer."""
    return rows(book, CREDITS, ("year", "uscc"), {"status": status, "uscc": uscc})


def commendable(book: Book, levy_id: str, day: date) -> Decision:
    """Whether the employer of a levy, or its head, may be commended on that day."""
    state, _ = load_levy(book, levy_id)
    return may_be_commended(state, law_for(book, CODE, state.place, day), day)
