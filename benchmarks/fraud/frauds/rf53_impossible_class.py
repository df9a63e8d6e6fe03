"""RF53: teacher or room in two classes at once, more heads than seats, and everybody passes everywhere."""

import numpy as np

from benchmarks.fraud.calendar import Chance, month_of
from benchmarks.fraud.honest.training import DAYS, classes
from benchmarks.fraud.world import World

CROWD = 120


def put(world: World, rng: Chance) -> None:
    """Pairs of classes at the same hours; crowded rooms; classes of 120 of whom 120 pass."""
    pairs = max(2, world.persons // 8000)
    for shared in ("teacher", "room"):
        made = classes(world, rng, 2 * pairs)
        first, second = np.arange(pairs), np.arange(pairs) + pairs
        rows = (second[:, None] * DAYS + np.arange(DAYS)).ravel()
        like = (first[:, None] * DAYS + np.arange(DAYS)).ravel()
        sessions = made.sessions
        sessions.put(rows, day=sessions["day"][like], month=sessions["month"][like], **{shared: sessions[shared][like]})
        day = sessions["day"][::DAYS].copy()
        made.classes.put(np.arange(2 * pairs), from_day=day, to_day=day + DAYS - 1)
        month = month_of(day)
        world.fraud(
            "RF53",
            (month, month),
            "教师或教室同时两处",
            np.tile(world.incidents(pairs), 2),
            **{"class": made.class_key, shared: sessions[shared][::DAYS].copy()},
        )
    made = classes(world, rng, pairs)
    made.classes.put(np.arange(pairs), capacity=20 * rng.integers(40, 90, pairs) // 100)
    month = month_of(made.begin)
    world.fraud("RF53", (month, month), "人数超过教室容量", **{"class": made.class_key})
    made = classes(world, rng, pairs, heads=CROWD, pass_rate=100)
    month = month_of(made.begin)
    world.fraud("RF53", (month, month), "合格率异常", **{"class": made.class_key})
