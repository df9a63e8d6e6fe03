"""RF42, RF42B: two funds pay the same cost of the same months, or two programmes that exclude each other."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance, first_day
from benchmarks.fraud.edits import ways
from benchmarks.fraud.honest.enterprise import grant, grant_to
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Insurance subsidy beside a training allowance; a post subsidy that covers the pension beside the insurance's."""
    people, chosen = world.people, world.pick(rng, world.count(1))
    training, post = ways(rng, len(chosen), 2)
    for programme, item, which in (
        ("training_living_allowance", "living", training),
        ("post_subsidy", "pension", post),
    ):
        begin = rng.integers(FIRST + 1, LAST - 8, len(which))
        end = begin + rng.integers(2, 6, len(which))
        mine = chosen[which]
        first = grant_to(
            world,
            rng,
            mine,
            begin,
            to_month=end,
            amount_fen=rng.integers(300, 900, len(which)) * 100,
            paid_day=first_day(end + 1) + 10,
        )
        first.copy(
            np.arange(len(which)),
            grant_key=world.new("grant", len(which)),
            programme=programme,
            cost_item=item,
            from_month=begin + rng.integers(0, 2, len(which)),
            fund="levy",
            amount_fen=rng.integers(200, 990, len(which)) * 100,
        )
        world.fraud("RF42", (begin, end), "资金交叉使用", person=people.person[mine])
    _of_units(world, rng)


def _of_units(world: World, rng: Chance) -> None:
    """A unit draws the pension of the same months as an insurance subsidy and as a post subsidy."""
    firms, count = world.staff.firms, max(4, world.persons // 2000)
    chosen = rng.choice(len(firms.employer), count, replace=False)
    begin = rng.integers(FIRST + 1, LAST - 8, count)
    first = grant(
        world,
        rng,
        employer=firms.employer[chosen],
        programme="social_insurance_subsidy",
        cost_item="pension",
        from_month=begin,
        to_month=begin + 5,
        amount_fen=rng.integers(20, 300, count) * 10_000,
        paid_day=first_day(begin + 6) + 10,
        fund="employment",
        payee_account=firms.account[chosen],
        account_kind="corporate",
        unit_programme=1,
        place=firms.place[chosen],
    )
    first.copy(
        np.arange(count), grant_key=world.new("grant", count), programme="post_subsidy", fund="levy", to_month=begin + 7
    )
    world.fraud("RF42B", (begin, begin + 5), "单位资金交叉使用", employer=firms.employer[chosen])
