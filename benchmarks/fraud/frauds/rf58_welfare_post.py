"""RF58: a public-welfare post beside another job or a business, for too long, or for the third time."""

import numpy as np

from benchmarks.fraud.calendar import AS_OF, FIRST, LAST, NONE, WINDOW_BEGIN, Chance
from benchmarks.fraud.edits import ways
from benchmarks.fraud.honest.firms import found_firms, residents
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """A quarter each."""
    count = max(8, world.count(1))
    job, business, long, third = ways(rng, count, 4)
    place = anywhere(rng, count)
    person = residents(world, rng, place)
    person[job] = world.people.person[world.pick(rng, len(job))]
    person[business] = found_firms(world, rng, place[business], kind="sole_trader").owner
    begin = WINDOW_BEGIN + rng.integers(30, 300, count)
    begin[long] = AS_OF - rng.integers(1200, 2000, len(long))
    firms = world.staff.firms
    world.add(
        "posts_held",
        person=person,
        employer=firms.employer[rng.integers(0, len(firms.employer), count)],
        from_day=begin,
        to_day=NONE,
        ordinal=np.where(np.isin(np.arange(count), third), rng.integers(3, 5, count), 1),
        extended=0,
        referrals=3,
        unpaid_role=0,
        place=place,
    )
    world.fraud("RF58", (FIRST, LAST), "公益性岗位违规", person=person)
