"""RF21: in two places at once: clock-ins far apart within the hour, or present every day of months in hospital."""

import numpy as np

from benchmarks.fraud.calendar import Chance, first_day, last_day
from benchmarks.fraud.edits import other_firms, span, ways
from benchmarks.fraud.honest.registers import site
from benchmarks.fraud.world import World

HOUR = 3600


def put(world: World, rng: Chance) -> None:
    """Half and half."""
    people = world.people
    near, ill = ways(rng, world.count(1), 2)
    _far_apart(world, rng, len(near))
    chosen = world.pick(rng, len(ill))
    begin, end = span(rng, len(chosen), 1, 4)
    world.add(
        "hospital_stays",
        person=people.person[chosen],
        from_day=first_day(begin),
        to_day=last_day(end),
        place=people.place[chosen],
    )
    each = np.repeat(np.arange(len(chosen)), 5)
    day = first_day(begin)[each] + 3 + np.tile(np.arange(5) * 4, len(chosen))
    east, north = site(people.employer[chosen][each])
    world.add(
        "presences",
        person=people.person[chosen][each],
        employer=people.employer[chosen][each],
        month=begin[each],
        day=day,
        second=day * 86_400 + 8 * HOUR + rng.integers(0, 1800, len(day)),
        east_m=east,
        north_m=north,
        device=people.employer[chosen][each],
        place=people.place[chosen][each],
    )
    world.fraud(
        "RF21", (begin, end), "住院期间仍有出勤", person=people.person[chosen], employer=people.employer[chosen]
    )


def _far_apart(world: World, rng: Chance, count: int) -> None:
    """At the firm's door, and within two hours 350 km and more away at another's, on three days."""
    people, chosen = world.people, world.pick(rng, count)
    month, _ = span(rng, count, 1, 1)
    other = other_firms(rng, world, chosen)
    each = np.repeat(np.arange(count), 3)
    day = first_day(month)[each] + np.tile([4, 11, 18], count)
    east, north = site(people.employer[chosen][each])
    second = day * 86_400 + 9 * HOUR + rng.integers(0, 1800, len(day))
    here = world.add(
        "presences",
        person=people.person[chosen][each],
        employer=people.employer[chosen][each],
        month=month[each],
        day=day,
        second=second,
        east_m=east,
        north_m=north,
        device=people.employer[chosen][each],
        place=people.place[chosen][each],
    )
    here.copy(
        np.arange(len(day)),
        employer=other[each],
        second=second + rng.integers(HOUR, 2 * HOUR, len(day)),
        device=other[each],
        east_m=east + rng.integers(350_000, 900_000, len(day)),
    )
    world.fraud(
        "RF21", (month, month), "两地打卡不可能", person=people.person[chosen], employer=people.employer[chosen]
    )
