"""Which exchanges a plan demands at a place on a day, and how each of them stands."""

from datetime import date

from domain.exchange import PROGRAMME, Exchange, Standing, evolve, standings
from ledger.book import Book
from ledger.law import law_for
from ledger.views import registers


def exchange_on(book: Book, exchange: str, as_of: date) -> Exchange | None:
    """The exchange by what counts up to the day; None where it was not agreed on yet."""
    state: Exchange | None = None
    for recorded in book.events(exchange):
        if recorded.meta.effective_on <= as_of:
            state = evolve(state, recorded)
    return state


def exchanges_due(book: Book, place: str, as_of: date) -> tuple[Standing, ...]:
    """Every exchange that the plan of the place demands: agreed on or not, next due, overdue."""
    found = (exchange_on(book, row.id, as_of) for row in registers.exchanges(book))
    return standings((each for each in found if each), law_for(book, PROGRAMME, place, as_of), as_of)
