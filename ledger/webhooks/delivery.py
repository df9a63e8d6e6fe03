"""Delivering to one webhook: take it, send the next batch, write down what became of it, give it back."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final, Literal, Protocol

import msgspec

from domain.errors import Refusal
from domain.webhook.events import Cause
from domain.webhook.state import signing_keys
from ledger.book import Book
from ledger.commands import webhooks
from ledger.commands.base import Request
from ledger.feed.cloud_events import cloud_event
from ledger.feed.reading import MOST, Item, Page, page
from ledger.views.webhooks import WebhookRow
from ledger.webhooks import progress
from ledger.webhooks.progress import Attempt, Progress
from ledger.webhooks.schedule import PATIENCE, millisecond, too_long, wait
from ledger.webhooks.secrets import Secrets
from ledger.webhooks.signature import headers

CONTENT_TYPE: Final = "application/cloudevents-batch+json"
GONE: Final = 410

SKIPPED: Final = 1_000
"""How many positions without an event for the receiver are passed before that is written down."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a receiver answered: an HTTP status, or 0 and why there was none; milliseconds that it took and asks for."""

    status: int
    problem: str = ""
    duration_ms: int = 0
    retry_after_ms: int = 0

    @property
    def confirmed(self) -> bool:
        """True for 2xx: only then was the batch delivered."""
        return 200 <= self.status < 300


class Send(Protocol):
    """Posts a body to an address and tells what came back; it raises nothing that a receiver can bring about."""

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer: ...


