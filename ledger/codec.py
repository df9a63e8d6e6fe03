"""Events as bytes: self-contained canonical JSON, written once, hashed as stored and never re-serialised."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Annotated, Any, cast

import msgspec
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import Mapper, Notification, StoredEvent, Transcoder

from domain.errors import Refusal
from domain.events import Event, Meta, Recorded

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
"""Turns the data of one schema version into the data of the next."""

_encode = msgspec.json.Encoder(order="sorted").encode


class UnknownTopic(Refusal):
    """事件类型「{topic}」未知,可能由更新版本的程序写入。

    The event topic "{topic}" is unknown; a newer program may have written it.
    """


class UnknownSchema(Refusal):
    """事件类型「{topic}」的第 {schema} 版格式无法读取(已知到第 {known} 版)。

    Schema {schema} of the event topic "{topic}" cannot be read; schemas up to {known} are known.
    """


class UnreadableEvent(Refusal):
    """事件流 {stream} 的第 {version} 个事件无法读取:{problem}。

    Event {version} of the stream {stream} cannot be read: {problem}.
    """


class TimeWithoutZone(Refusal):
    """记录时间必须带时区。

    A recorded time must state its time zone.
    """


class Envelope(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The stored shape of an event: who, when and why around `data`, which is the event's own."""

    book: str
    stream: str
    version: int
    topic: str
    schema: int
    effective_on: date
    recorded_at: Annotated[datetime, msgspec.Meta(tz=True)]
    actor: str
    roles: tuple[str, ...]
    reason: str
    command_id: str
    causation: str | None
    data: msgspec.Raw


class CanonicalJSON(Transcoder):
    """JSON with sorted keys and no spaces: equal values have equal bytes."""

    def encode(self, obj: object) -> bytes:
        """The canonical bytes of a value."""
        return _encode(obj)

    def decode(self, data: bytes) -> Any:
        """The value as plain lists, dicts, strings and numbers."""
        return msgspec.json.decode(data)


class Codec(Mapper[str]):
    """Turns recorded events into stored ones and back, for the event classes that it is given.

    `upcasters` maps (topic, schema) to the function that turns data of that schema into data of the next one;
    a class with schema n needs all of 1 … n-1.
    """

    def __init__(
        self, classes: Iterable[type[Event]], upcasters: Mapping[tuple[str, int], Upcaster] | None = None
    ) -> None:
        super().__init__(CanonicalJSON())
        self._classes: dict[str, type[Event]] = {}
        self._upcasters = dict(upcasters or {})
        for cls in classes:
            self._register(cls)
        self._decoders = {topic: msgspec.json.Decoder(cls).decode for topic, cls in self._classes.items()}
        self._envelope = msgspec.json.Decoder(Envelope).decode

    @property
    def topics(self) -> Mapping[str, type[Event]]:
        """The class behind each topic."""
        return self._classes

    def encode(self, recorded: Recorded) -> bytes:
        """The canonical bytes of an event, all that is needed to read it again."""
        meta, event = recorded.meta, recorded.event
        cls = type(event)
        if self._classes.get(cls.topic) is not cls:
            raise UnknownTopic(topic=cls.topic or cls.__name__)
        return _encode(
            Envelope(
                book=meta.book,
                stream=recorded.stream,
                version=recorded.version,
                topic=cls.topic,
                schema=cls.schema,
                effective_on=meta.effective_on,
                recorded_at=in_utc(meta.recorded_at),
                actor=meta.actor,
                roles=meta.roles,
                reason=meta.reason,
                command_id=meta.command_id,
                causation=meta.causation,
                data=msgspec.Raw(_encode(event)),
            )
        )

    def decode(self, stored: StoredEvent) -> Recorded:
        """The event behind stored bytes; the columns beside them must say the same as the bytes."""
        try:
            envelope = self._envelope(stored.state)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise _unreadable(stored, "bytes") from error
        event = self._event(stored, envelope)
        if (stored.originator_id, stored.originator_version, stored.topic) != (
            envelope.stream,
            envelope.version,
            envelope.topic,
        ):
            raise _unreadable(stored, "columns")
        return Recorded(
            stream=envelope.stream,
            version=envelope.version,
            event=event,
            meta=_meta(envelope),
            position=stored.id if isinstance(stored, Notification) else 0,
        )

    def to_stored_event(self, domain_event: DomainEventProtocol[str]) -> StoredEvent:
        """The library's name for `encode`."""
        recorded = cast(Recorded, domain_event)
        return StoredEvent(recorded.stream, recorded.version, type(recorded.event).topic, self.encode(recorded))

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[str]:
        """The library's name for `decode`."""
        return self.decode(stored_event)

    def _register(self, cls: type[Event]) -> None:
        if self._classes.setdefault(cls.topic, cls) is not cls:
            raise ValueError(f"two event classes have the topic {cls.topic!r}")
        missing = [schema for schema in range(1, cls.schema) if (cls.topic, schema) not in self._upcasters]
        if missing:
            raise ValueError(f"{cls.topic!r} has schema {cls.schema} but no upcaster from {missing}")

    def _event(self, stored: StoredEvent, envelope: Envelope) -> Event:
        cls = self._classes.get(envelope.topic)
        if cls is None:
            raise UnknownTopic(topic=envelope.topic)
        if not 1 <= envelope.schema <= cls.schema:
            raise UnknownSchema(topic=envelope.topic, schema=envelope.schema, known=cls.schema)
        try:
            if envelope.schema == cls.schema:
                return self._decoders[envelope.topic](envelope.data)
            return msgspec.convert(self._upcast(envelope, cls.schema), cls)
        except msgspec.MsgspecError as error:
            raise _unreadable(stored, "data") from error

    def _upcast(self, envelope: Envelope, schema: int) -> dict[str, Any]:
        data: dict[str, Any] = self.transcoder.decode(bytes(envelope.data))
        for old in range(envelope.schema, schema):
            data = self._upcasters[envelope.topic, old](data)
        return data


def leaf_hash(state: bytes) -> bytes:
    """The RFC 6962 hash of a stored event as a leaf of the book's Merkle log."""
    return sha256(b"\x00" + state).digest()


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC; refuses one without a zone."""
    if moment.tzinfo is UTC:
        return moment
    if moment.utcoffset() is None:
        raise TimeWithoutZone(field="recorded_at")
    return moment.astimezone(UTC)


def _meta(envelope: Envelope) -> Meta:
    return Meta(
        book=envelope.book,
        effective_on=envelope.effective_on,
        recorded_at=envelope.recorded_at,
        actor=envelope.actor,
        roles=envelope.roles,
        reason=envelope.reason,
        command_id=envelope.command_id,
        causation=envelope.causation,
    )


def _unreadable(stored: StoredEvent, problem: str) -> UnreadableEvent:
    return UnreadableEvent(stream=stored.originator_id, version=stored.originator_version, problem=problem)
