"""RF08: a grant or a course for persons with disabilities before there was any disability or certificate."""

import numpy as np

from benchmarks.fraud.calendar import WINDOW_BEGIN, Chance, first_day, month_of
from benchmarks.fraud.edits import ways
from benchmarks.fraud.honest.certify import certify
from benchmarks.fraud.honest.enterprise import grant
from benchmarks.fraud.honest.firms import residents
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.honest.training import HEADS, classes
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Half were paid a living allowance three months and more before; half sat in a course."""
    count = world.count(1)
    paid, _ = ways(rng, count, 2)
    place = anywhere(rng, len(paid))
    person = residents(world, rng, place)
    issued = WINDOW_BEGIN + rng.integers(250, 650, len(paid))
    certify(
        world,
        rng,
        person,
        place,
        from_day=issued,
        issued_day=issued,
        first_issued_day=issued,
        onset_day=issued - rng.integers(30, 60, len(paid)),
    )
    month = month_of(issued) - rng.integers(5, 15, len(paid))
    grant(
        world,
        rng,
        person=person,
        programme="living_allowance",
        cost_item="living",
        from_month=month,
        to_month=month + 1,
        amount_fen=60_000,
        paid_day=first_day(month) + 20,
        fund="levy",
        account_kind="personal",
        place=place,
    )
    world.fraud("RF08", (month, month + 1), "发证前享受补贴", person=person)
    _trained_before(world, rng, count - len(paid))


def _trained_before(world: World, rng: Chance, count: int) -> None:
    made = classes(world, rng, count)
    certificates = world.frames["certificates"][-1]
    first = np.arange(count) * HEADS + rng.integers(0, HEADS, count)
    issued = made.begin + rng.integers(60, 400, count)
    certificates.put(
        first,
        from_day=issued,
        issued_day=issued,
        first_issued_day=issued,
        onset_day=issued - rng.integers(20, 50, count),
    )
    month = month_of(made.begin)
    world.fraud("RF08", (month, month), "致残前参加残疾人培训", person=made.person[first])
