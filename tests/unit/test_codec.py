"""Events as bytes: canonical, self-contained, and readable for ever."""

import json
from datetime import date, timedelta, timezone
from hashlib import sha256
from typing import Any, ClassVar

import msgspec
import pytest
from eventsourcing.persistence import Notification, StoredEvent

from domain.events import Event
from ledger.codec import Codec, TimeWithoutZone, UnknownSchema, UnknownTopic, UnreadableEvent, leaf_hash
from ledger.topics import UPCASTERS, published, published_classes
from tests.books import CODEC, NOON, Noted, noted, recorded
from tests.samples.make import Sample, all_samples, has_float


class Paid(Event, frozen=True):
    """The third shape of an event that once had its amount in yuan, and then no purpose."""

    topic: ClassVar[str] = "test.Paid"
    schema: ClassVar[int] = 3
    amount: int
    purpose: str
    on: date


def yuan_to_fen(data: dict[str, Any]) -> dict[str, Any]:
    return {"amount": data["yuan"] * 100, "on": data["on"]}


def add_purpose(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "purpose": "unknown"}


UPCAST = {("test.Paid", 1): yuan_to_fen, ("test.Paid", 2): add_purpose}
PAID = Codec([Paid], UPCAST)


def stored(state: bytes, topic: str = "test.Noted", stream: str = "a", version: int = 1) -> StoredEvent:
    return StoredEvent(stream, version, topic, state)


def changed(state: bytes, **fields: object) -> bytes:
    return msgspec.json.encode({**json.loads(state), **fields}, order="sorted")


def test_the_bytes_are_the_published_format() -> None:
    assert CODEC.encode(noted("a", text="残保金")).decode() == (
        '{"actor":"officer-1","book":"330500","causation":null,"command_id":"a-1",'
        '"data":{"amount":0,"text":"残保金"},"effective_on":"2024-03-01","reason":"测试",'
        '"recorded_at":"2024-03-01T12:00:00Z","roles":["reviewer"],"schema":1,"stream":"a",'
        '"topic":"test.Noted","version":1}'
    )


def test_a_stored_event_has_no_position_and_a_notification_has_one() -> None:
    event = CODEC.to_stored_event(noted("a"))
    assert CODEC.decode(event) == noted("a")
    notification = Notification(event.originator_id, event.originator_version, event.topic, event.state, 7)
    assert CODEC.decode(notification).position == 7


def test_recorded_times_are_stored_in_utc() -> None:
    china = NOON.astimezone(timezone(timedelta(hours=8)))
    assert CODEC.encode(noted("a", at=china)) == CODEC.encode(noted("a", at=NOON))


@pytest.mark.parametrize("encode", [CODEC.encode, CODEC.to_stored_event])
def test_a_time_without_a_zone_is_refused(encode: Any) -> None:
    with pytest.raises(TimeWithoutZone):
        encode(noted("a", at=NOON.replace(tzinfo=None)))


def test_an_unknown_topic_is_named() -> None:
    state = changed(CODEC.encode(noted("a")), topic="test.Novel")
    with pytest.raises(UnknownTopic) as refused:
        CODEC.decode(stored(state, topic="test.Novel"))
    assert "test.Novel" in refused.value.en
    assert "test.Novel" in refused.value.zh


def test_a_class_that_only_borrows_a_topic_is_not_encoded() -> None:
    class Forged(Noted, frozen=True):
        topic: ClassVar[str] = "test.Noted"

    with pytest.raises(UnknownTopic):
        CODEC.encode(recorded("a", 1, Forged(text="")))


@pytest.mark.parametrize("schema", [0, 2])
def test_a_schema_that_is_not_known_is_refused(schema: int) -> None:
    with pytest.raises(UnknownSchema) as refused:
        CODEC.decode(stored(changed(CODEC.encode(noted("a")), schema=schema)))
    assert refused.value.details == {"topic": "test.Noted", "schema": schema, "known": 1}


@pytest.mark.parametrize(
    ("schema", "data"),
    [
        (1, {"yuan": 12, "on": "2024-03-01"}),
        (2, {"amount": 1200, "on": "2024-03-01"}),
        (3, {"amount": 1200, "on": "2024-03-01", "purpose": "unknown"}),
    ],
)
def test_old_schemas_are_brought_up_step_by_step(schema: int, data: dict[str, object]) -> None:
    paid = Paid(amount=1200, purpose="unknown", on=date(2024, 3, 1))
    state = changed(PAID.encode(recorded("a", 1, paid)), schema=schema, data=data)
    assert PAID.decode(stored(state, "test.Paid")).event == paid


def test_a_class_needs_an_upcaster_from_every_older_schema() -> None:
    with pytest.raises(ValueError, match=r"no upcaster from \[1\]"):
        Codec([Paid], {("test.Paid", 2): add_purpose})


def test_two_classes_may_not_share_a_topic() -> None:
    class Rival(Event, frozen=True):
        topic: ClassVar[str] = "test.Noted"

    with pytest.raises(ValueError, match=r"test\.Noted"):
        Codec([Noted, Rival])


@pytest.mark.parametrize(
    ("state", "problem"),
    [
        (b"", "bytes"),
        (b"\xff", "bytes"),
        (b'{"book":"330500"}', "bytes"),
        (changed(CODEC.encode(noted("a")), surprise=1), "bytes"),
        (changed(CODEC.encode(noted("a")), recorded_at="2024-03-01T12:00:00"), "bytes"),
        (changed(CODEC.encode(noted("a")), data={"text": "x", "surprise": 1}), "data"),
        (changed(CODEC.encode(noted("a")), data={"text": "x", "amount": 1.5}), "data"),
        (CODEC.encode(noted("b")), "columns"),
        (CODEC.encode(noted("a", 2)), "columns"),
    ],
    ids=["empty", "not-text", "too-little", "too-much", "no-zone", "field-too-much", "float", "stream", "version"],
)
def test_bytes_that_are_not_the_event_they_stand_for_are_refused(state: bytes, problem: str) -> None:
    with pytest.raises(UnreadableEvent) as refused:
        CODEC.decode(stored(state))
    assert refused.value.details == {"stream": "a", "version": 1, "problem": problem}


def test_leaves_are_hashed_as_rfc_6962_says() -> None:
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert leaf_hash(b"note") == sha256(b"\x00note").digest()


SAMPLES = all_samples()


def test_every_version_ever_published_has_a_stored_sample() -> None:
    published_versions = {(cls.topic, schema) for cls in published_classes() for schema in range(1, cls.schema + 1)}
    missing = published_versions - {(sample.topic, sample.schema) for sample in SAMPLES}
    assert not missing, "write the missing ones with: python -m tests.samples.make"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.path.stem)
def test_every_stored_sample_can_still_be_read(sample: Sample) -> None:
    event = published().decode(sample.stored)
    assert type(event.event).topic == sample.topic
    if sample.schema == type(event.event).schema:
        assert published().encode(event) == sample.stored.state


def test_a_sample_is_named_for_what_it_holds() -> None:
    for sample in SAMPLES:
        envelope = json.loads(sample.stored.state)
        assert (envelope["topic"], envelope["schema"]) == (sample.topic, sample.schema)


def test_upcasters_belong_to_published_events() -> None:
    assert {topic for topic, _ in UPCASTERS} <= published().topics.keys()


@pytest.mark.parametrize("cls", published_classes(), ids=lambda cls: cls.topic)
def test_no_event_holds_an_inexact_number(cls: type[Event]) -> None:
    assert not has_float(cls)
