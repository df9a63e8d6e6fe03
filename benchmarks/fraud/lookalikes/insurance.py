"""RF13, RF24: posted late, not posted yet, a system that moved, one person's arrears."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance, last_day
from benchmarks.fraud.edits import span, within
from benchmarks.fraud.honest.crew import crew
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Each differs from the fraud in one fact."""
    people, frame = world.people, world.staff.insurance
    chosen = world.pick(rng, world.count(5), anywhere=True)
    begin, end = span(rng, len(chosen), 1, 4)
    rows, _ = within(frame, people.person[chosen], begin, end)
    frame.put(rows, posted_day=frame["posted_day"][rows] + rng.integers(40, 110, len(rows)))
    world.resembles("RF13", "社保到账晚", person=people.person[chosen])
    chosen = world.pick(rng, world.count(5), anywhere=True)
    frame.drop(within(frame, people.person[chosen], LAST, LAST)[0])
    world.resembles("RF13", "最近一月尚未到账", (LAST, LAST), person=people.person[chosen])
    chosen = world.pick(rng, world.count(5), anywhere=True)
    begin, end = span(rng, len(chosen), 3, 5)
    rows, at = within(frame, people.person[chosen], begin, end)
    frame.put(rows, posted_day=(last_day(end) + rng.integers(10, 40, len(chosen)))[at])
    world.resembles("RF24", "个人补缴数月", person=people.person[chosen], employer=people.employer[chosen])
    _moved(world, rng)


def _moved(world: World, rng: Chance) -> None:
    """Months of the whole staff are posted on one day, with and without disability; nobody files around then."""
    count = max(5, world.persons // 1500)
    staff = crew(world, rng, count, (18, 40), disabled=4)
    begin = FIRST + 3 + rng.integers(0, 12, count)
    end = begin + rng.integers(3, 6, count)
    frame = staff.insurance
    firm = np.searchsorted(staff.firms.employer, frame["payer"])
    rows = np.flatnonzero((frame["month"] >= begin[firm]) & (frame["month"] <= end[firm]))
    frame.put(rows, posted_day=(last_day(end) + rng.integers(10, 20, count))[firm[rows]])
    world.resembles("RF24", "系统迁移,全员同日到账", employer=staff.firms.employer)
