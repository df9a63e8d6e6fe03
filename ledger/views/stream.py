"""The book as the views read it: stored rows, and the events and postings behind them."""

from eventsourcing.persistence import Notification
from msgspec import MsgspecError

from domain.errors import Refusal
from domain.events import Recorded
from ledger.book import Book
from ledger.journal import postings
from ledger.recorder import StoredRow
from ledger.views.view import Entry

UNUSABLE = (Refusal, MsgspecError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError)
"""What an event may raise that does not decode, or does not fit what happened before it."""


class ProjectionStopped(Refusal):
    """第 {position} 号事件({topic})无法计入视图:{problem}。视图停在它之前,查明原因之前不会越过。

    Event {position} ({topic}) cannot be folded into the views: {problem}. They stop before it and do not skip it.
    """


def recorded_of(book: Book, row: StoredRow) -> Recorded:
    """The event behind a stored row; raises what the codec raises where it does not decode."""
    stored = Notification(row.stream, row.version, row.topic, row.state, row.position)
    recorded = book.application.mapper.to_domain_event(stored)
    if not isinstance(recorded, Recorded):
        raise TypeError(type(recorded).__name__)
    return recorded


def entry_of(book: Book, row: StoredRow) -> Entry:
    """The event behind a stored row, with its postings."""
    recorded = recorded_of(book, row)
    return Entry(recorded, postings(recorded))


def stopped(position: int, topic: str, error: Exception) -> ProjectionStopped:
    """The error that names the event at which the views stop."""
    problem = f"{type(error).__name__}: {error}"
    return ProjectionStopped(field="position", position=position, topic=topic, problem=problem)
