"""The journal as it is read: every posting with the event behind it, by filters, in the order of the book."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Select, select

from ledger.book import Book
from ledger.views.asking import Condition
from ledger.views.jurisdiction import seen
from ledger.views.postings import POSTINGS
from ledger.views.timeline import TIMELINE


class Posted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which postings: those with a value date from `since` up to `until`, recorded up to `known_on` (in China).

    None asks for nothing.
    """

    account: str | None = None
    commodity: str | None = None
    line: str | None = None
    case: str | None = None
    since: date | None = None
    until: date | None = None
    known_on: date | None = None


class JournalLine(msgspec.Struct, frozen=True, kw_only=True):
    """The n-th posting (fen, debit positive) of the event at a position; `subject` is the stream of the event."""

    position: int
    n: int
    event: str
    subject: str
    effective_on: date
    known_on: date
    recorded_at: datetime
    account: str
    commodity: str
    line: str
    case: str
    place: str
    amount: int


def conditions_of(book: Book, asked: Posted, sees: Sequence[str]) -> list[Condition]:
    """The conditions on the postings: what is asked for, of events in the places that are seen."""
    at = POSTINGS.table.c
    equal = {"account": asked.account, "commodity": asked.commodity, "line": asked.line, "case": asked.case}
    found = [at[name] == value for name, value in equal.items() if value is not None]
    if asked.since is not None:
        found.append(at.effective_on >= asked.since.isoformat())
    if asked.until is not None:
        found.append(at.effective_on <= asked.until.isoformat())
    if asked.known_on is not None:
        found.append(at.known_on <= asked.known_on.isoformat())
    return [*found, *seen(book, POSTINGS, sees)]


def journal_lines(book: Book, generation: int, asked: Posted, sees: Sequence[str]) -> Select[tuple[Any, ...]]:
    """The lines of the journal as `JournalLine` names them, in the order of the book."""
    posting, event = POSTINGS.table.c, TIMELINE.table.c
    same = (event.book == posting.book) & (event.generation == posting.generation)
    return (
        select(
            posting.position,
            posting.n,
            event.topic.label("event"),
            event.stream.label("subject"),
            *(posting[name] for name in JournalLine.__struct_fields__[4:]),
        )
        .join_from(POSTINGS.table, TIMELINE.table, same & (event.position == posting.position))
        .where(posting.book == book.place, posting.generation == generation, *conditions_of(book, asked, sees))
        .order_by(posting.position, posting.n)
    )
