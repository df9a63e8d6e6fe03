"""A webhook as its events leave it."""

from datetime import date, datetime
from typing import Literal

import msgspec

from domain.events import Recorded
from domain.webhook import events as e

Status = Literal["active", "paused", "ended"]


class Webhook(msgspec.Struct, frozen=True, kw_only=True):
    """One webhook. `key_id` names the secret that signs; until `before_until` that of `before_key` signs beside it."""

    id: str
    place: str
    status: Status
    key_id: str
    last_on: date
    before_key: str = ""
    before_until: datetime | None = None

    def signing_keys(self, now: datetime) -> tuple[str, ...]:
        """The names of the secrets that sign at a moment."""
        return signing_keys(self.key_id, self.before_key, self.before_until, now)


def signing_keys(key_id: str, before_key: str, before_until: datetime | None, now: datetime) -> tuple[str, ...]:
    """The names of the secrets that sign at a moment, the newest first."""
    rotating = before_until is not None and now < before_until
    return (key_id, before_key) if rotating else (key_id,)


def stream_of(id: str) -> str:
    """The stream of a webhook."""
    return f"webhook:{id}"


def evolve(state: Webhook | None, recorded: Recorded) -> Webhook | None:
    """Fold one event into the webhook."""
    on = recorded.meta.effective_on
    if state is None:
        return _subscribed(recorded)
    state = msgspec.structs.replace(state, last_on=max(state.last_on, on))
    match recorded.event:
        case e.Paused():
            return msgspec.structs.replace(state, status="paused")
        case e.Resumed():
            return msgspec.structs.replace(state, status="active")
        case e.Ended():
            return msgspec.structs.replace(state, status="ended")
        case e.SecretRotated() as event:
            return msgspec.structs.replace(
                state, key_id=event.key_id, before_key=event.before, before_until=event.until
            )
    return state


def _subscribed(recorded: Recorded) -> Webhook | None:
    event = recorded.event
    if not isinstance(event, e.Subscribed):
        return None
    return Webhook(
        id=recorded.stream.removeprefix(stream_of("")),
        place=event.place,
        status="active",
        key_id=event.key_id,
        last_on=recorded.meta.effective_on,
    )
