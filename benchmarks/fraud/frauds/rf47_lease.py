"""RF47: one room let to two claimants, a rent far above the district's, or a rent that nobody paid."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance
from benchmarks.fraud.edits import ways
from benchmarks.fraud.honest.enterprise import startups
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """A third each; all of them are claimed for a subsidy."""
    made = startups(world, rng, max(9, world.count(1)))
    leases, count = made.leases, len(made.premises)
    leases.put(np.arange(count), claimed=1)
    twice, dear, unpaid = ways(rng, count, 3)
    pairs = len(twice) // 2
    leases.put(twice[pairs : 2 * pairs], premises=made.premises[twice[:pairs]])
    rent = leases["district_rent_fen"][dear] * rng.integers(160, 300, len(dear)) // 100
    leases.put(dear, rent_fen=rent, rent_paid_fen=rent * 24)
    leases.put(unpaid, rent_paid_fen=0)
    odd = np.isin(np.arange(count), twice[2 * pairs :])
    leases.put(np.flatnonzero(odd), rent_paid_fen=0)
    world.fraud(
        "RF47",
        (FIRST, LAST),
        "租赁重复、虚高或未付租金",
        premises=leases["premises"].copy(),
        employer=made.firms.employer,
        person=made.firms.owner,
        loan=made.loans["loan"].copy(),
    )
