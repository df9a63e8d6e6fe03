"""The journal as it is read: every posting with the event behind it, by filters, in the order of the book."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Select, select

from ledger.book import Book
from ledger.views.asking import Condition
from ledger.views.jurisdiction import seen
from ledger.views.paging import FIRST, Page, Turn, between, page
from ledger.views.postings import POSTINGS, PostingRow


class Posted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which postings: by value date, and recorded up to `known_on` (in China). None asks for nothing."""

    account: str | None = None
    commodity: str | None = None
    line: str | None = None
    case: str | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    known_on: date | None = None


def journal(book: Book, sees: Sequence[str], turn: Turn = FIRST, *, asked: Posted) -> Page[PostingRow]:
    """Postings by position and number, of events in the places that are seen."""
    return page(book, POSTINGS, (), turn, conditions=conditions_of(book, asked, sees))


def conditions_of(book: Book, asked: Posted, sees: Sequence[str]) -> list[Condition]:
    """The conditions on the postings: what is asked for, of events in the places that are seen."""
    at = POSTINGS.table.c
    equal = {"account": asked.account, "commodity": asked.commodity, "line": asked.line, "case": asked.case}
    return [
        *(at[name] == value for name, value in equal.items() if value is not None),
        *between(at.effective_on, asked.effective_from, asked.effective_to),
        *between(at.known_on, None, asked.known_on),
        *seen(book, POSTINGS, sees),
    ]


def whole_journal(book: Book, generation: int, asked: Posted, sees: Sequence[str]) -> Select[tuple[Any, ...]]:
    """Every such posting, in the same order."""
    at = POSTINGS.table.c
    return (
        select(*(at[name] for name in PostingRow.__struct_fields__))
        .where(at.book == book.place, at.generation == generation, *conditions_of(book, asked, sees))
        .order_by(at.position, at.n)
    )
