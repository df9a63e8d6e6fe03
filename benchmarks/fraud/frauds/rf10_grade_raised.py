"""RF10: a light disability becomes a severe one within months before the first claim."""

import numpy as np

from benchmarks.fraud.calendar import LAST, NONE, Chance, first_day, month_of
from benchmarks.fraud.edits import limit, rows_of, span
from benchmarks.fraud.honest.enterprise import grant_to
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """One to five months before the job and the first subsidy, by one assessor for four persons each."""
    people, staff, chosen = world.people, world.staff, world.pick(rng, world.count(1))
    person, frame = people.person[chosen], staff.certificates
    begin, _ = span(rng, len(chosen), 6, 14)
    end = np.full(len(chosen), LAST)
    limit((staff.wages, staff.insurance, staff.attendance), staff.contracts, person, begin, end)
    rows = rows_of(frame, "person", person)
    raised = first_day(begin) - rng.integers(20, 150, len(chosen))
    frame.put(rows, grade=rng.integers(3, 5, len(chosen)), to_day=raised - 1)
    frame.copy(
        rows,
        grade=rng.integers(1, 3, len(chosen)),
        from_day=raised,
        issued_day=raised,
        to_day=NONE,
        certificate=world.new("certificate", len(chosen)),
        assessor=np.repeat(world.new("assessor", len(chosen) // 4 + 1), 4)[: len(chosen)],
    )
    grant_to(world, rng, chosen, begin, amount_fen=50_000, paid_day=first_day(begin) + 25, fund="levy")
    world.fraud("RF10", (month_of(raised), begin), "申领前升级", person=person)
