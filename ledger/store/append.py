"""What is asked of a book in one command: the events, and the conditions under which they are taken."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Annotated, Any, NamedTuple, TypedDict

import msgspec
from eventsourcing.persistence import StoredEvent
from sqlalchemy import Executable, Table

from domain.errors import Refusal
from domain.events import Recorded
from ledger.codec import Codec, in_utc, leaf_hash


class EventOfAnotherBook(Refusal):
    """事件属于账套 {event_book},不能写入账套 {book}。

    The event belongs to the book {event_book} and cannot be written to the book {book}.
    """


class UnusableName(Refusal):
    """名称含有空字符,无法写入账套。

    A name with a null character cannot be written to a book.
    """


class Idempotency(NamedTuple):
    """The command's key, a digest of what it asks, and what it is answered if it is taken."""

    key: str
    request_digest: str
    response: bytes


class Conditions(TypedDict, total=False):
    """What must hold for the events to be taken, and what changes with them.

    reserve: account → signed change (fen); no balance may go below zero, an account not seen yet has zero.
    drain:   accounts whose balance must be exactly zero after the changes.
    take:    claim → holder; nobody may hold it yet. The claims in `release` are given up first.
    release: claim → holder; must be held by that very holder.
    expect:  stream → version that it must still have, for streams that were only read.
    watch:   beginning of claims → all claims with it that there must still be, for claims that were only read.
    idempotency: the key that this command uses up.
    erase:   rows of other tables that are deleted in the same transaction, by the columns that are given.
    rows:    rows of other tables that are inserted in it, behind that.
    also:    statements upon other tables that say what these two cannot; executed between them.
    """

    reserve: Mapping[str, int]
    drain: Collection[str]
    take: Mapping[str, str]
    release: Mapping[str, str]
    expect: Mapping[str, int]
    watch: Mapping[str, Collection[str]]
    idempotency: Idempotency | tuple[str, str, bytes] | None
    erase: Sequence[tuple[Table, Mapping[str, Any]]]
    rows: Sequence[tuple[Table, Mapping[str, Any]]]
    also: Sequence[Executable]


class Leaf(NamedTuple):
    """One event as it is stored, before it has a position."""

    stream: str
    version: int
    topic: str
    state: bytes
    leaf_hash: bytes


class Appended(NamedTuple):
    """The positions that the events of one command got."""

    first: int
    last: int


@dataclass(frozen=True, kw_only=True)
class Append:
    """One command's events with the span of their recorded times, and its conditions."""

    leaves: Sequence[Leaf]
    earliest: datetime
    latest: datetime
    reserve: Mapping[str, int] = field(default_factory=dict)
    drain: Collection[str] = ()
    take: Mapping[str, str] = field(default_factory=dict)
    release: Mapping[str, str] = field(default_factory=dict)
    expect: Mapping[str, int] = field(default_factory=dict)
    watch: Mapping[str, Collection[str]] = field(default_factory=dict)
    idempotency: Idempotency | tuple[str, str, bytes] | None = None
    erase: Sequence[tuple[Table, Mapping[str, Any]]] = ()
    rows: Sequence[tuple[Table, Mapping[str, Any]]] = ()
    also: Sequence[Executable] = ()

    @property
    def names(self) -> Iterator[str]:
        """All that the command calls by a name: streams, accounts, claims and its key."""
        yield from (leaf.stream for leaf in self.leaves)
        yield from chain(self.expect, self.watch, self.reserve, self.drain, self.take, self.release)
        if self.idempotency:
            yield self.idempotency[0]


class _Origin(msgspec.Struct):
    book: str
    recorded_at: Annotated[datetime, msgspec.Meta(tz=True)]


_origin = msgspec.json.Decoder(_Origin).decode


def of_stored(book: str, stored: Iterable[StoredEvent], conditions: Conditions) -> Append:
    """The command that appends stored events; book and recorded time are read from their bytes."""
    leaves, times = [], []
    for event in stored:
        origin = _origin(event.state)
        _own(book, origin.book)
        times.append(origin.recorded_at)
        stream = str(event.originator_id)
        leaves.append(Leaf(stream, event.originator_version, event.topic, event.state, leaf_hash(event.state)))
    return _append(leaves, times, conditions)


def of_recorded(book: str, codec: Codec, recorded: Iterable[Recorded], conditions: Conditions) -> Append:
    """The command that appends many events without a detour through the library's objects."""
    leaves, times = [], []
    for item in recorded:
        _own(book, item.meta.book)
        times.append(in_utc(item.meta.recorded_at))
        state = codec.encode(item)
        leaves.append(Leaf(item.stream, item.version, type(item.event).topic, state, leaf_hash(state)))
    return _append(leaves, times, conditions)


def _append(leaves: Sequence[Leaf], times: Sequence[datetime], conditions: Conditions) -> Append:
    if not leaves:
        raise ValueError("a command that is taken leaves at least one event")
    append = Append(leaves=leaves, earliest=min(times), latest=max(times), **conditions)
    # SQLite would cut such a name short when it looks it up, and PostgreSQL cannot hold it.
    if any("\0" in name for name in append.names):
        raise UnusableName()
    return append


def _own(book: str, event_book: str) -> None:
    if event_book != book:
        raise EventOfAnotherBook(field="book", event_book=event_book, book=book)
