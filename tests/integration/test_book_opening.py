"""Making and opening a book, on both stores."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect, text, update

from domain.errors import NotFound
from ledger import tables
from ledger.book import Book
from ledger.commands.open_book import upgrade_book
from ledger.store.database import BookUnreachable
from ledger.store.schema import BookExists, BookSchemaCurrent, BookSchemaTooNew, BookSchemaTooOld, NoBook, WhichBook
from ledger.store.standing import BalanceExhausted
from tests.books import CODEC, NOON, PLACE, dump, noted


def test_a_new_book_is_empty(notes: Book) -> None:
    assert notes.place == PLACE
    assert notes.mode == "demo"
    assert notes.head == (0, None)
    assert notes.read() == []
    assert notes.events("no-such-stream") == ()


def test_a_book_opens_as_it_was_made(bare_url: str) -> None:
    with Book.create(
        bare_url,
        place=PLACE,
        mode="production",
        codec=CODEC,
        opened_events=[noted("book")],
        idempotency=("k", "d", b"r"),
    ):
        pass
    with Book.open(bare_url, codec=CODEC) as book:
        assert (book.place, book.mode, book.head) == (PLACE, "production", (1, NOON))
        assert book.read()[0].event == noted("book").event
        assert book.answer("k", "d") == b"r"


def test_a_book_is_not_made_twice(notes: Book, book_url: str) -> None:
    before = dump(notes)
    with pytest.raises(BookExists) as refused:
        Book.create(book_url, place=PLACE, mode="demo", codec=CODEC)
    assert PLACE in refused.value.zh
    assert dump(notes) == before


def test_a_book_whose_first_events_are_refused_is_not_made(bare_url: str) -> None:
    with pytest.raises(BalanceExhausted):
        Book.create(
            bare_url, place=PLACE, mode="demo", codec=CODEC, opened_events=[noted("book")], reserve={"fund": -1}
        )
    with pytest.raises(NoBook):
        Book.open(bare_url, codec=CODEC)
    Book.create(bare_url, place=PLACE, mode="demo", codec=CODEC).close()


def test_opening_makes_nothing(sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(NoBook):
        Book.open(sqlite_url, codec=CODEC)
    assert list(tmp_path.iterdir()) == []


def test_opening_an_empty_schema_makes_nothing(bare_postgres_url: str) -> None:
    with pytest.raises(NoBook) as refused:
        Book.open(bare_postgres_url, codec=CODEC)
    assert "schema=" in refused.value.en
    with pytest.raises(NoBook):
        Book.open(bare_postgres_url, codec=CODEC)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("not a database, but long enough to be taken for one at first sight" * 20)
    with pytest.raises(BookUnreachable) as refused:
        Book.open(str(path), codec=CODEC)
    assert "not a database" in refused.value.en


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE things (name TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NoBook):
        Book.open(str(path), codec=CODEC)
    assert path.read_bytes() == before


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(BookUnreachable) as refused:
        Book.open(f"postgresql://clerk:secret@/ledger?host={tmp_path}", codec=CODEC)
    assert "clerk" in refused.value.en
    assert "secret" not in refused.value.en + refused.value.zh


@pytest.mark.parametrize(
    ("version", "error"),
    [(tables.SCHEMA_VERSION + 1, BookSchemaTooNew), (tables.SCHEMA_VERSION - 1, BookSchemaTooOld)],
)
def test_tables_of_another_version_are_refused(
    notes: Book, book_url: str, version: int, error: type[Exception]
) -> None:
    with notes.engine.begin() as connection:
        connection.execute(update(tables.store_schema).values(version=version))
    with pytest.raises(error):
        Book.open(book_url, codec=CODEC)
    with pytest.raises(error):
        Book.create(book_url, place="330600", mode="demo", codec=CODEC)


def test_tables_of_an_earlier_version_are_upgraded_once_and_the_log_stays(notes: Book, book_url: str) -> None:
    notes.append([noted("a")], reserve={"fund": 5}, take={"claim": "a"})
    before = notes.guard_tables(), list(notes.raw(0, 10))
    with notes.engine.begin() as connection:
        connection.execute(text("DROP TABLE view_duties"))
        connection.execute(update(tables.store_schema).values(version=tables.SCHEMA_VERSION - 1))
    assert upgrade_book(book_url) == (tables.SCHEMA_VERSION - 1, tables.SCHEMA_VERSION)
    with Book.open(book_url, codec=CODEC) as upgraded:
        assert (upgraded.guard_tables(), list(upgraded.raw(0, 10))) == before
        assert inspect(upgraded.engine).has_table("view_duties")
    with pytest.raises(BookSchemaCurrent):
        upgrade_book(book_url)


def test_nothing_is_upgraded_where_there_is_no_book_or_a_newer_one(notes: Book, book_url: str, tmp_path: Path) -> None:
    with pytest.raises(NoBook):
        upgrade_book(f"sqlite:///{tmp_path / 'none.sqlite'}")
    with notes.engine.begin() as connection:
        connection.execute(update(tables.store_schema).values(version=tables.SCHEMA_VERSION + 1))
    with pytest.raises(BookSchemaTooNew):
        upgrade_book(book_url)


def test_two_books_in_one_database_do_not_touch(notes: Book, book_url: str) -> None:
    with Book.create(book_url, place="430000", mode="demo", codec=CODEC) as hunan:
        notes.append([noted("a")], reserve={"fund": 5}, take={"claim": "a"}, idempotency=("k", "d", b"huzhou"))
        hunan.append(
            [noted("a", place="430000"), noted("a", 2, place="430000")],
            reserve={"fund": 7},
            take={"claim": "b"},
            idempotency=("k", "d", b"hunan"),
        )
        for book, place, count, left, holder in ((notes, PLACE, 1, 5, "a"), (hunan, "430000", 2, 7, "b")):
            assert book.head.position == count
            assert {event.meta.book for event in book.read()} == {place}
            assert (book.balance("fund"), book.holder("claim")) == (left, holder)
        assert hunan.answer("k", "d") == b"hunan"


def test_where_there_are_two_books_the_place_must_be_said(notes: Book, book_url: str) -> None:
    Book.create(book_url, place="430000", mode="production", codec=CODEC).close()
    with pytest.raises(WhichBook) as refused:
        Book.open(book_url, codec=CODEC)
    assert f"{notes.place}, 430000" in refused.value.en
    with Book.open(book_url, place="430000", codec=CODEC) as book:
        assert book.mode == "production"
    with pytest.raises(NoBook):
        Book.open(book_url, place="140000", codec=CODEC)


def test_all_tables_are_made_at_once(notes: Book) -> None:
    assert set(tables.metadata.tables) <= set(inspect(notes.engine).get_table_names())


def test_a_file_book_is_durable_and_lets_readers_read(sqlite_url: str) -> None:
    with (
        Book.create(sqlite_url, place=PLACE, mode="demo", codec=CODEC) as book,
        book.engine.connect() as connection,
    ):
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_a_book_that_vanished_is_named(notes: Book) -> None:
    with notes.engine.begin() as connection:
        connection.execute(tables.book_head.delete())
    with pytest.raises(NotFound):
        notes.append([noted("a")])
