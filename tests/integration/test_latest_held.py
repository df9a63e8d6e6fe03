"""What is held is read again where the log has told of evidence since, and only there."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ledger.checks.evidence_held import LatestHeld, held_in
from tests.integration.world import World, opened
from tests.integration.world_evidence import brought, wages, withdrawn


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A book with a budget, once on each store."""
    here = opened(book_url, tmp_path)
    here.today = date(2024, 5, 6)
    yield here
    here.book.close()


def test_what_is_held_stays_until_the_log_tells_of_evidence(world: World) -> None:
    latest = LatestHeld(world.book, world.evidence)
    assert latest.now().holdings.parts == {}
    first = brought(world, wages(1))
    held = latest.now()
    assert held == held_in(world.book, world.evidence)
    assert latest.now() is held
    withdrawn(world, first.subject)
    assert latest.now().holdings.parts == {}


def test_events_of_another_kind_change_nothing_of_it(world: World) -> None:
    brought(world, wages(1))
    latest = LatestHeld(world.book, world.evidence)
    held, before = latest.now(), world.book.head.position
    world.appropriate(1_000_00)
    assert world.book.head.position > before
    assert latest.now() is held
