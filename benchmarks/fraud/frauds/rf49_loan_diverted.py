"""RF49: the loan went into securities, property, to relatives or into another loan."""

import numpy as np

from benchmarks.fraud.calendar import Chance, month_of
from benchmarks.fraud.frame import code
from benchmarks.fraud.honest.enterprise import startups
from benchmarks.fraud.world import World

ELSEWHERE = ("securities", "property", "relative", "other_loan")


def put(world: World, rng: Chance) -> None:
    """55 to 100 per cent within four weeks."""
    made = startups(world, rng, world.count(1))
    count, loans = len(made.granted), made.loans
    words = np.array([code("loan_uses", "purpose", word) for word in ELSEWHERE])
    made.uses.added.clear()
    share = rng.integers(55, 101, count)
    principal = loans["principal_fen"]
    made.uses.put(
        np.arange(count),
        purpose=words[rng.integers(0, len(words), count)],
        amount_fen=principal * share // 100,
        day=loans["from_day"] + rng.integers(0, 28, count),
    )
    made.uses.copy(
        np.flatnonzero(share < 100), purpose="business", amount_fen=(principal * (100 - share) // 100)[share < 100]
    )
    begin = month_of(loans["from_day"])
    world.fraud(
        "RF49",
        (begin, begin + 1),
        "贷款挪用",
        loan=loans["loan"].copy(),
        person=made.firms.owner,
        employer=made.firms.employer,
    )
