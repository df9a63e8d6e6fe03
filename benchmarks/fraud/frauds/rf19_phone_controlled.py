"""RF19: the telephone on the accounts is the employer's, or one telephone has the accounts of several strangers."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance
from benchmarks.fraud.edits import rows_of, ways
from benchmarks.fraud.world import World

TOGETHER = 4


def put(world: World, rng: Chance) -> None:
    """Half and half; the strangers are four to a telephone."""
    people, accounts, firms = world.people, world.staff.accounts, world.staff.firms
    ours, _ = ways(rng, world.count(1), 2)
    chosen = world.pick(rng, len(ours))
    firm = np.searchsorted(firms.employer, people.employer[chosen])
    accounts.put(rows_of(accounts, "person", people.person[chosen]), phone=firms.phone[firm])
    world.fraud(
        "RF19",
        (FIRST, LAST),
        "工资卡预留手机号是单位的",
        person=people.person[chosen],
        employer=people.employer[chosen],
        account=people.account[chosen],
        phone=firms.phone[firm],
    )
    groups = max(2, len(ours) // TOGETHER)
    chosen = world.pick(rng, groups * TOGETHER)
    group = np.arange(len(chosen)) % groups
    phone = world.new("phone", groups)[group]
    accounts.put(rows_of(accounts, "person", people.person[chosen]), phone=phone)
    world.fraud(
        "RF19",
        (FIRST, LAST),
        "多人的卡预留同一手机号",
        world.incidents(groups)[group],
        person=people.person[chosen],
        account=people.account[chosen],
        phone=phone,
    )
