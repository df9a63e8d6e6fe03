"""RF48: who borrowed does not run the business, or there was no business on the day of the application."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance, later, month_of
from benchmarks.fraud.edits import ways
from benchmarks.fraud.honest.enterprise import startups
from benchmarks.fraud.honest.firms import residents
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Another borrower; a firm that was gone a month to a year before; one that was founded after.

    Who closed within a year of the start-up grant is RF45 as well.
    """
    made = startups(world, rng, max(9, world.count(1)))
    count, register = len(made.granted), made.register
    other, gone, not_yet = ways(rng, count, 3)
    borrower = made.firms.owner.copy()
    borrower[other] = residents(world, rng, made.firms.place[other])
    made.loans.put(other, borrower=borrower[other])
    made.uses.put(other, borrower=borrower[other])
    for more in made.uses.added:
        more["borrower"][other] = borrower[other]
    applied = made.loans["applied_day"]
    closed = applied[gone] - rng.integers(30, 330, len(gone))
    register.put(gone, closed_day=closed, status="deregistered")
    at = np.searchsorted(made.firms.employer, made.months["employer"])
    ended = np.full(count, LAST)
    ended[gone] = month_of(closed)
    made.months.drop(np.flatnonzero(made.months["month"] > ended[at]))
    founded = applied[not_yet] + rng.integers(15, 200, len(not_yet))
    register.put(not_yet, founded_day=founded, legal_rep_from_day=founded)
    world.fraud(
        "RF48",
        (FIRST, LAST),
        "借款人与经营主体不符",
        loan=made.loans["loan"].copy(),
        person=borrower,
        employer=made.firms.employer,
    )
    early = gone[(closed >= made.granted[gone]) & (closed < later(made.granted[gone], 12))]
    world.fraud("RF45", (FIRST, LAST), "领取创业补贴后一年内注销", employer=made.firms.employer[early])
