"""RF37: several persons are paid into one account, without a mandate."""

import numpy as np

from benchmarks.fraud.calendar import Chance
from benchmarks.fraud.edits import span, within
from benchmarks.fraud.world import World

TOGETHER = 3


def put(world: World, rng: Chance) -> None:
    """The wages of two more go to the first one's account, for three months and more."""
    people, groups = world.people, max(4, world.count(1) // TOGETHER)
    chosen = world.pick(rng, groups * TOGETHER)
    account = np.repeat(people.account[chosen[::TOGETHER]], TOGETHER)
    begin, end = (np.repeat(bound, TOGETHER) for bound in span(rng, groups, 3, 20))
    rows, at = within(world.staff.wages, people.person[chosen], begin, end)
    world.staff.wages.put(rows, account=account[at])
    world.fraud(
        "RF37",
        (begin, end),
        "多人共用一个收款账户",
        np.repeat(world.incidents(groups), TOGETHER),
        account=account,
        person=people.person[chosen],
    )
