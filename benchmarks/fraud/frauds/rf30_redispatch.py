"""RF30: people are sent on to a third firm that no agreement names."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, NONE, Chance
from benchmarks.fraud.honest.chains import chains
from benchmarks.fraud.honest.firms import found_firms
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Everybody of the agency works at a firm of which the agreement with the user says nothing."""
    count = max(4, world.persons // 4000)
    made = chains(world, rng, count)
    third = found_firms(world, rng, anywhere(rng, count))
    contracts = made.staff.contracts
    at = np.searchsorted(made.agencies.employer, contracts["employer"])
    contracts.put(np.arange(len(contracts)), workplace=third.employer[at], base=NONE)
    made.agreements.put(np.arange(count), base=NONE, base_is_worksite=0)
    people = made.staff.people
    mine = np.flatnonzero(people.disabled)
    chain = np.searchsorted(made.agencies.employer, people.employer[mine])
    world.fraud(
        "RF30",
        (FIRST, LAST),
        "再派遣到协议外单位",
        world.incidents(count)[chain],
        person=people.person[mine],
        employer=people.employer[mine],
        other_employer=third.employer[chain],
    )
