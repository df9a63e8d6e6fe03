"""The eventsourcing library's recorder over our own tables, the same for SQLite and PostgreSQL."""

from collections.abc import Sequence
from typing import Any, NamedTuple, cast
from uuid import UUID

from eventsourcing.persistence import ApplicationRecorder, Notification, NotSupportedError, StoredEvent, Subscription

from ledger.store.append import Append, Appended, Conditions, of_stored
from ledger.store.changes import Row
from ledger.store.database import Database, driver_of
from ledger.store.reads import book_head
from ledger.store.transaction import Outcome, append_group
from ledger.writer import GroupWriter

_STORED = "SELECT stream, version, topic, state, position FROM events WHERE book = ?"
_ROWS = "SELECT position, stream, version, topic, state, leaf_hash FROM events WHERE book = ?"


class StoredRow(NamedTuple):
    """One event as it stands in the table."""

    position: int
    stream: str
    version: int
    topic: str
    state: bytes
    leaf_hash: bytes


class BookRecorder(ApplicationRecorder):
    """Writes and reads the events of one book; every write goes through group commit."""

    def __init__(self, database: Database, book: str) -> None:
        self.database = database
        self.book = book
        self._writer = GroupWriter(self._commit)

    def write(self, append: Append) -> Appended:
        """Append one command; returns once it is durable, or raises why it was refused."""
        return self._writer.write(append)

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        """Append stored events under the conditions given as keywords; returns their positions."""
        if kwargs.pop("tracking", None) is not None:
            raise NotSupportedError("a book does not track the positions of other applications")
        appended = self.write(of_stored(self.book, stored_events, cast(Conditions, kwargs)))
        return range(appended.first, appended.last + 1)

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """The events of a stream by version; each also carries its position in the book."""
        return self._notifications(
            _STORED + " AND stream = ?", [str(originator_id)], "version", gt=gt, lte=lte, desc=desc, limit=limit
        )

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """The events of the book by position."""
        first = 1 if start is None else start if inclusive_of_start else start + 1
        if topics:
            chosen, parameters = _STORED + " AND topic {one_of}", [self.database.list_parameter(topics)]
            return self._notifications(chosen, parameters, "position", gt=first - 1, lte=stop, limit=limit)
        return self._notifications(_STORED, [], "position", gt=first - 1, lte=_last(first, limit, stop))

    def select_rows(self, after: int, limit: int, upto: int | None = None) -> list[StoredRow]:
        """The rows of the table by position, with their leaf hashes."""
        rows = self._select(_ROWS, [], "position", gt=after, lte=_last(after + 1, limit, upto))
        return [StoredRow(*row) for row in rows]

    def max_notification_id(self) -> int | None:
        """The position of the last event, or None."""
        with self.database.reading() as connection:
            return book_head(connection, self.book).position or None

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Subscription[ApplicationRecorder]:
        """Not offered: positions have no gaps, so a reader polls `select_notifications` from where it stopped."""
        raise NotSupportedError("poll select_notifications(start=position, inclusive_of_start=False) instead")

    def _commit(self, group: Sequence[Append]) -> Sequence[Outcome]:
        return append_group(self.database, self.book, group)

    def _notifications(self, text: str, parameters: list[object], by: str, **bounds: Any) -> list[Notification]:
        return [Notification(*row) for row in self._select(text, parameters, by, **bounds)]

    def _select(
        self,
        text: str,
        parameters: list[object],
        by: str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> list[Row]:
        """Rows between two bounds of the column `by`, in its order."""
        parameters = [self.book, *parameters]
        for bound, value in ((">", gt), ("<=", lte)):
            if value is not None:
                text += f" AND {by} {bound} ?"
                parameters.append(value)
        text += f" ORDER BY {by} DESC" if desc else f" ORDER BY {by}"
        if limit is not None:
            text += " LIMIT ?"
            parameters.append(limit)
        with self.database.reading() as connection:
            return self.database.run(driver_of(connection), text, parameters).fetchall()


def _last(first: int, limit: int, stop: int | None) -> int:
    """The last of `limit` positions: as they have no gaps, a range spares the database a sort."""
    last = first + limit - 1
    return last if stop is None else min(last, stop)
