"""Verification of random inspections: a list not drawn by its rule is found, and who inspects own decisions."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.audit.verify import verify
from ledger.book import Book
from ledger.commands.load import load_sample
from tests.integration.tampering import copy_of_the_world, find, forge, setting, wrong

CHECK = "inspections-redrawn"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A copy of the whole world, to tamper with."""
    with copy_of_the_world(tmp_path) as here:
        yield here


def test_every_list_of_the_world_is_drawn_again(book: Book) -> None:
    check = verify(book).check(CHECK)
    assert (check.ok, check.counted) == (True, 3)


def test_another_item_on_the_list_is_found(book: Book) -> None:
    position = find(book, "sample.Drawn")
    (row,) = book.raw(position - 1, 1)
    state, _ = load_sample(book, row.stream)
    forge(book, position, setting("data", "items", to=[*state.items[1:], "A2024-330500-AAAAAAAAAA-P1"]))
    (first, *_) = verify(book).check(CHECK).findings
    assert first.en == f"drawn again: {', '.join(state.items)}"


@pytest.mark.parametrize(("field", "value"), [("population", 1), ("digest", "0" * 64)])
def test_another_definition_is_found(book: Book, field: str, value: object) -> None:
    forge(book, find(book, "sample.Drawn"), setting("data", field, to=value))
    assert CHECK in wrong(verify(book))


def test_a_draw_from_later_events_is_found(book: Book) -> None:
    position = find(book, "sample.Drawn")
    forge(book, position, setting("data", "position", to=position))
    (first, *_) = verify(book).check(CHECK).findings
    assert first.en == "it was drawn from later events"


def test_a_finding_on_what_was_not_drawn_is_found(book: Book) -> None:
    forge(book, find(book, "sample.FindingRecorded"), setting("data", "item", to="A2024-330500-AAAAAAAAAA-P1"))
    assert CHECK in wrong(verify(book))


def test_a_finding_by_who_paid_is_found(book: Book) -> None:
    forge(book, find(book, "sample.FindingRecorded"), setting("actor", to="330500-finance"))
    (finding,) = verify(book).check(CHECK).findings
    assert "330500-finance had a hand in" in finding.en
