"""RF31: an agency without a licence, contracts under two years, fees from workers, wages kept back."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, NONE, WINDOW_BEGIN, Chance, Ints
from benchmarks.fraud.edits import ways
from benchmarks.fraud.frame import Frame
from benchmarks.fraud.honest.chains import chains
from benchmarks.fraud.law import minimum_of
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """One of the four for everybody of an agency; who keeps wages back leaves the minimum wage."""
    count = max(8, world.persons // 2500)
    made = chains(world, rng, count)
    unlicensed, short, fee, skimmed = ways(rng, count, 4)
    made.licences.put(unlicensed, to_day=WINDOW_BEGIN - rng.integers(30, 400, len(unlicensed)))
    contracts, wages = made.staff.contracts, made.staff.wages
    chain = np.searchsorted(made.agencies.employer, contracts["employer"])
    rows = np.flatnonzero(np.isin(chain, short))
    _short(world, rng, contracts, rows)
    rows = np.flatnonzero(np.isin(chain, fee))
    contracts.put(rows, worker_fee_fen=rng.integers(20, 300, len(rows)) * 1000)
    rows = np.flatnonzero(np.isin(np.searchsorted(made.agencies.employer, wages["employer"]), skimmed))
    kept = wages["paid_fen"][rows] * rng.integers(60, 88, len(rows)) // 100
    least = minimum_of(wages["place"][rows], wages["month"][rows])
    wages.put(rows, paid_fen=np.where(wages["due_pct"][rows] == 100, np.maximum(kept, least), kept))
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


def _short(world: World, rng: Chance, contracts: Frame, rows: Ints) -> None:
    """Three contracts of a year or somewhat more, one after the other, in place of what there was."""
    again = np.concatenate([[False], contracts["person"][rows][1:] == contracts["person"][rows][:-1]])
    contracts.drop(rows[again])
    rows = rows[~again]
    term, begin = rng.integers(370, 690, len(rows)), WINDOW_BEGIN - rng.integers(0, 60, len(rows))
    contracts.put(rows, from_day=begin, signed_day=begin - 2, to_day=begin + term - 1, open_ended=0, left_day=NONE)
    for nth in (1, 2):
        since = begin + nth * term
        contracts.copy(
            rows,
            contract=world.new("contract", len(rows)),
            from_day=since,
            signed_day=since - 2,
            to_day=since + term - 1,
        )
