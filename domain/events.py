"""Events: what happened, in the past tense; a topic is a published name that never changes."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import ClassVar

import msgspec


class Event(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The payload of one event. Money is integer fen; no field may hold personal data in the clear."""

    topic: ClassVar[str] = ""
    schema: ClassVar[int] = 1


class Meta(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who did it, when it counts (`effective_on`), when it became known (`recorded_at`, UTC), and why."""

    book: str
    effective_on: date
    recorded_at: datetime
    actor: str
    roles: tuple[str, ...]
    reason: str
    command_id: str
    causation: str | None = None


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """An event in its stream: `version` counts from 1 in it, `position` from 1 in the book (0 = not yet stored)."""

    stream: str
    version: int
    event: Event
    meta: Meta
    position: int = 0

    @property
    def originator_id(self) -> str:
        """The stream, under the name that the eventsourcing library gives it."""
        return self.stream

    @property
    def originator_version(self) -> int:
        """The version, under the name that the eventsourcing library gives it."""
        return self.version


def event_classes(base: type[Event] = Event) -> Iterator[type[Event]]:
    """Every event class that has been imported and has a topic."""
    for cls in base.__subclasses__():
        if cls.topic:
            yield cls
        yield from event_classes(cls)
