"""RF20, RF21: work at home, a device that was out for a month, one visit in vain, half a day in the clinic."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance, first_day, month_of
from benchmarks.fraud.edits import span, within
from benchmarks.fraud.honest.registers import site
from benchmarks.fraud.world import World

HOUR = 3600


def put(world: World, rng: Chance) -> None:
    """Each differs from the fraud in one fact."""
    _at_home(world, rng)
    _outage(world, rng)
    _one_visit(world, rng)
    _clinic(world, rng)
    _journey(world, rng)


def _at_home(world: World, rng: Chance) -> None:
    people, staff, chosen = world.people, world.staff, world.pick(rng, world.count(6), anywhere=True)
    person = people.person[chosen]
    staff.contracts.put(staff.contracts.of("person", person), on_site=0)
    staff.attendance.put(staff.attendance.of("person", person), days=0)
    world.resembles("RF20", "居家就业", person=person)


def _outage(world: World, rng: Chance) -> None:
    """A month without a day for anybody of them; an inspector found them at work in that month."""
    people, staff, chosen = world.people, world.staff, world.pick(rng, world.count(5), anywhere=True)
    month, _ = span(rng, len(chosen), 1, 1)
    rows, _ = within(staff.attendance, people.person[chosen], month, month)
    staff.attendance.put(rows, days=0)
    world.add(
        "visits",
        employer=people.employer[chosen],
        person=people.person[chosen],
        month=month,
        day=first_day(month) + rng.integers(3, 26, len(chosen)),
        found=1,
        announced=0,
        place=people.place[chosen],
    )
    world.resembles("RF20", "考勤设备故障一个月", person=people.person[chosen])


def _one_visit(world: World, rng: Chance) -> None:
    """Not found once unannounced, found the next time."""
    people, chosen = world.people, world.pick(rng, world.count(5), anywhere=True)
    month, _ = span(rng, len(chosen), 3, 4)
    for later, found in ((0, 0), (1, 1)):
        world.add(
            "visits",
            employer=people.employer[chosen],
            person=people.person[chosen],
            month=month + later,
            day=first_day(month + later) + rng.integers(0, 28, len(chosen)),
            found=found,
            announced=0,
            place=people.place[chosen],
        )
    world.resembles("RF20", "一次走访不在岗", person=people.person[chosen])


def _clinic(world: World, rng: Chance) -> None:
    """A few days of day care; the month's attendance is shorter by as many."""
    people, staff, chosen = world.people, world.staff, world.pick(rng, world.count(5), anywhere=True)
    month, _ = span(rng, len(chosen), 1, 1)
    length = rng.integers(1, 4, len(chosen))
    begin = first_day(month) + rng.integers(1, 20, len(chosen))
    world.add(
        "hospital_stays",
        person=people.person[chosen],
        from_day=begin,
        to_day=begin + length - 1,
        place=people.place[chosen],
    )
    rows, at = within(staff.attendance, people.person[chosen], month, month)
    staff.attendance.put(rows, days=np.maximum(staff.attendance["due_days"][rows] - length[at], 1))
    world.resembles("RF21", "日间照料数日", person=people.person[chosen])


def _journey(world: World, rng: Chance) -> None:
    """A training day elsewhere: 200 km and six hours between the two clock-ins."""
    people, chosen = world.people, world.pick(rng, world.count(4), anywhere=True)
    month = rng.integers(FIRST, LAST + 1, len(chosen))
    day = first_day(month) + rng.integers(2, 25, len(chosen))
    east, north = site(people.employer[chosen])
    second = day * 86_400 + 8 * HOUR + rng.integers(0, 1800, len(chosen))
    here = world.add(
        "presences",
        person=people.person[chosen],
        employer=people.employer[chosen],
        month=month_of(day),
        day=day,
        second=second,
        east_m=east,
        north_m=north,
        device=people.employer[chosen],
        place=people.place[chosen],
    )
    here.copy(
        np.arange(len(chosen)),
        second=second + rng.integers(5 * HOUR, 8 * HOUR, len(chosen)),
        east_m=east + rng.integers(80_000, 220_000, len(chosen)),
        device=world.new("device", len(chosen)),
    )
    world.resembles("RF21", "外出培训", person=people.person[chosen])
