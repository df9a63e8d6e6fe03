"""A sign-in at a provider is completed once, whoever tries, on both stores."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from ledger.book import Book
from ledger.sign_ins import spend
from ledger.tables import spent_sign_ins

NOW = datetime(2024, 3, 1, 1, 0, tzinfo=UTC)
ENDS = int(NOW.timestamp()) + 600


def kept(book: Book) -> list[str]:
    with book.database.reading() as connection:
        return list(connection.execute(select(spent_sign_ins.c.digest)).scalars())


def test_a_sign_in_is_completed_once(notes: Book) -> None:
    assert [spend(notes, digest, ENDS, NOW) for digest in ("a", "b", "a", "b")] == [True, True, False, False]


def test_of_many_who_bring_the_same_sign_in_one_is_let_in(notes: Book) -> None:
    with ThreadPoolExecutor(8) as pool:
        let_in = list(pool.map(lambda _: spend(notes, "a", ENDS, NOW), range(16)))
    assert let_in.count(True) == 1


def test_what_has_ended_is_forgotten(notes: Book) -> None:
    spend(notes, "a", ENDS, NOW)
    spend(notes, "b", ENDS + 600, NOW + timedelta(seconds=599))
    assert sorted(kept(notes)) == ["a", "b"]
    spend(notes, "c", ENDS + 600, NOW + timedelta(seconds=600))
    assert sorted(kept(notes)) == ["b", "c"]


def test_a_sign_in_leaves_no_event(notes: Book) -> None:
    spend(notes, "a", ENDS, NOW)
    assert notes.head.position == 0
