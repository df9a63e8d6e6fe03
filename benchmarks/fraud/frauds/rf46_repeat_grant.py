"""RF46: a grant that is paid once is paid again, to the same person, household, or shop."""

import numpy as np

from benchmarks.fraud.calendar import Chance, month_of
from benchmarks.fraud.edits import frame_of, rows_of, ways
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
    persons = frame_of(world, "persons", "person", made.firms.owner)
    home = rows_of(persons, "person", made.firms.owner)
    persons.put(home[second[household]], household=grants["household"][household])
    grants.put(second[premises], premises=made.premises[premises], employer=made.firms.employer[premises])
    world.fraud(
        "RF46",
        (month_of(made.granted[first]), month_of(paid)),
        "一次性补贴重复领取",
        person=np.where(np.isin(first, person), made.firms.owner[first], made.firms.owner[second]),
        employer=grants["employer"][second],
        household=grants["household"][second],
        premises=grants["premises"][second],
    )
