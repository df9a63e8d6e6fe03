"""Verification of identity linkage: one person who is said by one officer alone is found."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.audit.verify import verify
from ledger.book import Book
from ledger.views import identity_queries
from tests.integration.tampering import copy_of_the_world, find, forge, setting, wrong

CHECK = "identities-by-two"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A copy of the whole world, to tamper with."""
    with copy_of_the_world(tmp_path) as here:
        yield here


def test_the_pairs_of_the_world_are_in_order(book: Book) -> None:
    check = verify(book).check(CHECK)
    assert (check.ok, check.counted) == (True, 6)
    assert identity_queries.same_persons(book, "p_a") == ["p_b"]
    assert identity_queries.same_persons(book, "p_b") == ["p_a"]
    assert identity_queries.same_persons(book, "p_c") == []


def test_a_confirmation_by_who_judged_is_found(book: Book) -> None:
    forge(book, find(book, "identity.Confirmed"), setting("actor", to="330500-analyst"))
    (finding,) = verify(book).check(CHECK).findings
    assert finding.en == "330500-analyst did both"


def test_a_confirmation_of_two_persons_is_found(book: Book) -> None:
    forge(book, find(book, "identity.Judged"), setting("data", "verdict", to="different_persons"))
    (finding,) = verify(book).check(CHECK).findings
    assert finding.en == "nothing waited to be confirmed"


def test_a_pair_of_other_parties_is_found(book: Book) -> None:
    forge(book, find(book, "identity.Suggested"), setting("data", "right", to="p_z"))
    assert CHECK in wrong(verify(book))
