"""RF03: a full-time student counts as a full-time worker."""

import numpy as np

from benchmarks.fraud.calendar import NONE, Chance, first_day, last_day
from benchmarks.fraud.edits import span
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """On the roll for half a year to two years, not in the last year; half of them are still there."""
    people, chosen = world.people, world.pick(rng, world.count(1))
    count = len(chosen)
    begin, end = span(rng, count, 6, 20)
    still = rng.random(count) < 0.5
    world.add(
        "school_roll",
        person=people.person[chosen],
        from_day=first_day(begin),
        mode="full_time",
        final_year=0,
        to_day=np.where(still, NONE, last_day(end)),
        place=people.place[chosen],
    )
    world.fraud(
        "RF03", (begin, end), "全日制在校生充作职工", person=people.person[chosen], employer=people.employer[chosen]
    )
