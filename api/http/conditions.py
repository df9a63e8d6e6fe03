"""The headers that make a write safe: Idempotency-Key, and If-Match with the version that was read."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from flask import Request as HttpRequest

from api.http.refusals import IdempotencyKeyMissing, RequestInFlight, VersionMalformed, VersionMissing
from domain.wording import identifier

_VERSION = re.compile(r'"(0|[1-9][0-9]{0,17})"')


def key_of(sent: HttpRequest) -> str:
    """The idempotency key."""
    key = sent.headers.get("Idempotency-Key", "")
    if not key:
        raise IdempotencyKeyMissing(field="Idempotency-Key")
    return identifier(key, "Idempotency-Key")


def version_of(sent: HttpRequest) -> int:
    """The version that the caller acts on."""
    text = sent.headers.get("If-Match", "")
    if not text:
        raise VersionMissing(field="If-Match")
    match = _VERSION.fullmatch(text.strip())
    if match is None:
        raise VersionMalformed(field="If-Match")
    return int(match[1])


def etag(version: int) -> str:
    """The version as an entity tag."""
    return f'"{version}"'


class InFlight:
    """The keys whose requests are being carried out, in all workers of one server.

    Threads of a process share a set. Between processes the store decides: the second finds the first one's answer.
    """

    def __init__(self) -> None:
        self._mutex = Lock()
        self._keys: set[tuple[str, str]] = set()

    @contextmanager
    def alone(self, book: str, key: str) -> Iterator[None]:
        """Carry a request out; refuses a second one under the same key meanwhile."""
        with self._mutex:
            if (book, key) in self._keys:
                raise RequestInFlight(field="Idempotency-Key", key=key)
            self._keys.add((book, key))
        try:
            yield
        finally:
            with self._mutex:
                self._keys.discard((book, key))
