"""RF63: a base was designated on paper; nobody has been there for years."""

import numpy as np

from benchmarks.fraud.calendar import AS_OF, FIRST, LAST, NONE, Chance
from benchmarks.fraud.honest.chains import chains
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Half never, half 400 to 1,500 days ago."""
    count = max(4, world.persons // 2000)
    made = chains(world, rng, count)
    seen = np.where(rng.random(count) < 0.5, NONE, AS_OF - rng.integers(400, 1500, count))
    made.base_rows.put(np.arange(count), inspected_day=seen, designated_day=AS_OF - rng.integers(1600, 2200, count))
    world.fraud("RF63", (FIRST, LAST), "基地未实地核查", employer=made.bases.employer)
