"""Commands killed before each of their statements: the book stays whole, and the same key ends the work once."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import msgspec
import pytest

from ledger.book import Book
from ledger.commands import payments, recoveries, review
from ledger.commands.base import Receipt, Request
from ledger.commands.import_applications import Entry, import_applications
from ledger.commands.load import load_payment
from ledger.commands.open_book import create_book
from ledger.keys import load_keys
from ledger.store.schema import BookExists, NoBook
from ledger.vault import Vault
from ledger.views.digest import digest
from ledger.views.projection import catch_up
from ledger.views.rebuild import rebuild
from tests.books import dump
from tests.integration.clerks import (
    Order,
    assert_sound,
    deaths,
    die_in_book,
    die_in_folder,
    filing,
    order,
    startup_form,
    wait_for_the_dead,
)
from tests.integration.world import CLAUSE, PLACE, STARTUP, World, opened, request_of, startup_facts

NAME = "case"
FILE_LENGTH = 70
"""Applications in the imported file: enough for more than 200 events, which the stores write in their bulk way."""


def apart(url: str, statements: int) -> int:
    """How far deaths lie apart: further on a server, where each takes longer."""
    return statements if url.startswith("sqlite") else statements + 1


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A new book with a budget, once on each store."""
    here = opened(book_url, tmp_path)
    yield here
    here.book.close()


def filing_of_one(world: World) -> Order:
    return filing(startup_form(world, 1), world.request("intake"))


def accepting(world: World) -> Order:
    world.file(NAME, 1, STARTUP, startup_facts(world.today, 1))
    return order(review.accept, review.Accept(case=world.cases[NAME]), world.request("intake"))


def approving(world: World) -> Order:
    world.file(NAME, 1, STARTUP, startup_facts(world.today, 1))
    world.accept(NAME)
    world.review(NAME)
    world.publish(NAME)
    world.wait_for_notice(NAME)
    opinion = review.Review(case=world.cases[NAME], opinion="同意")
    review.second_review(world.book, opinion, world.request("second"))
    return order(review.approve, review.Approve(case=world.cases[NAME]), world.request("approver"))


def instructing(world: World) -> Order:
    approving(world)(world.book, world.vault)
    command = payments.Instruct(case=world.cases[NAME], tranche=1)
    return order(payments.instruct, command, world.request("finance"))


def settling(world: World) -> Order:
    instructing(world)(world.book, world.vault)
    amount = load_payment(world.book, world.payment(NAME))[0].amount
    command = payments.Settle(payment=world.payment(NAME), booked=world.booked("S-1", amount))
    return order(payments.settle, command, world.request("finance"))


def determining(world: World) -> Order:
    settling(world)(world.book, world.vault)
    command = recoveries.Determine(payment=world.payment(NAME), amount=300_000, ground="已停业", clause=CLAUSE)
    return order(recoveries.determine, command, world.request("finance"))


def importing(world: World) -> Order:
    entries = [Entry(number + 2, *startup_form(world, number)) for number in range(FILE_LENGTH)]
    return partial(_import, entries, world.request("intake"))


def _import(entries: list[Entry], request: Request, book: Book, vault: Vault) -> Receipt:
    return import_applications(book, vault, entries, request)


def _catch_up(book: Book, _: Vault) -> None:
    catch_up(book, batch=4)


def _rebuild(book: Book, _: Vault) -> None:
    rebuild(book, batch=4)


COMMANDS: list[tuple[Callable[[World], Order], int, int]] = [
    (filing_of_one, 1, 3),
    (accepting, 3, 1),
    (approving, 3, 1),
    (instructing, 3, 1),
    (settling, 1, 1),
    (determining, 3, 1),
    (importing, 151, 3 * FILE_LENGTH),
]
"""What leads to a command, by how many statements the deaths lie apart, and how many events the command leaves."""


@pytest.mark.parametrize(("prepare", "stride", "events"), COMMANDS)
def test_a_killed_command_is_done_once_or_not_at_all(
    world: World, book_url: str, tmp_path: Path, prepare: Callable[[World], Order], stride: int, events: int
) -> None:
    one = prepare(world)
    before, start = dump(world.book), world.book.head.position
    died = 0
    for through in deaths(die_in_book, book_url, tmp_path, one, stride=apart(book_url, stride)):
        wait_for_the_dead(world.book)
        with Book.open(book_url, place=PLACE) as book:
            done = book.head.position == start + events
            assert done or dump(book) == before
            assert done or not through
            if done:
                assert_sound(book, Vault(book, world.keys))
        died += 1
    assert died > 3
    receipts = [one(world.book, world.vault) for _ in range(2)]
    assert receipts[0] == receipts[1]
    assert len(receipts[0].events) == events
    assert world.book.head.position == start + events
    assert_sound(world.book, world.vault)


@pytest.mark.parametrize("work", [_catch_up, _rebuild])
def test_views_are_right_whenever_their_making_was_killed(
    world: World, book_url: str, tmp_path: Path, work: Callable[[Book, Vault], None]
) -> None:
    determining(world)(world.book, world.vault)
    for _ in deaths(die_in_book, book_url, tmp_path, work, stride=apart(book_url, 8)):
        wait_for_the_dead(world.book)
        assert_sound(world.book, world.vault)
    catch_up(world.book)
    known = digest(world.book)
    rebuild(world.book)
    assert digest(world.book) == known
    assert_sound(world.book, world.vault)


def test_a_killed_init_is_ended_by_the_same_key(bare_url: str, tmp_path: Path) -> None:
    key_file = tmp_path / "keys.json"
    request = request_of("budget", date(2024, 1, 2), 0)
    init = partial(create_book, bare_url, place=PLACE, mode="demo", key_file=key_file, request=request)
    files: list[bytes] = []
    books: list[bool] = []
    # The keys are made in the first steps; behind them all tables are made in one transaction.
    for through in deaths(die_in_folder, init, closely=16, stride=apart(bare_url, 12)):
        files.append(key_file.read_bytes() if key_file.exists() else b"")
        books.append(is_made(bare_url, key_file))
        assert books[-1] or not through
    assert len(set(files)) == 2, "no key file, then one that never changes"
    assert sorted(books) == books
    assert {file.stat().st_mode & 0o077 for file in tmp_path.glob("keys.json*")} == {0}, "nor do drafts let others read"
    for _ in range(2):
        book, keys = init()
        assert keys == load_keys(key_file)
        assert [event.event.topic for event in book.read()] == ["book.Opened"]
        assert_sound(book, Vault(book, keys))
        book.close()
    with pytest.raises(BookExists):
        create_book(
            bare_url,
            place=PLACE,
            mode="demo",
            key_file=key_file,
            request=msgspec.structs.replace(request, key="another"),
        )


def is_made(url: str, key_file: Path) -> bool:
    """Whether there is a book, which must then be sound."""
    try:
        book = Book.open(url)
    except NoBook:
        return False
    with book:
        assert_sound(book, Vault(book, load_keys(key_file)))
    return True
