"""The first event of a book."""

from typing import ClassVar, Literal

from domain.events import Event


class Opened(Event, frozen=True, kw_only=True):
    """A set of accounts was opened for a place, for demonstration or for production, on this statute book."""

    topic: ClassVar[str] = "book.Opened"
    place: str
    mode: Literal["demo", "production"]
    statute_digest: str
