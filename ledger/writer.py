"""Group commit: commands that arrive together share one transaction, and each is told only after the commit."""

from collections.abc import Callable, Sequence
from threading import Lock

from ledger.store.append import Append, Appended
from ledger.store.transaction import AppendUnconfirmed, Outcome


class _Ticket:
    """A command that waits for its outcome, or for its turn to lead."""

    def __init__(self, append: Append) -> None:
        self.append = append
        self.outcome: Outcome | None = None
        self._gate = Lock()
        self._gate.acquire()

    def wait(self) -> None:
        self._gate.acquire()

    def wake(self) -> None:
        self._gate.release()

    def result(self) -> Appended:
        if isinstance(self.outcome, Appended):
            return self.outcome
        raise self.outcome or _interrupted()


class GroupWriter:
    """Lets one thread at a time write for all that wait; needs no thread of its own and never sleeps.

    The first to come leads: it commits all that is queued by then. What arrives meanwhile is the next group, led by
    its own first.
    """

    def __init__(self, commit: Callable[[Sequence[Append]], Sequence[Outcome]]) -> None:
        self._commit = commit
        self._mutex = Lock()
        self._queue: list[_Ticket] = []
        self._led = False

    def write(self, append: Append) -> Appended:
        """Append a command; returns its positions once they are durable, or raises why it was not taken."""
        ticket = _Ticket(append)
        if not self._join(ticket):
            ticket.wait()
        if ticket.outcome is None:
            self._lead()
        return ticket.result()

    def _join(self, ticket: _Ticket) -> bool:
        """Queue the ticket; true where it has to lead."""
        with self._mutex:
            self._queue.append(ticket)
            leads, self._led = not self._led, True
        return leads

    def _lead(self) -> None:
        with self._mutex:
            group, self._queue = self._queue, []
        outcomes: Sequence[Outcome] = [_interrupted() for _ in group]
        try:
            outcomes = self._commit([ticket.append for ticket in group])
        finally:
            self._hand_over()
            for ticket, outcome in zip(group, outcomes, strict=True):
                ticket.outcome = outcome
                ticket.wake()

    def _hand_over(self) -> None:
        with self._mutex:
            successor = self._queue[0] if self._queue else None
            self._led = successor is not None
        if successor:
            successor.wake()


def _interrupted() -> AppendUnconfirmed:
    return AppendUnconfirmed(problem="interrupted")
