"""RF20: work on site without a trace: not a day present and no visit, or not found by two visits unannounced."""

import numpy as np

from benchmarks.fraud.calendar import LAST, Chance, first_day, month_of
from benchmarks.fraud.edits import span, ways, within
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Four to twenty months without a day; or two visits in vain, one to three months apart."""
    people, attendance = world.people, world.staff.attendance
    visited = np.concatenate([frame["person"] for frame in world.frames["visits"]])
    chosen = world.pick(rng, world.count(1), ~np.isin(people.person, visited))
    absent, missed = ways(rng, len(chosen), 2)
    begin, end = span(rng, len(chosen), 4, 20)
    rows, _ = within(attendance, people.person[chosen[absent]], begin[absent], end[absent])
    attendance.put(rows, days=0)
    for later in (0, 1):
        day = first_day(begin[missed] + later * rng.integers(1, 4, len(missed))) + rng.integers(0, 28, len(missed))
        world.add(
            "visits",
            employer=people.employer[chosen[missed]],
            person=people.person[chosen[missed]],
            month=month_of(day),
            day=day,
            found=0,
            announced=0,
            place=people.place[chosen[missed]],
        )
    world.fraud(
        "RF20",
        (begin, np.minimum(end, LAST)),
        "无到岗痕迹",
        person=people.person[chosen],
        employer=people.employer[chosen],
    )
