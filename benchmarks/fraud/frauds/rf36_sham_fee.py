"""RF36: a fee of a large part of the levy saved, for no service that anybody noted."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance
from benchmarks.fraud.honest.chains import chains
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """22 to 60 per cent, without a record."""
    count = max(4, world.persons // 4000)
    made = chains(world, rng, count)
    fee = made.agreements["saved_levy_fen"] * rng.integers(22, 60, count) // 100
    made.agreements.put(np.arange(count), fee_fen=fee, service_records=0)
    world.fraud(
        "RF36", (FIRST, LAST), "高额中介费无服务", employer=made.agencies.employer, other_employer=made.users.employer
    )
