"""RF29: employer, agency and base belong to one another and do not say so."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, NONE, WINDOW_BEGIN, Chance
from benchmarks.fraud.edits import ways
from benchmarks.fraud.honest.chains import chains
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """One representative, one holder with a quarter and more, one telephone or one address."""
    made = chains(world, rng, max(4, world.persons // 1500))
    agencies, count = made.agencies, len(made.agencies.employer)
    same_person, same_holder, same_phone, same_address = ways(rng, count, 4)
    agencies.register.put(same_person, legal_rep=made.users.owner[same_person])
    world.add(
        "shareholdings",
        employer=agencies.employer[same_holder],
        holder_person=made.bases.owner[same_holder],
        share_pct=rng.integers(26, 41, len(same_holder)),
        from_day=WINDOW_BEGIN - 900,
        to_day=NONE,
        place=agencies.place[same_holder],
    )
    agencies.register.put(same_phone, phone=made.users.phone[same_phone])
    agencies.register.put(same_address, address=made.users.address[same_address])
    row = np.zeros(count, dtype=np.bool_)
    row[same_holder] = True
    agencies.shares.put(np.flatnonzero(row), share_pct=60)
    world.fraud(
        "RF29",
        (FIRST, LAST),
        "用工单位、派遣单位、基地同一控制",
        employer=agencies.employer,
        other_employer=np.where(row, made.bases.employer, made.users.employer),
    )
