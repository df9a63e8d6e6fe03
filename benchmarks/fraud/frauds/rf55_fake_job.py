"""RF55: a job is claimed after the course at a firm that never insured or paid the trainee."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, Chance, month_of
from benchmarks.fraud.honest.training import HEADS, classes
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Five of each class; the course ended nine months before the last month and earlier."""
    made = classes(world, rng, max(4, world.count(1) // 5))
    count = len(made.class_key)
    which = (np.arange(count)[:, None] * HEADS + np.arange(5)).ravel()
    early = month_of(made.begin)[which // HEADS] < FIRST + 14
    which = which[early]
    employers = world.staff.firms.employer
    made.trainees.put(which, claimed_employer=employers[rng.integers(0, len(employers), len(which))])
    month = month_of(made.begin)[which // HEADS]
    world.fraud(
        "RF55",
        (month, month + 7),
        "虚假就业协议",
        person=made.person[which],
        employer=made.trainees["claimed_employer"][which],
    )
