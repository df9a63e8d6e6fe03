"""What is held is read again where the log has told of evidence since, and only there."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ledger.checks.evidence_held import Held, LatestHeld, held_in
from tests.integration.world import World, opened
from tests.integration.world_evidence import brought, wages, withdrawn


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A book with a budget, once on each store."""
    here = opened(book_url, tmp_path)
    here.today = date(2024, 5, 6)
    yield here
    here.book.close()


def now(latest: LatestHeld, world: World) -> Held:
    """What is held at the end of the log."""
    return latest.at(world.book.head.position)


def test_what_is_held_stays_until_the_log_tells_of_evidence(world: World) -> None:
    latest = LatestHeld(world.book, world.evidence)
    assert now(latest, world).holdings.parts == {}
    first = brought(world, wages(1))
    held = now(latest, world)
    assert held == held_in(world.book, world.evidence)
    assert now(latest, world) is held
    withdrawn(world, first.subject)
    assert now(latest, world).holdings.parts == {}


def test_events_of_another_kind_change_nothing_of_it(world: World) -> None:
    brought(world, wages(1))
    latest = LatestHeld(world.book, world.evidence)
    held, before = now(latest, world), world.book.head.position
    world.appropriate(1_000_00)
    assert world.book.head.position > before
    assert now(latest, world) is held


def test_what_was_held_before_can_still_be_asked_for(world: World) -> None:
    latest, before = LatestHeld(world.book, world.evidence), world.book.head.position
    brought(world, wages(1))
    held = now(latest, world)
    assert latest.at(before).holdings.parts == {}
    assert now(latest, world) is held
