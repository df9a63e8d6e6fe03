"""The office of a test, on each store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.office import Office


@pytest.fixture
def office(book_url: str, tmp_path: Path) -> Iterator[Office]:
    """A new book behind a server, once on each store."""
    here = Office(book_url, tmp_path)
    yield here
    here.book.close()
