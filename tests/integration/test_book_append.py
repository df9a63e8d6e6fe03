"""Appending under conditions, on both stores: all or nothing, each refusal by its name."""

from datetime import timedelta
from typing import ClassVar

import pytest
from sqlalchemy import insert

from domain.errors import Conflict, Refusal
from domain.events import Recorded
from ledger import tables
from ledger.book import Book, IdempotencyKeyReused
from ledger.codec import TimeWithoutZone, UnknownTopic
from ledger.store.append import Conditions, EventOfAnotherBook, UnusableName
from ledger.store.standing import BalanceExhausted, ClaimTaken, ClockWentBack, KeyAlreadyUsed
from tests.books import CODEC, NOON, Noted, Struck, dump, noted, recorded, text_of


@pytest.fixture
def busy(notes: Book) -> Book:
    """A book with a stream of two notes, 100 fen in a fund, two claims and a used key."""
    notes.append(
        [noted("a", 1, "one "), noted("a", 2, "two")],
        reserve={"fund": 100, "closed": 0},
        take={"march": "a", "april": "a"},
        idempotency=("first", "digest", b"answer"),
    )
    return notes


def test_events_come_back_as_they_went_in(busy: Book) -> None:
    first, second = busy.events("a")
    assert (first.position, second.position) == (1, 2)
    assert first.event == Noted(text="one ")
    assert first.meta == noted("a", 1).meta
    assert busy.load("a", text_of, "") == ("one two", 2)
    assert busy.load("b", text_of, "nothing") == ("nothing", 0)


def test_positions_go_on_where_they_stopped(busy: Book) -> None:
    assert busy.append([noted("b"), noted("c")]) == (3, 4)
    assert busy.append([noted("b", 2)]) == (5, 5)
    assert [event.position for event in busy.read(after=1, limit=3)] == [2, 3, 4]
    assert [event.position for event in busy.read(after=3, upto=4)] == [4]
    assert [row.position for row in busy.raw(after=3)] == [4, 5]


def test_guards_follow_the_events(busy: Book) -> None:
    busy.append(
        [noted("b")], reserve={"fund": -60, "spent": 60}, release={"march": "a"}, take={"march": "b", "may": "b"}
    )
    assert busy.guard_tables() == (
        {"closed": 0, "fund": 40, "spent": 60},
        {"april": "a", "march": "b", "may": "b"},
        3,
    )
    assert busy.balances("f") == {"fund": 40}
    assert busy.balances("F") == {}
    assert (busy.balance("spent"), busy.balance("unheard-of")) == (60, 0)
    assert (busy.holder("march"), busy.holder("june")) == ("b", None)


def test_a_balance_can_be_spent_to_the_last_fen_and_drained(busy: Book) -> None:
    busy.append([noted("b")], reserve={"fund": -100}, drain=["fund", "closed", "unheard-of"])
    assert busy.balance("fund") == 0


def test_a_released_claim_can_be_taken_again(busy: Book) -> None:
    busy.append([noted("b")], release={"march": "a"})
    assert busy.holder("march") is None
    busy.append([noted("b", 2)], take={"march": "b"})
    assert busy.holder("march") == "b"


def test_rows_of_other_tables_come_with_the_events(busy: Book) -> None:
    busy.append([noted("b")], rows=[(tables.store_schema, {"part": "guests", "version": 3})])
    assert ("guests", 3) in dump(busy)["store_schema"]


def test_rows_of_other_tables_go_with_the_events_before_new_ones_come(busy: Book) -> None:
    guests = {"part": "guests", "version": 3}
    kin = {"part": "kin", "version": 3}
    busy.append([noted("b")], rows=[(tables.store_schema, guests), (tables.store_schema, kin)])
    erased = (tables.store_schema, {"part": "guests"})
    busy.append([noted("b", 2)], erase=[erased], rows=[(tables.store_schema, guests | {"version": 4})])
    assert dump(busy)["store_schema"] == [("book", tables.SCHEMA_VERSION), ("guests", 4), ("kin", 3)]
    busy.append([noted("b", 3)], erase=[erased, (tables.store_schema, {"part": "kin", "version": 4})])
    assert dump(busy)["store_schema"] == [("book", tables.SCHEMA_VERSION), ("kin", 3)]


