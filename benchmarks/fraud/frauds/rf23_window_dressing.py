"""RF23: hired for the turn of the year, gone when the count is over."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, Chance
from benchmarks.fraud.edits import limit
from benchmarks.fraud.honest.crew import crew
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Six or all seven of each roster come in November or December and leave by the end of February."""
    count = max(4, world.persons // 4000)
    staff = crew(world, rng, count, (26, 36), disabled=7)
    people = staff.people
    firm = np.searchsorted(staff.firms.employer, people.employer)
    nth = np.arange(len(firm)) - np.searchsorted(firm, firm)
    hired = np.flatnonzero(people.disabled & (nth < rng.integers(6, 8, count)[firm]))
    begin = FIRST + 10 + rng.integers(0, 2, count)[firm[hired]]
    end = np.minimum(begin + rng.integers(1, 3, len(hired)), FIRST + 13)
    limit((staff.wages, staff.insurance, staff.attendance), staff.contracts, people.person[hired], begin, end)
    world.fraud(
        "RF23",
        (begin, end),
        "年底突击用工",
        world.incidents(count)[firm[hired]],
        person=people.person[hired],
        employer=people.employer[hired],
    )
