"""RF51: on the day of the class the trainee was at work, at school, retired, in hospital or dead."""

import numpy as np

from benchmarks.fraud.calendar import NONE, Chance, month_of
from benchmarks.fraud.edits import ways
from benchmarks.fraud.honest.training import DAYS, HEADS, classes
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Five of each class."""
    made = classes(world, rng, max(4, world.count(1) // 5))
    count = len(made.class_key)
    which = (np.arange(count)[:, None] * HEADS + np.arange(5)).ravel()
    begin = np.repeat(made.begin, 5)
    person, place = made.person[which], np.repeat(made.place, 5)
    working, learning, retired, ill, dead = ways(rng, len(which), 5)
    employers = world.staff.firms.employer
    firm = employers[rng.integers(0, len(employers), len(working))]
    for later in range(-3, 3):
        month = month_of(begin[working]) + later
        world.add(
            "insurance_months",
            person=person[working],
            payer=firm,
            month=month,
            pension=1,
            medical=1,
            unemployment=1,
            work_injury=1,
            maternity=1,
            base_fen=400_000,
            posted_day=begin[working] + later * 30 + 40,
            place=place[working],
        )
    world.add(
        "school_roll",
        person=person[learning],
        from_day=begin[learning] - rng.integers(90, 500, len(learning)),
        to_day=begin[learning] + 700,
        mode="full_time",
        place=place[learning],
    )
    world.add(
        "pensions",
        person=person[retired],
        from_day=begin[retired] - rng.integers(60, 2000, len(retired)),
        to_day=NONE,
        kind="employee",
        place=place[retired],
    )
    world.add(
        "hospital_stays",
        person=person[ill],
        from_day=begin[ill] - rng.integers(2, 20, len(ill)),
        to_day=begin[ill] + DAYS + rng.integers(0, 20, len(ill)),
        place=place[ill],
    )
    world.add("deaths", person=person[dead], died_day=begin[dead] - rng.integers(70, 900, len(dead)), place=place[dead])
    month = month_of(begin)
    world.fraud("RF51", (month, month), "假学员", person=person, **{"class": np.repeat(made.class_key, 5)})
