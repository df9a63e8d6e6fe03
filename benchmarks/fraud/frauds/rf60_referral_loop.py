"""RF60: an agency is rewarded for having placed who worked there already, or who was placed before."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance, first_day
from benchmarks.fraud.edits import ways
from benchmarks.fraud.honest.enterprise import grant
from benchmarks.fraud.honest.firms import found_firms
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Half had been insured there for months; half are rewarded for twice."""
    people, chosen = world.people, world.pick(rng, world.count(1))
    _, twice = ways(rng, len(chosen), 2)
    agencies = found_firms(world, rng, people.place[chosen], kind="agency", sector=72)
    month = rng.integers(FIRST + 8, LAST - 4, len(chosen))
    first = grant(
        world,
        rng,
        person=people.person[chosen],
        employer=agencies.employer,
        programme="referral_reward",
        cost_item="reward",
        from_month=month,
        to_month=month,
        amount_fen=50_000,
        paid_day=first_day(month) + 20,
        fund="levy",
        account_kind="corporate",
        unit_programme=1,
        place=people.place[chosen],
    )
    first.copy(
        twice,
        grant_key=world.new("grant", len(twice)),
        from_month=month[twice] + 2,
        to_month=month[twice] + 2,
        paid_day=first_day(month[twice] + 2) + 20,
    )
    world.fraud("RF60", (month, np.minimum(month + 2, LAST)), "推荐奖励套取", person=people.person[chosen])
