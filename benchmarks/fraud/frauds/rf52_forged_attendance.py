"""RF52: one hand checks a class in; online hours that never were; a third of the course and the whole subsidy."""

import numpy as np

from benchmarks.fraud.calendar import Chance, month_of
from benchmarks.fraud.edits import ways
from benchmarks.fraud.honest.training import DAYS, HEADS, MINUTES, classes
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Whole classes, a third each."""
    count = max(6, world.persons // 4000)
    made = classes(world, rng, count)
    machine, online, cut = ways(rng, count, 3)
    checkins, trainees = made.checkins, made.trainees
    at = np.searchsorted(made.class_key, checkins["class_key"])
    rows = np.flatnonzero(np.isin(at, machine))
    order = np.arange(len(rows)) % HEADS
    checkins.put(rows, second=checkins["day"][rows] * 86_400 + 8 * 3600 + rng.permutation(order) * 3)
    trained = np.searchsorted(made.class_key, trainees["class_key"])
    rows = np.flatnonzero(np.isin(trained, online))
    real = rng.integers(120, 700, len(rows))
    trainees.put(rows, real_minutes=real, online_minutes=real * rng.integers(180, 400, len(rows)) // 100)
    rows = np.flatnonzero(np.isin(trained, cut))
    trainees.put(rows, attended_minutes=DAYS * MINUTES * rng.integers(20, 72, len(rows)) // 100)
    month = month_of(made.begin)
    world.fraud("RF52", (month, month), "签到造假", **{"class": made.class_key})
    each = np.repeat(np.arange(count), HEADS)
    world.fraud("RF52", (month[each], month[each]), "签到造假", person=made.person, **{"class": made.class_key[each]})
