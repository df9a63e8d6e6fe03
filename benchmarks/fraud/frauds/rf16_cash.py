"""RF16: the wage is paid in cash, says the list; no bank saw it."""

from benchmarks.fraud.calendar import NONE, Chance
from benchmarks.fraud.edits import span, within
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Three to twenty months."""
    people, chosen = world.people, world.pick(rng, world.count(1))
    begin, end = span(rng, len(chosen), 3, 20)
    rows, _ = within(world.staff.wages, people.person[chosen], begin, end)
    world.staff.wages.put(rows, channel="cash", account=NONE)
    world.fraud(
        "RF16", (begin, end), "现金发放无银行流水", person=people.person[chosen], employer=people.employer[chosen]
    )
