"""The view of webhooks: who is told of what, and whether sending goes on."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import msgspec

from domain.webhook import events as e
from domain.webhook.state import Status, stream_of
from ledger.views.view import Entry, Row, View


class WebhookRow(Row, frozen=True, kw_only=True):
    """A webhook. `cause` says why it rests, if it does.

    `run` is the version of the event that last said where to begin, `since` of the last that set sending going.
    """

    id: str
    url: str
    topics: tuple[str, ...]
    place: str
    status: str
    cause: str
    run: int
    from_position: int
    since: int
    key_id: str
    before_key: str
    before_until: datetime | None
    subscribed_on: date
    subscribed_by: str
    version: int
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The webhook of the event."""
    return (_id(entry),) if entry.recorded.event.topic.startswith("webhook.") else ()


def fold(known: Mapping[str, WebhookRow], entry: Entry) -> Iterable[WebhookRow]:
    """Follow the webhook."""
    recorded = entry.recorded
    match recorded.event:
        case e.Subscribed() as event:
            return (_new(entry, event),)
        case e.Paused() as event:
            return (_changed(known, entry, status="paused", cause=event.cause),)
        case e.Resumed():
            return (_changed(known, entry, status="active", cause="", since=recorded.version),)
        case e.Ended():
            return (_changed(known, entry, status="ended", cause=""),)
        case e.Replayed() as event:
            begins = {"run": recorded.version, "since": recorded.version, "from_position": event.from_position}
            return (_changed(known, entry, **begins),)
        case e.SecretRotated() as event:
            keys = {"key_id": event.key_id, "before_key": event.before, "before_until": event.until}
            return (_changed(known, entry, **keys),)
    return ()


def _id(entry: Entry) -> str:
    return entry.recorded.stream.removeprefix(stream_of(""))


def _changed(known: Mapping[str, WebhookRow], entry: Entry, **to: object) -> WebhookRow:
    recorded = entry.recorded
    return msgspec.structs.replace(known[_id(entry)], version=recorded.version, last_position=recorded.position, **to)


def _new(entry: Entry, event: e.Subscribed) -> WebhookRow:
    recorded = entry.recorded
    status: Status = "active"
    return WebhookRow(
        id=_id(entry),
        url=event.url,
        topics=event.topics,
        place=event.place,
        status=status,
        cause="",
        run=recorded.version,
        from_position=event.from_position,
        since=recorded.version,
        key_id=event.key_id,
        before_key="",
        before_until=None,
        subscribed_on=recorded.meta.effective_on,
        subscribed_by=recorded.meta.actor,
        version=recorded.version,
        last_position=recorded.position,
    )


WEBHOOKS = View("webhooks", WebhookRow, key=("id",), fold=fold, needs=needs)
