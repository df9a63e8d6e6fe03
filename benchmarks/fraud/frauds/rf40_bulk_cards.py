"""RF40: cards opened on one day at one branch, and only ever emptied on the day of the wage."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance
from benchmarks.fraud.edits import rows_of, within
from benchmarks.fraud.honest.money import transfer
from benchmarks.fraud.world import World

TOGETHER = 7


def put(world: World, rng: Chance) -> None:
    """Seven each, emptied by 97 per cent and more, at different machines."""
    people, staff, groups = world.people, world.staff, max(3, world.persons // 7000)
    chosen = world.pick(rng, groups * TOGETHER)
    group = np.arange(len(chosen)) % groups
    person = people.person[chosen]
    staff.accounts.put(
        rows_of(staff.accounts, "person", person),
        opened_day=(19_000 + rng.integers(0, 300, groups))[group],
        branch=(world.new("branch", groups) + 10_000)[group],
    )
    for spent in world.frames["transfers"]:
        spent.drop(spent.of("from_person", person))
    rows, _ = within(staff.wages, person, FIRST, LAST)
    transfer(
        world,
        rng,
        staff.wages,
        rows,
        rng.integers(97, 101, len(rows)),
        np.zeros(len(rows), dtype=np.int64),
        kind="cash",
        atm=world.new("atm", len(rows)) + (1 << 25),
    )
    world.fraud(
        "RF40",
        (FIRST, LAST),
        "批量开卡只取现",
        world.incidents(groups)[group],
        person=person,
        account=people.account[chosen],
    )
