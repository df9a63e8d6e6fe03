"""The office of a test, on each store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.office import Office
from tests.integration.world import World, played


@pytest.fixture
def office(book_url: str, tmp_path: Path) -> Iterator[Office]:
    """A new book behind a server, once on each store."""
    here = Office(book_url, tmp_path)
    yield here
    here.book.close()


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def here(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, World]]:
    """The whole world behind a server, once for a module on each store, for questions only."""
    name = request.module.__name__.rpartition("test_")[2]
    folder: Path = tmp_path_factory.mktemp(name)
    url = f"sqlite:///{folder / 'book.sqlite'}"
    if request.param == "postgres":
        url = f"{request.getfixturevalue('postgres_server')}&schema={name}"
    world = played(url, folder)
    office = Office(url, folder, world)
    office.appoint("county", "auditor", place="330502")
    office.appoint("other-county", "auditor", place="330521")
    yield office, world
    office.book.close()