REFUSED: list[tuple[type[Exception], list[Recorded], Conditions]] = [
    (BalanceExhausted, [noted("b")], {"reserve": {"fund": -101}}),
    (BalanceExhausted, [noted("b")], {"reserve": {"fund": -1, "unheard-of": -1}}),
    (Conflict, [noted("b")], {"reserve": {"fund": -99}, "drain": ["fund"]}),
    (ClaimTaken, [noted("b")], {"take": {"june": "b", "march": "b"}}),
    (ClaimTaken, [noted("b")], {"take": {"march": "a"}}),
    (ClaimTaken, [noted("b")], {"release": {"april": "a"}, "take": {"march": "b"}}),
    (Conflict, [noted("b")], {"release": {"march": "b"}}),
    (Conflict, [noted("b")], {"release": {"june": "b"}}),
    (Conflict, [noted("a", 2)], {}),
    (Conflict, [noted("a", 4)], {}),
    (Conflict, [noted("b", 1), noted("b", 1)], {}),
    (Conflict, [noted("b", 2)], {"reserve": {"fund": -1}, "take": {"june": "b"}}),
    (Conflict, [noted("b")], {"expect": {"a": 1}}),
    (Conflict, [noted("b")], {"expect": {"c": 1}}),
    (Conflict, [noted("b")], {"rows": [(tables.store_schema, {"part": "book", "version": 1})]}),
    (Conflict, [noted("a")], {"erase": [(tables.store_schema, {"part": "book"})]}),
    (KeyAlreadyUsed, [noted("b")], {"idempotency": ("first", "digest", b"other")}),
    (ClockWentBack, [noted("b", at=NOON - timedelta(seconds=61))], {"reserve": {"fund": -1}}),
    (EventOfAnotherBook, [noted("b", place="430000")], {}),
    (TimeWithoutZone, [noted("b", at=NOON.replace(tzinfo=None))], {}),
    (UnusableName, [noted("b\0")], {}),
    (UnusableName, [noted("b")], {"reserve": {"fund\0": 1}}),
    (UnusableName, [noted("b")], {"take": {"march\0": "b"}}),
    (UnusableName, [noted("b")], {"idempotency": ("first\0", "digest", b"")}),
    (ValueError, [], {"reserve": {"fund": -1}}),
    (Exception, [noted("b")], {"reserve": {"fund": 2**63}}),
]


@pytest.mark.parametrize("bulk", [False, True], ids=["single", "bulk"])
@pytest.mark.parametrize(("error", "events", "conditions"), REFUSED)
def test_a_refused_append_leaves_every_table_as_it_was(
    busy: Book, error: type[Exception], events: list[Recorded], conditions: Conditions, bulk: bool
) -> None:
    before = dump(busy)
    with pytest.raises(error):
        (busy.append_bulk if bulk else busy.append)(events, **conditions)
    assert dump(busy) == before
    assert busy.append([noted("b")], expect={"a": 2}) == (3, 3)


def test_an_event_nobody_published_is_refused(busy: Book) -> None:
    class Unpublished(Noted, frozen=True):
        topic: ClassVar[str] = "test.Unpublished"

    with pytest.raises(UnknownTopic) as refused:
        busy.append([recorded("b", 1, Unpublished(text=""))])
    assert "test.Unpublished" in refused.value.en
    assert busy.head.position == 2


def test_a_refusal_says_who_holds_the_claim_and_what_is_left(busy: Book) -> None:
    with pytest.raises(ClaimTaken) as taken:
        busy.append([noted("b")], take={"march": "b"})
    assert taken.value.details == {"claim": "march", "holder": "a"}
    with pytest.raises(BalanceExhausted) as exhausted:
        busy.append([noted("b")], reserve={"fund": -101})
    assert exhausted.value.details == {"account": "fund", "delta": -101, "balance": 100}
    with pytest.raises(Conflict) as conflict:
        busy.append([noted("a", 2)])
    assert conflict.value.details == {"stream": "a"}


def test_a_known_key_is_answered_again_and_never_for_another_request(busy: Book) -> None:
    assert busy.answer("first", "digest") == b"answer"
    assert busy.answer("second", "digest") is None
    with pytest.raises(IdempotencyKeyReused):
        busy.answer("first", "other digest")


def test_a_known_key_comes_before_every_other_refusal(busy: Book) -> None:
    with pytest.raises(KeyAlreadyUsed) as used:
        busy.append([noted("a", 1)], reserve={"fund": -500}, idempotency=("first", "digest", b""))
    assert used.value.key == "first"


def test_clocks_may_disagree_by_a_minute_but_the_head_never_goes_back(busy: Book) -> None:
    busy.append([noted("b", at=NOON - timedelta(seconds=60))])
    assert busy.head.recorded_at == NOON
    busy.append([noted("b", 2, at=NOON + timedelta(hours=1))])
    assert busy.head.recorded_at == NOON + timedelta(hours=1)
    with pytest.raises(ClockWentBack) as refused:
        busy.append([noted("b", 3)])
    assert isinstance(refused.value, Refusal)


def test_the_guard_table_itself_refuses_a_negative_balance(busy: Book) -> None:
    row = {"book": busy.place, "account": "overdrawn", "balance": -1}
    with pytest.raises(Exception, match="never_below_zero"), busy.engine.begin() as connection:
        connection.execute(insert(tables.guard_balances), row)


def test_keys_may_hold_any_text(busy: Book) -> None:
    odd = "100%_'\"\\?%s{x}[]:残保金 \u2028\U0001f4b0"
    busy.append([noted(odd)], reserve={odd: 5}, take={odd: odd}, idempotency=(odd, odd, odd.encode()))
    busy.append([noted(odd, 2)], reserve={odd: -5}, drain=[odd], release={odd: odd}, expect={odd: 1})
    assert busy.balances("100%_") == {odd: 0}
    assert busy.answer(odd, odd) == odd.encode()
    assert len(busy.events(odd)) == 2


def test_a_stream_may_hold_events_of_several_kinds(busy: Book) -> None:
    busy.append([recorded("a", 3, Struck()), noted("a", 4, "three")])
    assert busy.load("a", text_of, "") == ("three", 4)
    assert CODEC.topics.keys() == {"test.Noted", "test.Struck"}
