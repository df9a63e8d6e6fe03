"""FT01, RF22: two firms each count the same person, full-time, in the same months."""

import numpy as np

from benchmarks.fraud.calendar import NONE, Chance, first_day, last_day
from benchmarks.fraud.edits import other_firms, rows_of, span, within
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Three to twenty months; the second firm pays a wage, and half of them insurance too."""
    people, staff, chosen = world.people, world.staff, world.pick(rng, world.count(1))
    person, other = people.person[chosen], other_firms(rng, world, chosen)
    begin, end = span(rng, len(chosen), 3, 20)
    staff.contracts.copy(
        rows_of(staff.contracts, "person", person),
        employer=other,
        contract=world.new("contract", len(chosen)),
        from_day=first_day(begin),
        to_day=first_day(begin) + 1094,
        signed_day=first_day(begin) - 1,
        open_ended=0,
        left_day=np.where(end == end.max(), NONE, last_day(end)),
    )
    rows, at = within(staff.wages, person, begin, end)
    staff.wages.copy(rows, employer=other[at], paid_day=staff.wages["paid_day"][rows] + 1)
    rows, at = within(staff.insurance, person, begin, end)
    insured = rng.random(len(chosen)) < 0.5
    staff.insurance.copy(rows[insured[at]], payer=other[at[insured[at]]])
    for red_flag in ("FT01", "RF22"):
        world.fraud(
            red_flag,
            (begin, end),
            "两家单位同时全日制安置",
            person=person,
            employer=other,
            other_employer=people.employer[chosen],
        )
