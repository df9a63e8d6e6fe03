"""RF46: a grant that is paid once is paid again, to the same person, household or premises."""

import numpy as np

from benchmarks.fraud.calendar import Chance, month_of
from benchmarks.fraud.edits import ways
from benchmarks.fraud.honest.enterprise import startups
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Two businesses each; the second gets its grant three to twelve months after the first."""
    half = world.count(1)
    made = startups(world, rng, 2 * half)
    first, second = np.arange(half), np.arange(half) + half
    person, household, premises = ways(rng, half, 3)
    grants = made.grants
    paid = made.granted[first] + rng.integers(90, 360, half)
    grants.put(second, paid_day=paid, from_month=month_of(paid), to_month=month_of(paid))
    grants.put(second[person], person=made.firms.owner[person])
    grants.put(second[household], household=grants["household"][household])
    grants.put(second[premises], premises=made.premises[premises])
    world.fraud(
        "RF46",
        (month_of(made.granted[first]), month_of(paid)),
        "一次性补贴重复领取",
        person=made.firms.owner[first],
        other_person=np.where(np.isin(first, person), made.firms.owner[first], made.firms.owner[second]),
        employer=made.firms.employer[second],
        other_employer=made.firms.employer[first],
        household=grants["household"][second],
        premises=grants["premises"][second],
    )
