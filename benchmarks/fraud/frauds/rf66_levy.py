"""RF66: the levy was due and was not paid, or not in full, long after the deadline."""

import numpy as np

from benchmarks.fraud.calendar import Chance
from benchmarks.fraud.honest.crew import crew
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Nothing or up to 90 per cent, for the first of the two years."""
    count = max(4, world.persons // 4000)
    staff = crew(world, rng, count, (35, 90))
    rows = np.arange(count) * 2
    frame = world.frames["levies"][-1]
    due = rng.integers(30, 400, count) * 100_000
    paid = np.where(rng.random(count) < 0.6, 0, due * rng.integers(20, 90, count) // 100)
    frame.put(rows, due_fen=due, paid_fen=paid, exempt=0)
    year = frame["year"][rows]
    world.fraud("RF66", (year * 12, year * 12 + 11), "残保金应缴未缴", employer=staff.firms.employer)
