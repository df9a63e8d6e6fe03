"""RF54: the same course at the same level again, or course after course in one year."""

import numpy as np

from benchmarks.fraud.calendar import Chance, month_of
from benchmarks.fraud.honest.training import HEADS, classes
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Four of each class take it again in another class one to twelve months later; four sit in five of a year."""
    count = max(5, world.count(1) // 4)
    first, again = classes(world, rng, count), classes(world, rng, count)
    which = (np.arange(count)[:, None] * HEADS + np.arange(4)).ravel()
    trainees = again.trainees
    later = np.repeat(first.begin + rng.integers(30, 360, count), HEADS)
    rows = np.arange(len(trainees))
    trainees.put(
        rows,
        occupation=first.trainees["occupation"],
        level=first.trainees["level"],
        from_day=later,
        to_day=later + 9,
        certified_day=np.where(trainees["passed"] == 1, later + 30, -1),
    )
    again.classes.put(np.arange(count), occupation=first.classes["occupation"], level=first.classes["level"])
    again.classes.put(np.arange(count), from_day=later[::HEADS], to_day=later[::HEADS] + 9)
    again.approvals.put(np.arange(count), occupation=first.classes["occupation"])
    trainees.put(which, person=first.person[which])
    for frame in (again.sessions, again.checkins):
        frame.drop(np.arange(len(frame)))
    month = month_of(first.begin)[which // HEADS]
    world.fraud("RF54", (month, month_of(later[which])), "重复培训", person=first.person[which])
