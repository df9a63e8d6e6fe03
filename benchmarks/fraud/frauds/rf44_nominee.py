"""RF44: the owner is an owner on paper: put in shortly before the claim, or in full-time work elsewhere."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance, Ints
from benchmarks.fraud.edits import frame_of, rows_of, ways, within
from benchmarks.fraud.honest.enterprise import Startups, startups
from benchmarks.fraud.honest.firms import birthdays
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Half and half."""
    made = startups(world, rng, world.count(1))
    late, busy = ways(rng, len(made.granted), 2)
    made.register.put(late, legal_rep_from_day=made.granted[late] - rng.integers(5, 80, len(late)))
    made.firms.shares.put(late, from_day=made.granted[late] - rng.integers(5, 80, len(late)))
    _employed(world, rng, made, busy)
    world.fraud(
        "RF44",
        (FIRST, LAST),
        "顶名创业",
        employer=made.firms.employer,
        person=made.firms.owner,
        loan=made.loans["loan"].copy(),
    )


def _employed(world: World, rng: Chance, made: Startups, which: Ints) -> None:
    """A job elsewhere for all the months, copied with its traces from somebody who has one, at an age to work."""
    staff, like = world.staff, world.pick(rng, len(which))
    owner, birth_day = made.firms.owner[which], birthdays(rng, len(which), 1980, 1995)
    for dataset in ("persons", "identities"):
        register = frame_of(world, dataset, "person", owner)
        register.put(rows_of(register, "person", owner), birth_day=birth_day)
    person = world.people.person[like]
    for frame in (staff.wages, staff.insurance, staff.attendance):
        rows, at = within(frame, person, FIRST, LAST)
        values = {"account": made.account[which][at]} if frame is staff.wages else {}
        frame.copy(rows, person=owner[at], **values)
    rows = staff.contracts.of("person", person)
    at = np.searchsorted(person, staff.contracts["person"][rows])
    staff.contracts.copy(
        rows,
        person=owner[at],
        contract=world.new("contract", len(rows)),
    )
