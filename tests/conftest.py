"""Fixtures for all tests: addresses where a book can be made, on both stores."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.postgres import copied, prepared, running_postgres

_names = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server for this test process."""
    with running_postgres() as address:
        yield address


@pytest.fixture(scope="session")
def prepared_server(postgres_server: str) -> str:
    """The same server, with tables to copy."""
    prepared(postgres_server)
    return postgres_server


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A file that is not there yet."""
    return f"sqlite:///{tmp_path / 'book.sqlite'}"


@pytest.fixture
def postgres_url(prepared_server: str) -> Iterator[str]:
    """A schema of a database of its own, with the tables of books and no book."""
    with copied(prepared_server, f"copy_{next(_names)}") as address:
        yield address


@pytest.fixture
def bare_postgres_url(postgres_server: str) -> str:
    """A schema that is not there yet."""
    return f"{postgres_server}&schema=bare_{next(_names)}"


@pytest.fixture(params=["sqlite", "postgres"])
def book_url(request: pytest.FixtureRequest) -> str:
    """An address where no book is yet, once on each store."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=["sqlite", "bare_postgres"])
def bare_url(request: pytest.FixtureRequest) -> str:
    """An address where nothing is yet, no tables either, once on each store."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url
