"""Certificates for persons who are on no payroll."""

import numpy as np

from benchmarks.fraud.calendar import NONE, WINDOW_BEGIN, Chance, Ints
from benchmarks.fraud.frame import Frame, Values
from benchmarks.fraud.honest.villages import villages
from benchmarks.fraud.world import World


def certify(world: World, rng: Chance, person: Ints, place: Ints, **values: Values) -> Frame:
    """A valid certificate for each, issued years ago, unless `values` say otherwise."""
    count = len(person)
    issued = WINDOW_BEGIN - rng.integers(300, 7000, count)
    assessors = world.new("assessor", count // 20 + 1)
    given: dict[str, Values] = {
        "number_consistent": 1,
        "category": rng.integers(1, 8, count),
        "grade": rng.choice(4, count, p=[0.1, 0.2, 0.3, 0.4]) + 1,
        "status": "valid",
        "from_day": issued,
        "to_day": NONE,
        "issued_day": issued,
        "first_issued_day": issued,
        "onset_day": NONE,
        "assessor": assessors[np.arange(count) // 20],
        "agent": NONE,
        "village": villages(rng, place, world.persons),
    }
    return world.add(
        "certificates", person=person, certificate=world.new("certificate", count), place=place, **{**given, **values}
    )
