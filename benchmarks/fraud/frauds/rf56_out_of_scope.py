"""RF56: a class in an occupation for which the body was not approved on the day it began."""

import numpy as np

from benchmarks.fraud.calendar import Chance, month_of
from benchmarks.fraud.honest.training import classes
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Another occupation, an approval that had run out, one that came months later."""
    count = max(12, world.persons // 1500)
    made = classes(world, rng, count)
    body = np.searchsorted(np.unique(made.provider), made.provider)
    way = body % 3
    approvals = made.approvals
    wrong, ended, later = (np.flatnonzero(way == kind) for kind in range(3))
    approvals.put(wrong, occupation=90 + body[wrong] % 9)
    approvals.put(ended, to_day=int(made.begin.min()) - rng.integers(20, 200, len(ended)))
    approvals.put(later, from_day=int(made.begin.max()) + rng.integers(20, 200, len(later)))
    month = month_of(made.begin)
    world.fraud("RF56", (month, month), "超范围培训", employer=made.provider, **{"class": made.class_key})
