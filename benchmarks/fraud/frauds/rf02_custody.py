"""RF02: somebody in prison or detention is on the payroll."""

from benchmarks.fraud.calendar import Chance, first_day, last_day
from benchmarks.fraud.edits import span
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Two to twelve months in custody, with wages, insurance and attendance all the same."""
    people, chosen = world.people, world.pick(rng, world.count(1))
    begin, end = span(rng, len(chosen), 2, 12)
    world.add(
        "custody",
        person=people.person[chosen],
        from_day=first_day(begin) - rng.integers(0, 20, len(chosen)),
        to_day=last_day(end),
        kind=(rng.random(len(chosen)) < 0.3).astype(int),
        place=people.place[chosen],
    )
    world.fraud("RF02", (begin, end), "在押期间发工资", person=people.person[chosen], employer=people.employer[chosen])
