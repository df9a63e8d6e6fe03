"""How delivery stands, for people and for other systems: times as times, and nothing of leases."""

from datetime import UTC, datetime, timedelta

import msgspec

from domain.errors import NotFound
from ledger.book import Book
from ledger.views.paging import LIMIT_DEFAULT, LIMIT_MOST, PageSizeOutOfRange
from ledger.webhooks import progress
from ledger.webhooks.progress import Attempt

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """Up to which position of how many the receiver confirmed; how often it failed in a row, and what then."""

    confirmed: int
    head: int
    failures: int
    failing_since: datetime | None
    next_attempt_at: datetime | None


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """One attempt: what was sent under which id, what came back (0 = nothing, and why), and when the next is due."""

    attempt: int
    at: datetime
    message: str
    number: int
    events: int
    status: int
    problem: str
    duration_ms: int
    next_attempt_at: datetime | None


def delivery(book: Book, webhook: str) -> Delivery:
    """How delivery to one receiver stands; NotFound where there is no such webhook."""
    now = progress.progress(book, webhook)
    if now is None:
        raise NotFound(field="id", what="webhook", key=webhook)
    return Delivery(
        confirmed=now.position,
        head=book.head.position,
        failures=now.failures,
        failing_since=_moment(now.failing_since),
        next_attempt_at=_moment(now.next_at),
    )


class Attempts(msgspec.Struct, frozen=True, kw_only=True):
    """Some attempts, and the number of the last of them where older ones follow."""

    items: tuple[Tried, ...]
    before: int | None


def attempts(book: Book, webhook: str, *, before: int | None = None, limit: int = LIMIT_DEFAULT) -> Attempts:
    """The latest attempts, or those before one, the latest first; raises PageSizeOutOfRange."""
    if not 1 <= limit <= LIMIT_MOST:
        raise PageSizeOutOfRange(field="limit", most=LIMIT_MOST)
    found = [_tried(each) for each in progress.attempts(book, webhook, before=before, limit=limit + 1)]
    shown = tuple(found[:limit])
    return Attempts(items=shown, before=shown[-1].attempt if len(found) > limit else None)


def _tried(attempt: Attempt) -> Tried:
    return Tried(
        attempt=attempt.attempt,
        at=_EPOCH + timedelta(milliseconds=attempt.at),
        message=attempt.message,
        number=attempt.number,
        events=attempt.events,
        status=attempt.status,
        problem=attempt.problem,
        duration_ms=attempt.duration_ms,
        next_attempt_at=_moment(attempt.next_at),
    )


def _moment(millisecond: int) -> datetime | None:
    return _EPOCH + timedelta(milliseconds=millisecond) if millisecond else None
