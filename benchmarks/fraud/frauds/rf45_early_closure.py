"""RF45: the grant is taken and the business closed."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, WINDOW_END, Chance, month_of
from benchmarks.fraud.honest.enterprise import startups
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """One to ten months after it; where interest is claimed for a firm that is gone, that is RF48 as well."""
    made = startups(world, rng, max(5, world.persons // 2500))
    count = len(made.granted)
    closed = np.minimum(made.granted + rng.integers(30, 300, count), WINDOW_END - 5)
    made.register.put(np.arange(count), closed_day=closed, status="deregistered")
    at = np.searchsorted(made.firms.employer, made.months["employer"])
    made.months.drop(np.flatnonzero(made.months["month"] > month_of(closed)[at]))
    world.fraud(
        "RF45",
        (month_of(closed), LAST),
        "领后注销",
        employer=made.firms.employer,
        person=made.firms.owner,
        loan=made.loans["loan"].copy(),
    )
    gone = made.loans["applied_day"] > closed
    world.fraud("RF48", (FIRST, LAST), "注销后仍申请贴息", loan=made.loans["loan"][gone])
