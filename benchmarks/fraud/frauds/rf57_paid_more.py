"""RF57: more days are paid for than anybody was there."""

import numpy as np

from benchmarks.fraud.calendar import Chance, month_of
from benchmarks.fraud.honest.training import DAYS, HEADS, classes
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Five of each class come on eight or nine days and are paid for ten."""
    made = classes(world, rng, max(4, world.count(1) // 5))
    which = (np.arange(len(made.class_key))[:, None] * HEADS + np.arange(5)).ravel()
    made.trainees.put(which, attended_days=DAYS - rng.integers(1, 3, len(which)), paid_days=DAYS)
    month = month_of(made.begin)[which // HEADS]
    world.fraud("RF57", (month, month), "发放天数大于出勤", person=made.person[which])
