"""RF61: a case was paid by a standard that did not hold for its months."""

import numpy as np

from benchmarks.fraud.calendar import Chance, month_of
from benchmarks.fraud.honest.cases import cases, some_days
from benchmarks.fraud.honest.firms import residents
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """By one to forty per cent too much or too little, as the recalculation shows."""
    count = max(8, world.persons // 1500)
    applied, person = some_days(rng, count), residents(world, rng, anywhere(rng, count))
    due = rng.integers(50, 900, count) * 1000
    paid = due * np.where(rng.random(count) < 0.5, rng.integers(60, 100, count), rng.integers(101, 141, count)) // 100
    case = cases(world, rng, applied, programme="social_insurance_subsidy", by={}, amount=paid, person=person)
    month = month_of(applied)
    world.book(
        "book_recomputed", case_key=case, person=person, paid_fen=paid, due_fen=due, from_month=month, to_month=month
    )
    world.fraud("RF61", (month, month), "执行标准版本错误", case=case)
