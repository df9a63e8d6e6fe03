"""The loop of a worker: rounds while there is something to deliver, a pause where there is not, and a graceful end."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Event as Flag
from types import FrameType

from ledger.book import Book
from ledger.webhooks.delivery import Done, Worker, deliver_round
from ledger.webhooks.secrets import Secrets

Report = Callable[[Done], None]


def deliver_until(
    stop: Flag,
    book: Book,
    secrets: Secrets,
    worker: Worker,
    *,
    now: Callable[[], datetime],
    report: Report,
    idle: int | None,
) -> None:
    """Deliver until told to stop; with `idle` None, until there is nothing to do, otherwise look every so many seconds.

    What is under way when the stop comes is brought to its end first.
    """
    while not stop.is_set():
        done = deliver_round(book, secrets, worker, now)
        for each in done:
            report(each)
        if any(each.result in ("delivered", "passed") for each in done):
            continue
        if idle is None:
            return
        stop.wait(idle)


@contextmanager
def stopped_by_signals() -> Iterator[Flag]:
    """A flag that an interrupt or a request to terminate sets."""
    flag = Flag()

    def ask(_: int, __: FrameType | None) -> None:
        flag.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield flag
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
