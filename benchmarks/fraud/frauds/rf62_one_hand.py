"""RF62, RF62B: one hand reviews and approves, or approves and pays; or approves more than anybody can read."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, MONTHS, Chance, first_day, month_of
from benchmarks.fraud.honest.cases import HOUR, cases, some_days
from benchmarks.fraud.honest.firms import residents
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Two of three steps, of single cases; and some officials once approve 65 to 120 cases in an hour."""
    _two_steps(world, rng)
    _in_haste(world, rng)


def _two_steps(world: World, rng: Chance) -> None:
    count = max(8, world.persons // 1500)
    for steps in (("first_review", "approval"), ("approval", "payment")):
        applied, official = some_days(rng, count), world.new("official", count)
        person, by = residents(world, rng, anywhere(rng, count)), dict.fromkeys(steps, official)
        amount = rng.integers(50, 900, count) * 1000
        case = cases(world, rng, applied, programme="living_allowance", amount=amount, by=by, person=person)
        month = month_of(applied)
        world.fraud("RF62", (month, month + 2), "不相容环节同一人办理", case=case)


def _in_haste(world: World, rng: Chance) -> None:
    """All within one hour by the clock."""
    count = max(3, world.persons // 10_000)
    size, official = rng.integers(65, 121, count), world.new("official", count)
    at = np.repeat(np.arange(count), size)
    month = FIRST + rng.integers(2, MONTHS, count)
    day = (first_day(month) + rng.integers(0, 28, count))[at]
    person = residents(world, rng, anywhere(rng, len(at)))
    world.book(
        "book_steps",
        case_key=world.new("case", len(at)),
        person=person,
        step="approval",
        official=official[at],
        day=day,
        second=day * 86_400 + 10 * HOUR + rng.integers(0, HOUR, len(at)),
    )
    world.fraud("RF62B", (month, month), "一小时内大批审批", official=official)
