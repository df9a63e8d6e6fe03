"""The first event of a book."""

from typing import ClassVar, Literal

from domain.events import Event


class Opened(Event, frozen=True, kw_only=True):
    """A set of accounts was opened for a place, for demonstration or for production, on this statute book.

    `key_check` tells the book's key file from any other, and says nothing about its keys.
    """

    topic: ClassVar[str] = "book.Opened"
    place: str
    mode: Literal["demo", "production"]
    statute_digest: str
    key_check: str
