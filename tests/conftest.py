"""Fixtures for all tests: addresses where a book can be made, on both stores."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.postgres import running_postgres

_schemas = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server for this test process."""
    with running_postgres() as address:
        yield address


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A file that is not there yet."""
    return f"sqlite:///{tmp_path / 'book.sqlite'}"


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """A schema that is not there yet."""
    return f"{postgres_server}&schema=book_{next(_schemas)}"


@pytest.fixture(params=["sqlite", "postgres"])
def book_url(request: pytest.FixtureRequest) -> str:
    """An address where no book is yet, once on each store."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url
