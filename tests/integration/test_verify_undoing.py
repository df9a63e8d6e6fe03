"""Verification of what a fallen finding leaves: what stands all the same, or is undone for nothing, is found."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ledger.audit.verify import verify
from ledger.book import Book
from tests.integration.tampering import as_another, copy_of_the_world, find, forge, setting


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A copy of the whole world, to tamper with."""
    with copy_of_the_world(tmp_path) as here:
        yield here


def found(book: Book) -> list[str]:
    """What the probe says."""
    return [each.en for each in verify(book).check("measures-undone").findings]


def test_an_honest_book_has_measures_that_were_undone(book: Book) -> None:
    check = verify(book).check("measures-undone")
    assert (check.ok, check.counted) == (True, 5)


def test_a_fallen_finding_that_leaves_its_recovery_standing_is_found(book: Book) -> None:
    forge(book, find(book, "investigation.AppealDecided"), setting("data", "undo", to=[]))
    assert "what it orders to be undone is not what stands" in found(book)


def test_a_recovery_that_is_undone_though_its_finding_stands_is_found(book: Book) -> None:
    position = find(book, "investigation.AppealDecided")
    upheld: dict[str, Any] = {"outcome": "upheld", "code": "", "fallen": 0, "undo": []}
    for key, value in upheld.items():
        forge(book, position, setting("data", key, to=value))
    kept = "it goes on though a finding asks for its suspension"
    assert found(book) == ["no finding fell on which it rested", kept]


def test_more_given_back_than_had_come_in_is_found(book: Book) -> None:
    forge(book, find(book, "recovery.Undone"), setting("data", "received", to=1))
    assert "its amounts are not those of the recovery" in found(book)


def test_an_order_that_ended_though_the_case_is_suspended_is_found(book: Book) -> None:
    (told,) = [
        each.position
        for each in book.read(0, book.head.position)
        if each.event.topic == "investigation.MeasureTaken" and getattr(each.event, "measure", "") == "resume"
    ]
    forge(book, told - 1, as_another("application.Suspended", {"ground": "-"}))
    assert found(book) == ["it was not undone"]


def lifting(book: Book) -> int:
    """The position where a suspension was lifted, for which the case went on."""
    (lifted,) = [
        each.position
        for each in book.read(0, book.head.position, topics=("investigation.MeasureLifted",))
        if getattr(each.event, "measure", "") == "suspend"
    ]
    return lifted


def test_a_case_that_goes_on_against_a_finding_is_found(book: Book) -> None:
    forge(book, lifting(book), setting("data", "measure", to="hold"))
    assert "it goes on though a finding asks for its suspension" in found(book)


def test_a_case_that_went_on_before_that_was_refused_is_no_fault(book: Book) -> None:
    forge(book, lifting(book), setting("data", "measure", to="hold"))
    resumed = book.read(0, book.head.position, topics=("application.Resumed",))
    for each in resumed:
        forge(book, each.position, setting("schema", to=1))
    assert found(book) == []
