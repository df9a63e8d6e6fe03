"""How far each receiver was told, who delivers to it now, and what became of every attempt."""

from typing import Final

import msgspec
from sqlalchemy import Connection, and_, delete, func, insert, or_, select, update

from ledger.book import Book
from ledger.tables import webhook_attempts, webhook_progress
from ledger.views.asking import reading
from ledger.views.webhooks import WEBHOOKS, WebhookRow

KEPT: Final = 1_000
"""How many attempts of a webhook are remembered."""


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """The row of one webhook; times are milliseconds since 1970."""

    webhook: str
    run: int
    position: int
    upto: int
    lease: str
    lease_until: int
    failures: int
    failing_since: int
    next_at: int


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One attempt; `attempt` counts all of the webhook, `number` those in a row since the last success."""

    webhook: str
    attempt: int = 0
    at: int
    message: str
    number: int
    events: int
    status: int
    problem: str
    duration_ms: int
    next_at: int


def due(book: Book, holder: str, now: int) -> list[WebhookRow]:
    """The active webhooks that may be tried now and that nobody else delivers to, by id."""
    at, hook = webhook_progress.c, WEBHOOKS.table.c
    with reading(book) as (connection, generation):
        asked = (
            select(*(hook[name] for name in WebhookRow.__struct_fields__))
            .join(webhook_progress, and_(at.book == hook.book, at.webhook == hook.id))
            .where(hook.book == book.place, hook.generation == generation, hook.status == "active")
            .where(or_(at.lease.in_(("", holder)), at.lease_until <= now))
            .where(or_(at.next_at <= now, at.run != hook.since))
            .order_by(hook.id)
        )
        return [WEBHOOKS.row_of(row) for row in connection.execute(asked)]


def lease(book: Book, webhook: WebhookRow, holder: str, *, now: int, until: int) -> Progress | None:
    """Take a webhook for delivery until a moment; None where somebody else has it, or just tried it in vain."""
    at = webhook_progress.c
    with book.database.writing() as connection:
        own = _row(connection, book, webhook.id)
        if own is None or not (own.lease in ("", holder) or own.lease_until <= now):
            return None
        begun = taken_up(own, webhook)
        if begun.next_at > now:
            return None
        taken = msgspec.structs.replace(begun, lease=holder, lease_until=until)
        of_webhook = and_(at.book == book.place, at.webhook == webhook.id)
        connection.execute(update(webhook_progress).where(of_webhook).values(msgspec.structs.asdict(taken)))
        connection.commit()
    return taken


def taken_up(own: Progress, webhook: WebhookRow) -> Progress:
    """Where delivery goes on: where sending was set going anew, failures are forgotten and it may begin elsewhere."""
    if webhook.run > own.run:
        own = msgspec.structs.replace(own, position=webhook.from_position, upto=0)
    if webhook.since != own.run:
        own = msgspec.structs.replace(own, run=webhook.since, failures=0, failing_since=0, next_at=0)
    return own


def save(book: Book, held: Progress, now: Progress, attempt: Attempt | None = None) -> bool:
    """Write down how far the holder of a lease came; False where the lease went to somebody else meanwhile.

    The attempt is noted in either case: it did take place.
    """
    at = webhook_progress.c
    own = and_(at.book == book.place, at.webhook == held.webhook, at.lease == held.lease, at.run == held.run)
    with book.database.writing() as connection:
        _row(connection, book, held.webhook)
        saved = connection.execute(update(webhook_progress).where(own).values(msgspec.structs.asdict(now)))
        if attempt is not None:
            _note(connection, book, attempt)
        connection.commit()
    return saved.rowcount == 1


def released(now: Progress) -> Progress:
    """The same progress with nobody delivering."""
    return msgspec.structs.replace(now, lease="", lease_until=0)


def progress(book: Book, webhook: str) -> Progress | None:
    """How far a receiver was told."""
    with book.database.snapshot() as connection:
        return _row(connection, book, webhook, fence=False)


def attempts(book: Book, webhook: str, *, before: int | None = None, limit: int = 50) -> list[Attempt]:
    """The latest attempts, or those before one, the latest first."""
    at = webhook_attempts.c
    asked = select(*(at[name] for name in Attempt.__struct_fields__)).where(
        at.book == book.place, at.webhook == webhook
    )
    if before is not None:
        asked = asked.where(at.attempt < before)
    with book.database.snapshot() as connection:
        found = connection.execute(asked.order_by(at.attempt.desc()).limit(limit))
        return [Attempt(**row._mapping) for row in found]


def _row(connection: Connection, book: Book, webhook: str, *, fence: bool = True) -> Progress | None:
    """The row of a webhook; with the fence, nobody else changes it until the transaction ends."""
    at = webhook_progress.c
    asked = select(*(at[name] for name in Progress.__struct_fields__)).where(
        at.book == book.place, at.webhook == webhook
    )
    row = connection.execute(asked.with_for_update() if fence else asked).one_or_none()
    return None if row is None else Progress(**row._mapping)


def _note(connection: Connection, book: Book, attempt: Attempt) -> None:
    """Remember an attempt under the next number, and forget those that are too old."""
    at = webhook_attempts.c
    of_webhook = and_(at.book == book.place, at.webhook == attempt.webhook)
    last = connection.execute(select(func.max(at.attempt)).where(of_webhook)).scalar_one() or 0
    numbered = msgspec.structs.replace(attempt, attempt=last + 1)
    connection.execute(insert(webhook_attempts).values(book=book.place, **msgspec.structs.asdict(numbered)))
    connection.execute(delete(webhook_attempts).where(of_webhook, at.attempt <= last + 1 - KEPT))
