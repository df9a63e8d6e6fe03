"""RF17: all workers with disabilities get exactly the minimum wage, and nobody else does."""

import numpy as np

from benchmarks.fraud.calendar import LAST, Chance
from benchmarks.fraud.edits import span
from benchmarks.fraud.honest.firms import found_firms
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.honest.staff import employ
from benchmarks.fraud.law import minimum_of
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Firms of 16 to 60 heads; the roster is flat for eight months and more."""
    count = max(4, world.persons // 4000)
    firms = found_firms(world, rng, anywhere(rng, count))
    heads = rng.integers(16, 60, count)
    staff = employ(world, rng, firms, heads, np.maximum(heads * 22 // 100, 3))
    begin, _ = span(rng, count, 8, 22)
    wages = staff.wages
    at = np.searchsorted(firms.employer, wages["employer"])
    rows = np.flatnonzero((wages["disabled"] == 1) & (wages["month"] >= begin[at]))
    wages.put(rows, paid_fen=minimum_of(wages["place"][rows], wages["month"][rows]))
    world.fraud("RF17", (begin, LAST), "残疾职工工资整齐等于最低工资", employer=firms.employer)
