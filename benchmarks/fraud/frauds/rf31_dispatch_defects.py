"""RF31: an agency without a licence, contracts under two years, fees from workers, wages kept back."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, WINDOW_BEGIN, Chance, Ints
from benchmarks.fraud.edits import ways
from benchmarks.fraud.frame import Frame
from benchmarks.fraud.honest.chains import chains
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """One of the four for everybody of an agency."""
    count = max(8, world.persons // 2500)
    made = chains(world, rng, count)
    unlicensed, short, fee, skimmed = ways(rng, count, 4)
    made.licences.put(unlicensed, to_day=WINDOW_BEGIN - rng.integers(30, 400, len(unlicensed)))
    contracts, wages = made.staff.contracts, made.staff.wages
    chain = np.searchsorted(made.agencies.employer, contracts["employer"])
    rows = np.flatnonzero(np.isin(chain, short))
    begin = WINDOW_BEGIN - rng.integers(0, 60, len(rows))
    contracts.put(
        rows, from_day=begin, signed_day=begin - 2, to_day=begin + rng.integers(370, 690, len(rows)), open_ended=0
    )
    _no_successors(contracts, rows)
    rows = np.flatnonzero(np.isin(chain, fee))
    contracts.put(rows, worker_fee_fen=rng.integers(20, 300, len(rows)) * 1000)
    rows = np.flatnonzero(np.isin(np.searchsorted(made.agencies.employer, wages["employer"]), skimmed))
    wages.put(rows, paid_fen=wages["paid_fen"][rows] * rng.integers(60, 88, len(rows)) // 100)
    people = made.staff.people
    mine = np.flatnonzero(people.disabled)
    at = np.searchsorted(made.agencies.employer, people.employer[mine])
    world.fraud(
        "RF31",
        (FIRST, LAST),
        "派遣许可、期限、收费或克扣违规",
        world.incidents(count)[at],
        person=people.person[mine],
        employer=people.employer[mine],
    )


def _no_successors(contracts: Frame, rows: Ints) -> None:
    """Somebody's second contract is left out: the first was made anew."""
    again = np.concatenate([[False], contracts["person"][rows][1:] == contracts["person"][rows][:-1]])
    contracts.drop(rows[again])
