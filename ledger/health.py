"""Whether a book can be worked with now: its store answers, and its views follow its events."""

from typing import NamedTuple

from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError, TimeoutError

from domain.errors import Refusal
from ledger.book import Book
from ledger.views.projection import behind, catch_up
from ledger.views.stream import ProjectionStopped
from ledger.webhooks.backlog import Backlog, backlog_of


class Health(NamedTuple):
    """`lag` is how many events the views have not read; `stopped` where one of them cannot be read."""

    reachable: bool
    lag: int = 0
    stopped: bool = False

    @property
    def good(self) -> bool:
        """Whether commands are taken and readers see what was written."""
        return self.reachable and not self.stopped


class Vitals(NamedTuple):
    """How many events the views have not read, and how far receivers are behind (None where the views stopped)."""

    lag: int
    backlog: Backlog | None


def health_of(book: Book) -> Health:
    """Look whether the store answers, and let the views catch up, which a reader would do anyway."""
    lag = 0
    try:
        lag = behind(book)
        if lag:
            catch_up(book)
    except ProjectionStopped:
        return Health(reachable=True, lag=lag, stopped=True)
    except (SQLAlchemyError, Refusal):
        return Health(reachable=False)
    return Health(reachable=True)


def vitals_of(book: Book) -> Vitals | None:
    """What can be measured of a book; None where the store does not answer."""
    try:
        return Vitals(lag=behind(book), backlog=_backlog_of(book))
    except (SQLAlchemyError, Refusal):
        return None


def _backlog_of(book: Book) -> Backlog | None:
    try:
        return backlog_of(book)
    except ProjectionStopped:
        return None


def store_failed(error: BaseException) -> bool:
    """Whether it was the store that did not answer: nothing is wrong with the request, and later it may be taken."""
    return isinstance(error, OperationalError | InterfaceError | TimeoutError)
