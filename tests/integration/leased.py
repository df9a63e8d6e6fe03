"""A lease of four quarters that is approved: where holds and measures begin."""

from datetime import date
from pathlib import Path

from tests.integration.world import LEASE, World, lease_facts, opened


def with_lease(url: str, folder: Path) -> World:
    """A new book in which nothing of the lease is paid yet."""
    world = opened(url, folder)
    world.today = date(2024, 3, 1)
    world.file("lease", 1, LEASE, lease_facts())
    world.accept("lease")
    world.review("lease")
    world.publish("lease")
    world.wait_for_notice("lease")
    world.approve("lease")
    return world
