"""SP03, SP03B: what needed a higher approval is asked for in pieces, each just below the limit of the first."""

import numpy as np

from benchmarks.fraud.calendar import Chance, Ints, month_of
from benchmarks.fraud.honest.cases import cases, some_days
from benchmarks.fraud.honest.firms import found_firms, residents
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.world import World

LIMIT = 5_000_000
"""Fen up to which the first stage approves (the table of approvals, demonstration value)."""


def put(world: World, rng: Chance) -> None:
    """Three to five pieces of 85 per cent of the limit and more, within three weeks."""
    count = max(5, world.persons // 2500)
    employer = found_firms(world, rng, anywhere(rng, count)).employer
    _pieces(world, rng, "SP03", "employer", employer)
    _pieces(world, rng, "SP03B", "person", residents(world, rng, anywhere(rng, count)))


def _pieces(world: World, rng: Chance, check: str, kind: str, keys: Ints) -> None:
    at = np.repeat(np.arange(len(keys)), rng.integers(3, 6, len(keys)))
    first = some_days(rng, len(keys))
    applied = first[at] + rng.integers(0, 21, len(at))
    amount = LIMIT * rng.integers(850, 1000, len(at)) // 1000
    cases(world, rng, applied, programme="premises_facility_subsidy", amount=amount, by={}, **{kind: keys[at]})
    world.fraud(check, (month_of(first), month_of(first + 21)), "拆分申请规避审批限额", incident=None, **{kind: keys})
