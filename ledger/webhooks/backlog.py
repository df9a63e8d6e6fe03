"""How far receivers are behind the log, for those who watch over a book."""

from typing import NamedTuple

from ledger.book import Book
from ledger.feed.reading import MOST, page
from ledger.views import asking
from ledger.views.webhooks import WEBHOOKS, WebhookRow
from ledger.webhooks.progress import Progress, progress, taken_up


class Backlog(NamedTuple):
    """Of the active webhooks: the most events that one was not told yet, up to a page, and how many fail at present."""

    events: int
    failing: int


def backlog_of(book: Book) -> Backlog:
    """How far the receivers of a book are behind."""
    active = asking.rows(book, WEBHOOKS, ("id",), {"status": "active"})
    stands = [(webhook, told) for webhook in active if (told := progress(book, webhook.id))]
    return Backlog(
        events=max((_waiting(book, webhook, taken_up(told, webhook)) for webhook, told in stands), default=0),
        failing=sum(told.failures > 0 for _, told in stands),
    )


def _waiting(book: Book, webhook: WebhookRow, told: Progress) -> int:
    """Events that the webhook asks for; what lies between them, and was only looked at, does not wait."""
    read = page(book, after=told.position, limit=MOST, topics=webhook.topics, sees=(webhook.place,))
    return len(read.items)
