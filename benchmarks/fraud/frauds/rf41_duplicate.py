"""RF41, RF41B: one entitlement paid twice, by two funds or two places, to a person or to a unit."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance, first_day
from benchmarks.fraud.edits import ways
from benchmarks.fraud.honest.enterprise import grant, grant_to
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
        first = grant_to(
            world,
            rng,
            mine,
            begin,
            programme=programme,
            cost_item=item,
            to_month=end,
            amount_fen=rng.integers(300, 900, len(which)) * 100,
            paid_day=first_day(end + 1) + 10,
        )
        first.copy(
            np.arange(len(which)),
            grant_key=world.new("grant", len(which)),
            fund="levy",
            paid_day=first_day(end + 1) + rng.integers(11, 120, len(which)),
            place=np.where(rng.random(len(which)) < 0.5, anywhere(rng, len(which)), people.place[mine]),
        )
        world.fraud("RF41", (begin, end), "同一待遇重复发放", person=people.person[mine])
    _to_units(world, rng)


def _to_units(world: World, rng: Chance) -> None:
    """The reward of one half-year is paid to a unit by the levy fund, and again by the employment fund."""
    firms, count = world.staff.firms, max(4, world.persons // 2000)
    chosen = rng.choice(len(firms.employer), count, replace=False)
    begin = rng.integers(FIRST + 1, LAST - 7, count)
    first = grant(
        world,
        rng,
        employer=firms.employer[chosen],
        programme="over_quota_reward",
        cost_item="reward",
        from_month=begin,
        to_month=begin + 5,
        amount_fen=rng.integers(5, 90, count) * 100_000,
        paid_day=first_day(begin + 6) + 20,
        fund="levy",
        payee_account=firms.account[chosen],
        account_kind="corporate",
        unit_programme=1,
        place=firms.place[chosen],
    )
    first.copy(
        np.arange(count),
        grant_key=world.new("grant", count),
        fund="employment",
        paid_day=first["paid_day"] + rng.integers(5, 100, count),
    )
    world.fraud("RF41B", (begin, begin + 5), "单位奖励重复发放", employer=firms.employer[chosen])
