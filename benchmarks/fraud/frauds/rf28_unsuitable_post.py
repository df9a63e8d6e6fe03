"""RF28: a post that asks for just what the worker's disability excludes, and nobody made it accessible."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance
from benchmarks.fraud.edits import rows_of
from benchmarks.fraud.honest.registers import post_for
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Whoever has the first grade of a category works at a post that excludes it."""
    people, staff, chosen = world.people, world.staff, world.pick(rng, world.count(1))
    person = people.person[chosen]
    rows = rows_of(staff.certificates, "person", person)
    staff.certificates.put(rows, grade=1)
    post = post_for(world, staff.certificates["category"][rows], accommodation=0)
    contracts = staff.contracts
    mine = contracts.of("person", person)
    contracts.put(mine, post=post[np.searchsorted(person, contracts["person"][mine])])
    world.fraud("RF28", (FIRST, LAST), "岗位与残疾不符", person=person, employer=people.employer[chosen])
