"""RF04: a child or somebody long past the retirement age is on the payroll."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance
from benchmarks.fraud.edits import rows_of
from benchmarks.fraud.honest.firms import birthdays
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Two thirds are past the age of their category before the first month, one third is under sixteen to the end."""
    people, chosen = world.people, world.pick(rng, world.count(1))
    person, count = people.person[chosen], len(chosen)
    persons, identities = world.staff.persons, world.staff.identities
    row = rows_of(persons, "person", person)
    latest = np.array([1962, 1971, 1966])[persons["retirement_category"][row]]
    old = np.array([birthdays(rng, 1, int(year) - 12, int(year))[0] for year in latest])
    birth_day = np.where(rng.random(count) < 0.66, old, birthdays(rng, count, 2009, 2012))
    persons.put(row, birth_day=birth_day)
    identities.put(rows_of(identities, "person", person), birth_day=birth_day)
    world.fraud("RF04", (FIRST, LAST), "超龄或童工", person=person, employer=people.employer[chosen])
