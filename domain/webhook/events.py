"""What can happen to a webhook."""

from datetime import datetime
from typing import ClassVar, Literal

from domain.events import Event

Cause = Literal["asked", "failing", "gone"]
"""Why a webhook rests: an officer said so, the receiver failed for too long, or it answered that it is gone."""


class Subscribed(Event, frozen=True, kw_only=True):
    """A receiver is told of events of these topics in this place, from behind a position on; `key_id` signs."""

    topic: ClassVar[str] = "webhook.Subscribed"
    url: str
    topics: tuple[str, ...]
    place: str
    from_position: int
    key_id: str


class Paused(Event, frozen=True, kw_only=True):
    """Nothing is sent until somebody resumes it; nothing is lost meanwhile."""

    topic: ClassVar[str] = "webhook.Paused"
    cause: Cause


class Resumed(Event, frozen=True, kw_only=True):
    """Sending goes on where it stopped."""

    topic: ClassVar[str] = "webhook.Resumed"


class Replayed(Event, frozen=True, kw_only=True):
    """Everything behind the position is sent anew."""

    topic: ClassVar[str] = "webhook.Replayed"
    from_position: int


class SecretRotated(Event, frozen=True, kw_only=True):
    """A new secret signs; the one before signs beside it until then, and no older one any more."""

    topic: ClassVar[str] = "webhook.SecretRotated"
    key_id: str
    before: str
    until: datetime


class Ended(Event, frozen=True, kw_only=True):
    """The receiver is told nothing more, and its secrets are destroyed."""

    topic: ClassVar[str] = "webhook.Ended"
