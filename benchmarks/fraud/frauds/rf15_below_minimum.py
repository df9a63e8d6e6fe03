"""RF15: whole months of full-time work are paid less than the county's minimum wage."""

from benchmarks.fraud.calendar import Chance
from benchmarks.fraud.edits import span, within
from benchmarks.fraud.law import minimum_of
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Two to twelve months at 30 to 95 per cent of it."""
    people, chosen = world.people, world.pick(rng, world.count(1))
    begin, end = span(rng, len(chosen), 2, 12)
    wages = world.staff.wages
    rows, at = within(wages, people.person[chosen], begin, end)
    share = rng.integers(30, 96, len(chosen))
    wages.put(rows, paid_fen=minimum_of(wages["place"][rows], wages["month"][rows]) * share[at] // 100)
    world.fraud(
        "RF15", (begin, end), "工资低于最低工资", person=people.person[chosen], employer=people.employer[chosen]
    )
