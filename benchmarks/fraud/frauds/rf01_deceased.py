"""RF01: wages and insurance go on for months after a death."""

from benchmarks.fraud.calendar import FIRST, LAST, Chance, first_day
from benchmarks.fraud.edits import stop, within
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Who died in one month is paid for three months more at least; some even come to work."""
    people, chosen = world.people, world.pick(rng, world.count(1))
    person, count = people.person[chosen], len(chosen)
    died = FIRST + rng.integers(0, 18, count)
    end = died + rng.integers(3, LAST - FIRST - 17, count)
    stop(world, person, end)
    rows, _ = within(world.staff.attendance, person, died + 1, LAST)
    world.staff.attendance.drop(rows[rng.random(len(rows)) < 0.5])
    world.add(
        "deaths", person=person, died_day=first_day(died) + rng.integers(0, 28, count), place=people.place[chosen]
    )
    world.fraud("RF01", (died + 1, end), "死后仍发工资", person=person, employer=people.employer[chosen])
