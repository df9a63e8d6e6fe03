"""RF41: one entitlement paid twice, by two funds or two places."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance, first_day
from benchmarks.fraud.edits import ways
from benchmarks.fraud.honest.enterprise import grant
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.world import World

PROGRAMMES = (("social_insurance_subsidy", "pension"), ("living_allowance", "living"), ("post_subsidy", "wage"))


def put(world: World, rng: Chance) -> None:
    """The same programme, the same person, the same one to six months; the second payment refers to nothing."""
    people, chosen = world.people, world.pick(rng, world.count(1) + 3)
    for (programme, item), which in zip(PROGRAMMES, ways(rng, len(chosen), 3), strict=True):
        begin = rng.integers(FIRST + 1, LAST - 7, len(which))
        end = begin + rng.integers(0, 6, len(which))
        mine = chosen[which]
        first = grant(
            world,
            rng,
            person=people.person[mine],
            programme=programme,
            cost_item=item,
            from_month=begin,
            to_month=end,
            amount_fen=rng.integers(300, 900, len(which)) * 100,
            paid_day=first_day(end + 1) + 10,
            fund="employment",
            payee_account=people.account[mine],
            account_kind="personal",
            place=people.place[mine],
        )
        first.copy(
            np.arange(len(which)),
            grant_key=world.new("grant", len(which)),
            fund="levy",
            paid_day=first_day(end + 1) + rng.integers(11, 120, len(which)),
            place=np.where(rng.random(len(which)) < 0.5, anywhere(rng, len(which)), people.place[mine]),
        )
        world.fraud("RF41", (begin, end), "同一待遇重复发放", person=people.person[mine])
