"""Fixtures for the tests of the store."""

from collections.abc import Iterator

import pytest

from ledger.book import Book
from tests.books import CODEC, PLACE


@pytest.fixture
def notes(book_url: str) -> Iterator[Book]:
    """An empty book of notes, once on each store."""
    with Book.create(book_url, place=PLACE, mode="demo", codec=CODEC) as book:
        yield book