class Worker(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker works with: its name among workers, its limits, ways to the network, to chance and to a request.

    `request` makes the request, of a key and a reason, for pausing a webhook that fails for longer than `patience`.
    """

    name: str
    send: Send
    jitter: Callable[[], int]
    request: Callable[[str, str], Request]
    batch: int = 100
    lease: timedelta = timedelta(seconds=90)
    patience: timedelta = PATIENCE


Result = Literal["delivered", "failed", "paused", "passed", "nothing", "busy"]
"""`passed`: only events that are not for the receiver, and there are more; `busy`: somebody else delivers."""


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one webhook in one round; `refusal` where it could not be paused or read."""

    webhook: str
    result: Result
    attempt: Attempt | None = None
    refusal: Refusal | None = None


def deliver_round(book: Book, secrets: Secrets, worker: Worker, now: Callable[[], datetime]) -> list[Done]:
    """Try every webhook that is due once; a webhook that cannot be tried does not keep the others waiting."""
    done = []
    for webhook in progress.due(book, worker.name, millisecond(now())):
        try:
            done.append(deliver(book, secrets, worker, webhook, now()))
        except Refusal as refusal:
            done.append(Done(webhook=webhook.id, result="failed", refusal=refusal))
    return done


def deliver(book: Book, secrets: Secrets, worker: Worker, webhook: WebhookRow, now: datetime) -> Done:
    """Send the next batch of one webhook at a moment, if this worker gets hold of it.

    A batch that was tried before is sent again as it was, under the same id, until the receiver confirms it.
    """
    at = millisecond(now)
    known = progress.progress(book, webhook.id)
    if known is None or _nothing_new(book, progress.taken_up(known, webhook), webhook, worker.batch):
        return Done(webhook=webhook.id, result="nothing")
    held = progress.lease(book, webhook, worker.name, now=at, until=millisecond(now + worker.lease))
    if held is None:
        return Done(webhook=webhook.id, result="busy")
    read = _next(book, webhook, held, worker.batch)
    if not read.items:
        return _passed(book, webhook, held, read)
    tried = msgspec.structs.replace(held, upto=read.items[-1].position)
    if tried != held and not progress.save(book, held, tried):
        return Done(webhook=webhook.id, result="busy")
    return _settle(book, worker, webhook, tried, _send(secrets, worker, webhook, read.items, now))


class _Sent(msgspec.Struct, frozen=True, kw_only=True):
    message: str
    items: tuple[Item, ...]
    at: int
    answer: Answer


def _send(secrets: Secrets, worker: Worker, webhook: WebhookRow, items: tuple[Item, ...], now: datetime) -> _Sent:
    message = f"{webhook.id}-{webhook.run}-{items[0].position}-{items[-1].position}"
    body = msgspec.json.encode([cloud_event(item) for item in items])
    names = signing_keys(webhook.key_id, webhook.before_key, webhook.before_until, now)
    keys = [secrets.open(webhook.id, name) for name in names]
    answer = worker.send(webhook.url, {"content-type": CONTENT_TYPE, **headers(message, body, keys, now)}, body)
    return _Sent(message=message, items=items, at=millisecond(now), answer=answer)


def _nothing_new(book: Book, stands: Progress, webhook: WebhookRow, batch: int) -> bool:
    """Looked up before anything is written, as a worker looks at every webhook again and again."""
    read = _next(book, webhook, stands, batch)
    return not read.items and not read.more and read.reached - stands.position < SKIPPED


def _next(book: Book, webhook: WebhookRow, held: Progress, batch: int) -> Page:
    """The batch that was tried last, or else the next one."""
    limit = MOST if held.upto else batch
    read = page(book, after=held.position, limit=limit, topics=webhook.topics, sees=(webhook.place,))
    if not held.upto:
        return read
    again = tuple(item for item in read.items if item.position <= held.upto)
    return Page(items=again, reached=held.upto, more=True)


def _passed(book: Book, webhook: WebhookRow, held: Progress, read: Page) -> Done:
    progress.save(book, held, progress.released(msgspec.structs.replace(held, position=read.reached)))
    return Done(webhook=webhook.id, result="passed" if read.more else "nothing")


def _settle(book: Book, worker: Worker, webhook: WebhookRow, tried: Progress, sent: _Sent) -> Done:
    ended = sent.at + sent.answer.duration_ms
    after = _confirmed(tried) if sent.answer.confirmed else _failed(tried, worker, sent, ended)
    attempt = Attempt(
        webhook=webhook.id,
        at=sent.at,
        message=sent.message,
        number=tried.failures + 1,
        events=len(sent.items),
        status=sent.answer.status,
        problem=sent.answer.problem,
        duration_ms=sent.answer.duration_ms,
        next_at=after.next_at,
    )
    if not progress.save(book, tried, progress.released(after), attempt):
        return Done(webhook=webhook.id, result="busy", attempt=attempt)
    if sent.answer.confirmed:
        return Done(webhook=webhook.id, result="delivered", attempt=attempt)
    return _rests(book, worker, webhook, attempt, _cause(worker, after, sent.answer, ended))


def _confirmed(tried: Progress) -> Progress:
    return msgspec.structs.replace(tried, position=tried.upto, upto=0, failures=0, failing_since=0, next_at=0)


def _failed(tried: Progress, worker: Worker, sent: _Sent, ended: int) -> Progress:
    failures = tried.failures + 1
    return msgspec.structs.replace(
        tried,
        failures=failures,
        failing_since=tried.failing_since or sent.at,
        next_at=ended + wait(failures, jitter=worker.jitter(), asked=sent.answer.retry_after_ms),
    )


def _cause(worker: Worker, after: Progress, answer: Answer, ended: int) -> Cause | None:
    if answer.status == GONE:
        return "gone"
    return "failing" if too_long(after.failing_since, ended, worker.patience) else None


_WHY: Final[Mapping[Cause, str]] = {"gone": "接收方答复 410,已停止接收", "failing": "接收方持续未确认,超过期限"}


def _rests(book: Book, worker: Worker, webhook: WebhookRow, attempt: Attempt, cause: Cause | None) -> Done:
    """Pause the webhook where there is cause; whichever worker finds it, it is paused once."""
    if cause is None:
        return Done(webhook=webhook.id, result="failed", attempt=attempt)
    request = worker.request(f"webhook-{webhook.id}-{webhook.version}-{cause}", _WHY[cause])
    try:
        webhooks.pause(book, webhooks.Pause(webhook=webhook.id, cause=cause), request)
    except Refusal as refusal:
        return Done(webhook=webhook.id, result="failed", attempt=attempt, refusal=refusal)
    return Done(webhook=webhook.id, result="paused", attempt=attempt)
