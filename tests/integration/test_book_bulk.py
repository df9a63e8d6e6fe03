"""The bulk path does what single appends do, at any size, on both stores."""

from pathlib import Path

import pytest

from domain.errors import Conflict
from domain.events import Recorded
from ledger.book import Book
from ledger.codec import leaf_hash
from ledger.store.standing import BalanceExhausted, ClaimTaken
from ledger.tables import metadata
from tests.books import CODEC, PLACE, assert_contiguous, dump, noted

LONG = "长" * 150


def payroll(count: int) -> list[Recorded]:
    """Two notes for each of so many people, one after the other."""
    return [noted(f"person-{number}", version, LONG) for version in (1, 2) for number in range(count)]


@pytest.mark.parametrize("count", [1, 99, 100, 101, 700])
def test_bulk_and_single_appends_leave_the_same_tables(notes: Book, tmp_path: Path, count: int) -> None:
    events, claims = payroll(count), {f"claim-{number}": "run" for number in range(count)}
    with Book.create(str(tmp_path / "single.sqlite"), place=PLACE, mode="demo", codec=CODEC) as single:
        for book, append in ((notes, notes.append_bulk), (single, single.append)):
            book.append([noted("fund")], reserve={"fund": 10 * count})
            appended = append(
                events, reserve={"fund": -9 * count, "paid": 9 * count}, take=claims, idempotency=("run", "d", b"r")
            )
            assert appended == (2, 1 + 2 * count)
        tables = [table.name for table in metadata.sorted_tables]
        assert {name: dump(notes)[name] for name in tables} == {name: dump(single)[name] for name in tables}


def test_a_refused_bulk_append_leaves_every_table_as_it_was(notes: Book) -> None:
    notes.append_bulk(payroll(150), reserve={"fund": 10}, take={"claim-149": "earlier"})
    before = dump(notes)
    more = [noted(f"more-{number}") for number in range(300)]
    with pytest.raises(BalanceExhausted):
        notes.append_bulk(more, reserve={"fund": -11})
    with pytest.raises(ClaimTaken):
        notes.append_bulk(more, take={f"claim-{number}": "later" for number in range(300)})
    with pytest.raises(Conflict):
        notes.append_bulk([*more, noted("person-7", 2)])
    assert dump(notes) == before


def test_a_run_beyond_any_buffer_is_one_transaction(notes: Book) -> None:
    events = payroll(15_000)
    assert notes.append_bulk(events, reserve={"fund": 1}) == (1, 30_000)
    assert notes.head.position == 30_000
    assert sum(len(row.state) for row in notes.raw(0, 30_000)) > 12_000_000
    assert_contiguous(notes)
    assert notes.append([noted("afterwards")], reserve={"fund": -1}) == (30_001, 30_001)


def test_bulk_events_are_read_back_as_written(notes: Book) -> None:
    events = payroll(200)
    notes.append_bulk(events)
    assert [CODEC.encode(event) for event in notes.read(0, 400)] == [CODEC.encode(event) for event in events]
    assert [event.position for event in notes.events("person-7")] == [8, 208]
    assert all(row.leaf_hash == leaf_hash(row.state) for row in notes.raw(0, 400))
