"""Requests that look at all evidence of a book: one at a time in a process, since each takes gigabytes."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Final

from api.http.at import At
from api.http.refusals import ServerBusy
from ledger.checks.running import CheckRoom

AT_ONCE: Final = 1
_LOOKING: Final = BoundedSemaphore(AT_ONCE)


@contextmanager
def room_for_all(at: At) -> Iterator[CheckRoom]:
    """The room of the book; refused while somebody else looks at everything."""
    room = at.room
    if not _LOOKING.acquire(blocking=False):
        raise ServerBusy()
    try:
        yield room
    finally:
        _LOOKING.release()
