"""RF09: one agent and one assessor made a village full of severe disabilities."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, WINDOW_BEGIN, Chance
from benchmarks.fraud.honest.certify import certify
from benchmarks.fraud.honest.firms import residents
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Villages of 20 to 44 certificates, four fifths of them severe and more, all within half a year."""
    rings = max(3, world.persons // 5000)
    size = rng.integers(20, 45, rings)
    each = np.repeat(np.arange(rings), size)
    place = anywhere(rng, rings)
    person = residents(world, rng, place[each])
    village, assessor, agent = (
        place * 1_000_000 + 900_001 + np.arange(rings),
        world.new("assessor", rings),
        world.new("agent", rings),
    )
    begun = WINDOW_BEGIN + rng.integers(-300, 300, rings)
    issued = begun[each] + rng.integers(0, 180, len(person))
    within = np.arange(len(person)) - np.repeat(np.cumsum(size) - size, size)
    severe = within * 100 < size[each] * rng.integers(80, 98, rings)[each]
    certify(
        world,
        rng,
        person,
        place[each],
        from_day=issued,
        issued_day=issued,
        first_issued_day=issued,
        grade=np.where(severe, rng.integers(1, 3, len(person)), 3),
        assessor=assessor[each],
        agent=agent[each],
        village=village[each],
    )
    world.fraud(
        "RF09",
        (FIRST, LAST),
        "集中办出重残证",
        world.incidents(rings)[each],
        person=person,
        assessor=assessor[each],
        agent=agent[each],
        village=village[each],
    )
