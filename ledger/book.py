"""A book (账套): one set of accounts. One write door, `append`; every reader sees a contiguous prefix of its events."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, NamedTuple, Self, TypeVar, Unpack, cast

from eventsourcing.application import Application
from eventsourcing.persistence import ApplicationRecorder, Mapper
from eventsourcing.utils import Environment, EnvType
from sqlalchemy import Engine

from domain.errors import Refusal
from domain.events import Recorded
from ledger.codec import Codec
from ledger.recorder import BookRecorder, StoredRow
from ledger.store.append import Appended, Conditions, of_recorded
from ledger.store.database import Database
from ledger.store.locate import database_at
from ledger.store.reads import (
    Head,
    book_head,
    claim_holder,
    guard_balance,
    guard_balances,
    guard_claims,
    some_claim,
    stored_answer,
    stream_version,
)
from ledger.store.schema import Kept, Mode, create_book, find_book
from ledger.topics import published

State = TypeVar("State")


class IdempotencyKeyReused(Refusal):
    """操作编号「{key}」已用于另一项内容不同的操作。

    The idempotency key "{key}" was used for a different request.
    """


class GuardTables(NamedTuple):
    """Every guard row as of one position: balances (fen) by account, holders by claim."""

    balances: dict[str, int]
    claims: dict[str, str]
    position: int


class BookApplication(Application[str]):
    """The library's application over one book: save, repository, event store and notification log."""

    def __init__(self, codec: Codec, recorder: BookRecorder) -> None:
        self._codec = codec
        self._recorder = recorder
        super().__init__()

    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        """Nothing from the process environment may change how a book is kept."""
        return Environment(name)

    def construct_mapper(self) -> Mapper[str]:
        """Our codec."""
        return self._codec

    def construct_recorder(self) -> ApplicationRecorder:
        """Our recorder."""
        return self._recorder


@dataclass(frozen=True)
class _Projected(Generic[State]):
    """A state with the id and version that the library's repository asks of an aggregate."""

    id: str
    version: int
    state: State


class Book:
    """An open book. Open it after forking: connections are not shared between processes."""

    def __init__(self, database: Database, kept: Kept, codec: Codec) -> None:
        self.place = kept.place
        self.mode: Mode = kept.mode
        self._database = database
        self._codec = codec
        self._recorder = BookRecorder(database, kept.place)
        self.application = BookApplication(codec, self._recorder)

    @classmethod
    def create(
        cls,
        url: str,
        *,
        place: str,
        mode: Mode,
        opened_events: Sequence[Recorded] = (),
        codec: Codec | None = None,
        **conditions: Unpack[Conditions],
    ) -> Self:
        """Make a book with its first events, in one transaction; refuses to make one twice."""
        codec = codec or published()
        opening = of_recorded(place, codec, opened_events, conditions) if opened_events else None
        database = database_at(url, create=True)
        with _closed_on_error(database):
            return cls(database, create_book(database, place, mode, opening), codec)

    @classmethod
    def open(cls, url: str, *, place: str | None = None, codec: Codec | None = None) -> Self:
        """Open a book that was made; `place` says which one where an address holds several."""
        database = database_at(url)
        with _closed_on_error(database):
            return cls(database, find_book(database, place), codec or published())

    def close(self) -> None:
        """Close all connections."""
        self.application.close()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def url_shown(self) -> str:
        """The address for people, without a password."""
        return self._database.shown

    @property
    def engine(self) -> Engine:
        """The engine, for readers of other tables."""
        return self._database.engine

    @property
    def database(self) -> Database:
        """The database, for writers of views: `with book.database.writing() as connection`."""
        return self._database

    @property
    def head(self) -> Head:
        """Where the book ends now."""
        with self._database.reading() as connection:
            return book_head(connection, self.place)

    def append(self, events: Sequence[Recorded], **conditions: Unpack[Conditions]) -> Appended:
        """Append one command's events under its conditions, durably and all or nothing (see `Conditions`)."""
        recordings = self.application.save(*events, **conditions)
        return Appended(recordings[0].notification.id, recordings[-1].notification.id)

    def append_bulk(self, events: Iterable[Recorded], **conditions: Unpack[Conditions]) -> Appended:
        """The same as `append`, faster for thousands of events in one command."""
        return self._recorder.write(of_recorded(self.place, self._codec, events, conditions))

    def load(self, stream: str, evolve: Callable[[State, Recorded], State], initial: State) -> tuple[State, int]:
        """Fold the events of a stream; returns the state and the version (0 = there are none)."""

        def project(_: _Projected[State] | None, events: Iterable[Recorded]) -> _Projected[State]:
            state, version = initial, 0
            for recorded in events:
                state, version = evolve(state, recorded), recorded.version
            return _Projected(stream, version, state)

        projected = self.application.repository.get(stream, projector_func=project)
        return projected.state, projected.version

    def version(self, stream: str) -> int:
        """How many events a stream has."""
        with self._database.reading() as connection:
            return stream_version(connection, self.place, stream)

    def events(self, stream: str) -> tuple[Recorded, ...]:
        """The events of a stream."""
        return cast(tuple[Recorded, ...], tuple(self.application.events.get(stream)))

    def read(
        self, after: int = 0, limit: int = 1000, upto: int | None = None, topics: Sequence[str] = ()
    ) -> list[Recorded]:
        """At most `limit` events of the book behind the position `after`, not beyond `upto`; of some topics only."""
        notifications = self._recorder.select_notifications(after, limit, upto, topics, inclusive_of_start=False)
        return [self._codec.decode(notification) for notification in notifications]

    def raw(self, after: int = 0, limit: int = 1000, upto: int | None = None) -> list[StoredRow]:
        """The same events as they are stored, with their leaf hashes."""
        return self._recorder.select_rows(after, limit, upto)

    def answer(self, key: str, request_digest: str) -> bytes | None:
        """What the command with this key was answered, if it was taken; refuses the key of another request."""
        with self._database.reading() as connection:
            row = stored_answer(connection, self.place, key)
        if row is None:
            return None
        if row.request_digest != request_digest:
            raise IdempotencyKeyReused(field="idempotency_key", key=key)
        return row.response

    def balance(self, account: str) -> int:
        """What is left (fen) on a guarded account; zero where nothing ever was."""
        with self._database.reading() as connection:
            return guard_balance(connection, self.place, account)

    def balances(self, prefix: str = "") -> dict[str, int]:
        """What is left (fen) on each guarded account whose name begins with `prefix`."""
        with self._database.reading() as connection:
            return guard_balances(connection, self.place, prefix)

    def holder(self, claim: str) -> str | None:
        """Who holds a claim."""
        with self._database.reading() as connection:
            return claim_holder(connection, self.place, claim)

    def claims(self, *prefixes: str) -> dict[str, str]:
        """Who holds each claim that begins with one of these."""
        with self._database.reading() as connection:
            found = (guard_claims(connection, self.place, prefix) for prefix in prefixes)
            return {claim: holder for some in found for claim, holder in some.items()}

    def some_claim(self, prefix: str) -> bool:
        """Whether anybody holds a claim that begins with `prefix`."""
        with self._database.reading() as connection:
            return some_claim(connection, self.place, prefix)

    def guard_tables(self) -> GuardTables:
        """All guard rows as of one position, to be compared with what the events up to there say."""
        with self._database.snapshot() as connection:
            return GuardTables(
                guard_balances(connection, self.place),
                guard_claims(connection, self.place),
                book_head(connection, self.place).position,
            )


@contextmanager
def _closed_on_error(database: Database) -> Iterator[None]:
    try:
        yield
    except BaseException:
        database.close()
        raise
