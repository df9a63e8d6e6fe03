"""Whether a book can be worked with now: its store answers, and its views follow its events."""

from typing import NamedTuple

from sqlalchemy.exc import SQLAlchemyError

from domain.errors import Refusal
from ledger.book import Book
from ledger.views.projection import behind, catch_up
from ledger.views.stream import ProjectionStopped


class Health(NamedTuple):
    """`lag` is how many events the views have not read; `stopped` where one of them cannot be read."""

    reachable: bool
    lag: int = 0
    stopped: bool = False

    @property
    def good(self) -> bool:
        """Whether commands are taken and readers see what was written."""
        return self.reachable and not self.stopped


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


def lag_of(book: Book) -> int | None:
    """How many events the views have not read yet; None where the store does not answer."""
    try:
        return behind(book)
    except (SQLAlchemyError, Refusal):
        return None
