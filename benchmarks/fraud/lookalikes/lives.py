"""RF01, RF02, RF03, RF05: wages until the death, community correction, evening school, other pensions."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, NONE, WINDOW_BEGIN, Chance, first_day
from benchmarks.fraud.edits import span, stop, ways, within
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Each differs from the fraud in one fact."""
    _deaths(world, rng)
    _custody(world, rng)
    _school(world, rng)
    _pensions(world, rng)


def _deaths(world: World, rng: Chance) -> None:
    """The last wage is that of the month of death; for one in four the news came a month late."""
    people, chosen = world.people, world.pick(rng, world.count(5), anywhere=True)
    died = FIRST + rng.integers(2, 20, len(chosen))
    late = rng.random(len(chosen)) < 0.25
    stop(world, people.person[chosen], died + late)
    attendance = world.staff.attendance
    attendance.drop(within(attendance, people.person[chosen], died + 1, LAST)[0])
    world.add(
        "deaths",
        person=people.person[chosen],
        died_day=first_day(died) + rng.integers(0, 28, len(chosen)),
        place=people.place[chosen],
    )
    world.resembles("RF01", "死亡当月工资次月发放", person=people.person[chosen[~late]])
    world.resembles("RF01", "死亡登记晚到一个月", person=people.person[chosen[late]])


def _custody(world: World, rng: Chance) -> None:
    people, chosen = world.people, world.pick(rng, world.count(4), anywhere=True)
    corrected, free = ways(rng, len(chosen), 2)
    begin, end = span(rng, len(chosen), 4, 14)
    kind = np.full(len(chosen), 2)
    kind[free] = 0
    since, until = first_day(begin), first_day(end + 1) - 1
    began = world.staff.job.first_begin[chosen[free]]
    since[free], until[free] = began - rng.integers(400, 1500, len(free)), began - rng.integers(1, 60, len(free))
    world.add(
        "custody", person=people.person[chosen], from_day=since, to_day=until, kind=kind, place=people.place[chosen]
    )
    world.resembles("RF02", "社区矫正", person=people.person[chosen[corrected]])
    world.resembles("RF02", "刑满释放后就业", person=people.person[chosen[free]])


def _school(world: World, rng: Chance) -> None:
    people, chosen = world.people, world.pick(rng, world.count(5), anywhere=True)
    evening, final, before = ways(rng, len(chosen), 3)
    began = world.staff.job.first_begin[chosen]
    begin, _ = span(rng, len(chosen), 6, 12)
    since, until = first_day(begin), first_day(begin) + 1000
    since[before], until[before] = began[before] - 1400, began[before] - rng.integers(1, 90, len(before))
    mode, last = np.zeros(len(chosen), dtype=np.int64), np.zeros(len(chosen), dtype=np.int64)
    mode[evening], last[final] = 1, 1
    until[final] = since[final] + 300
    world.add(
        "school_roll",
        person=people.person[chosen],
        from_day=since,
        to_day=until,
        mode=mode,
        final_year=last,
        place=people.place[chosen],
    )
    world.resembles("RF03", "非全日制学习", person=people.person[chosen[evening]])
    world.resembles("RF03", "毕业年级签约实习", person=people.person[chosen[final]])
    world.resembles("RF03", "毕业后就业", person=people.person[chosen[before]])


def _pensions(world: World, rng: Chance) -> None:
    people, chosen = world.people, world.pick(rng, world.count(4), anywhere=True)
    retired, other = ways(rng, len(chosen), 2)
    month = FIRST + rng.integers(3, 20, len(retired))
    stop(world, people.person[chosen[retired]], month)
    kind = rng.integers(1, 3, len(chosen))
    kind[retired] = 0
    since = WINDOW_BEGIN - rng.integers(0, 900, len(chosen))
    since[retired] = first_day(month + 1)
    world.add(
        "pensions", person=people.person[chosen], from_day=since, to_day=NONE, kind=kind, place=people.place[chosen]
    )
    world.resembles("RF05", "退休次月领取养老金", person=people.person[chosen[retired]])
    world.resembles("RF05", "居民养老或遗属待遇", (FIRST, LAST), person=people.person[chosen[other]])
