"""AS01: one assessor lets everybody pass: hundreds of certificates within a month, from bodies all over."""

import numpy as np

from benchmarks.fraud.calendar import LAST, Chance, first_day
from benchmarks.fraud.honest.training import classes
from benchmarks.fraud.world import World

EACH = 12


def put(world: World, rng: Chance) -> None:
    """240 trainees of twelve classes, all of whom pass, some eighty on one day."""
    count = max(2, world.persons // 10_000)
    made = classes(world, rng, count * EACH, pass_rate=100)
    trainees = made.trainees
    one = np.repeat(np.arange(count), len(trainees) // count)
    late = int(first_day(LAST)) + rng.integers(0, 3, len(trainees)) * 10
    trainees.put(np.arange(len(trainees)), assessor=world.new("assessor", count)[one], certified_day=late)
    assessor = trainees["assessor"].copy()
    world.fraud("AS01", (LAST, LAST), "考评员集中发证", world.incidents(count)[one], assessor=assessor)
