"""RF34: a base with far more people assigned to it than it has seats."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance
from benchmarks.fraud.honest.chains import chains
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Twenty-four to a base with three to fifteen seats; at its fullest half of them have been seen."""
    count = max(4, world.persons // 4000)
    made = chains(world, rng, count)
    made.base_rows.put(np.arange(count), seats=rng.integers(3, 16, count), peak_heads=rng.integers(2, 13, count))
    world.fraud("RF34", (FIRST, LAST), "基地超容量", employer=made.bases.employer)
