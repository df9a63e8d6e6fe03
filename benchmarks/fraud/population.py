"""The honest world of a shard: firms, their staff, and all that goes on around them."""

from typing import Final

import numpy as np

from benchmarks.fraud.calendar import Chance, Ints
from benchmarks.fraud.honest import cases, chains, enterprise, filings, firms, money, registers, training
from benchmarks.fraud.honest.staff import Staff, employ
from benchmarks.fraud.law import PLACES
from benchmarks.fraud.world import DISABLED_IN, World

WELFARE: Final = {"sheltered_workshop": 10, "massage": 6, "welfare_enterprise": 12}
"""Firms per cent that are registered with many disabled staff."""


def honest(world: World) -> Staff:
    """Make it. Whoever is on a payroll is then known to the world, for frauds and look-alikes to be put upon."""
    rng = world.chance("honest")
    heads = sizes(rng, world.persons)
    place = PLACES[rng.integers(0, len(PLACES), len(heads))]
    all_firms = firms.found_firms(world, rng, place)
    welfare = _welfare(world, rng, all_firms)
    percent = np.where(welfare, DISABLED_IN["welfare"], DISABLED_IN["ordinary"])
    staff = employ(world, rng, all_firms, heads, heads * percent // 100, moves=True)
    staff.people.ordinary = ~np.repeat(welfare, heads)
    world.staff = staff
    shops = firms.found_firms(world, rng, PLACES[np.arange(money.SHOPS) % len(PLACES)], sector=52)
    money.spend(world, world.chance("money"), staff, shops)
    registers.registers(world, world.chance("registers"), staff)
    filings.filings(world, world.chance("filings"), staff)
    training.classes(world, world.chance("training"), max(4, world.persons // 500))
    enterprise.startups(world, world.chance("enterprise"), max(12, world.persons // 100))
    chains.chains(world, world.chance("chains"), max(3, world.persons // 4000))
    cases.people_and_firms(world, world.chance("cases"), staff)
    return staff


def sizes(rng: Chance, persons: int) -> Ints:
    """Heads of firms that together employ so many: many small ones, a few large."""
    kinds = rng.choice(4, persons, p=[0.45, 0.35, 0.16, 0.04])
    low, high = np.array([5, 10, 30, 100]), np.array([10, 30, 100, 400])
    heads = rng.integers(low[kinds], high[kinds])
    heads = heads[: int(np.searchsorted(np.cumsum(heads), persons))]
    return np.asarray(np.append(heads, max(5, persons - int(heads.sum()))))


def _welfare(world: World, rng: Chance, all_firms: firms.Firms) -> np.ndarray:
    lot = rng.integers(0, 100, len(all_firms.employer))
    taken = np.zeros(len(lot), dtype=np.bool_)
    begin = 0
    for kind, share in WELFARE.items():
        chosen = (lot >= begin) & (lot < begin + share)
        begin += share
        world.add(
            "institutions",
            employer=all_firms.employer[chosen],
            address=all_firms.address[chosen],
            kind=kind,
            place=all_firms.place[chosen],
        )
        taken |= chosen
    return taken
