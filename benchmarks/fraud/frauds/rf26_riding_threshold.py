"""RF26: exactly the quota whatever the staff does, or a firm cut in two so that both halves are free of the levy."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance
from benchmarks.fraud.honest.firms import found_firms, register_only
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.law import quota_of
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Large firms whose heads go up and down by a fifth and more; pairs of 28 to 30 under one representative."""
    count = max(4, world.persons // 5000)
    _exactly(world, rng, count)
    _cut_in_two(world, rng, count)


def _exactly(world: World, rng: Chance, count: int) -> None:
    firms = found_firms(world, rng, anywhere(rng, count))
    base = rng.integers(700, 1500, count)
    heads = base[:, None] * rng.integers(85, 116, (count, LAST - FIRST + 1)) // 100
    register_only(world, rng, firms, heads, quota_of(heads))
    world.fraud("RF26", (FIRST, LAST), "残疾职工数逐月恰好达标", employer=firms.employer)


def _cut_in_two(world: World, rng: Chance, count: int) -> None:
    """One person represents both, or both are at one address; they disclose nothing."""
    one, other = (found_firms(world, rng, place) for place in [anywhere(rng, count)] * 2)
    same = np.arange(count // 2)
    other.register.put(same, legal_rep=one.owner[same])
    other.register.put(np.arange(count // 2, count), address=one.address[count // 2 :])
    for firms in (one, other):
        heads = rng.integers(28, 31, (count, LAST - FIRST + 1))
        register_only(world, rng, firms, heads, np.zeros_like(heads))
    world.fraud(
        "RF26", (FIRST, LAST), "同一控制的两家单位均不满三十人", employer=one.employer, other_employer=other.employer
    )
