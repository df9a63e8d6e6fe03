"""RF05: somebody who draws an employee's pension counts as staff."""

from benchmarks.fraud.calendar import LAST, NONE, Chance, first_day
from benchmarks.fraud.edits import span
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """The pension began before or during the months of work."""
    people, chosen = world.people, world.pick(rng, world.count(1))
    begin, _ = span(rng, len(chosen), 3, 22)
    world.add(
        "pensions",
        person=people.person[chosen],
        from_day=first_day(begin) - (rng.random(len(chosen)) < 0.5) * 900,
        to_day=NONE,
        kind="employee",
        place=people.place[chosen],
    )
    world.fraud("RF05", (begin, LAST), "已领职工养老金", person=people.person[chosen], employer=people.employer[chosen])
