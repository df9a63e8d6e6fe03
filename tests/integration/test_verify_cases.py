"""Verification of cases: a forged payee, claim, notice or day of decision is found by name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.application.events import Submitted
from ledger.audit.verify import verify
from ledger.book import Book
from tests.integration.tampering import copy_of_the_world, find, forge, setting, wrong


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A copy of the whole world, to tamper with."""
    with copy_of_the_world(tmp_path) as here:
        yield here


def test_a_payment_to_somebody_else_is_found(book: Book) -> None:
    forge(book, find(book, "payment.Instructed"), setting("data", "party", to="p_somebodyelse"))
    assert "paid-to-the-applicant" in wrong(verify(book))


def test_a_payment_by_details_that_were_not_the_latest_is_found(book: Book) -> None:
    forge(book, find(book, "payment.Reissued"), setting("data", "details_version", to=7))
    assert "paid-to-the-applicant" in wrong(verify(book))


def test_a_submission_that_claims_less_than_its_facts_take_is_found(book: Book) -> None:
    forge(book, find(book, "application.Submitted"), setting("data", "claims", to=[]))
    assert "claims-follow-facts" in wrong(verify(book))


def test_a_notice_that_ends_early_is_found(book: Book) -> None:
    position = find(book, "application.NoticePublished")
    (published,) = book.read(position - 1, 1)
    forge(book, position, setting("data", "last_day", to=str(published.meta.effective_on)))
    assert "notices-as-ruled" in wrong(verify(book))


def test_a_decision_on_what_was_published_later_is_found(book: Book) -> None:
    forge(book, find(book, "application.Approved"), setting("data", "decision", "known_on", to="2030-01-01"))
    assert "decided-on-their-day" in wrong(verify(book))


def test_an_offset_that_the_book_does_not_bear_out_is_found(book: Book) -> None:
    offset = {"case": "A1", "programme": "lease_subsidy", "amount": 1, "authority": "-", "source": "-", "grade": "A"}
    forge(book, find(book, "application.Approved"), setting("data", "decision", "offsets", to=[offset]))
    assert "no-cross-use" in wrong(verify(book))


def test_two_cases_made_one_persons_are_found(book: Book) -> None:
    """The second start-up grant of a person is no cross-use only as long as it is another person's."""
    (first,) = book.read(find(book, "application.Submitted", 1) - 1, 1)
    assert isinstance(first.event, Submitted)
    forge(book, find(book, "application.Submitted", 2), setting("data", "claims", 0, to=first.event.claims[0]))
    assert "no-cross-use" in wrong(verify(book))
