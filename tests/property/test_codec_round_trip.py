"""Whatever an event holds, its bytes give it back, and it gives the same bytes again."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import ClassVar

from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from domain.events import Event, Meta, Recorded
from ledger.codec import Codec


class Part(Struct, frozen=True, kw_only=True):
    """Something inside an event."""

    label: str
    amount: int


class Anything(Event, frozen=True):
    """An event with a field of every kind that published events use."""

    topic: ClassVar[str] = "test.Anything"
    text: str
    whole: int
    day: date
    moment: datetime
    flag: bool
    parts: tuple[Part, ...]
    table: dict[str, str | int | None]
    chosen: frozenset[str]
    note: str | None = None


CODEC = Codec([Anything])

days = st.dates()
zones = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(-timedelta(hours=3, minutes=30))])
# A day away from the ends of the calendar, so that every zone can tell the moment.
FIRST_DAY, LAST_DAY = (datetime(*day, tzinfo=UTC).replace(tzinfo=None) for day in ((1, 1, 2), (9999, 12, 30)))
moments = st.datetimes(FIRST_DAY, LAST_DAY, timezones=zones)
wholes = st.integers(-(2**63), 2**63 - 1)
texts = st.text()
anything = st.builds(
    Anything,
    text=texts,
    whole=wholes,
    day=days,
    moment=moments,
    flag=st.booleans(),
    parts=st.lists(st.builds(Part, label=texts, amount=wholes)).map(tuple),
    table=st.dictionaries(texts, texts | wholes | st.none()),
    chosen=st.frozensets(texts),
    note=st.none() | texts,
)
metas = st.builds(
    Meta,
    book=texts,
    effective_on=days,
    recorded_at=moments,
    actor=texts,
    roles=st.lists(texts).map(tuple),
    reason=texts,
    command_id=texts,
    causation=st.none() | texts,
)
recorded_events = st.builds(Recorded, stream=texts, version=st.integers(1, 2**63 - 1), event=anything, meta=metas)


@given(recorded_events)
def test_bytes_give_the_event_back(event: Recorded) -> None:
    assert CODEC.decode(CODEC.to_stored_event(event)) == event


@given(recorded_events)
def test_a_decoded_event_has_the_same_bytes(event: Recorded) -> None:
    stored = CODEC.to_stored_event(event)
    assert CODEC.encode(CODEC.decode(stored)) == stored.state
