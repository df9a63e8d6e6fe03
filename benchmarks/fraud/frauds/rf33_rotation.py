"""RF33: one agent sells the same certificates to one firm after another."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance, Ints, first_day
from benchmarks.fraud.edits import limit, within
from benchmarks.fraud.honest.crew import crew
from benchmarks.fraud.honest.staff import Staff
from benchmarks.fraud.world import World

FIRMS = 3
GROUP = 5
TURN = 12
"""The month, counted from the first, in which everybody moves on."""


def put(world: World, rng: Chance) -> None:
    """The groups of three firms move on at the turn of the year, four or all five of each."""
    rings = max(3, world.persons // 5000)
    staff = crew(world, rng, rings * FIRMS, (25, 40), disabled=GROUP)
    people, firms = staff.people, staff.firms
    firm = np.searchsorted(firms.employer, people.employer)
    nth = np.arange(len(firm)) - np.searchsorted(firm, firm)
    group = np.flatnonzero(people.disabled & (nth < GROUP))
    staying = (nth[group] == GROUP - 1) & (rng.random(rings * FIRMS) < 0.4)[firm[group]]
    ring = firm[group] // FIRMS
    agent = world.new("agent", rings)[ring]
    following = firms.employer[ring * FIRMS + (firm[group] % FIRMS + 1) % FIRMS]
    movers = group[~staying]
    person, to = people.person[movers], following[~staying]
    _second_half(staff, world, person, to, agent[~staying])
    limit((), staff.contracts, person, np.full(len(person), FIRST - 5), np.full(len(person), FIRST + TURN - 1))
    rows = staff.contracts.of("person", people.person[group])
    staff.contracts.put(rows, agent=agent[np.searchsorted(people.person[group], staff.contracts["person"][rows])])
    world.fraud(
        "RF33",
        (FIRST, LAST),
        "同一批人经同一代办人轮换单位",
        world.incidents(rings)[ring],
        person=people.person[group],
        employer=people.employer[group],
        other_employer=following,
        agent=agent,
    )


def _second_half(staff: Staff, world: World, person: Ints, to: Ints, agent: Ints) -> None:
    for frame, column in ((staff.wages, "employer"), (staff.insurance, "payer"), (staff.attendance, "employer")):
        rows, at = within(frame, person, FIRST + TURN, LAST)
        frame.put(rows, **{column: to[at]})
    begin = int(first_day(FIRST + TURN))
    rows = staff.contracts.of("person", person)
    last = rows[np.concatenate([staff.contracts["person"][rows][1:] != staff.contracts["person"][rows][:-1], [True]])]
    staff.contracts.copy(
        last,
        employer=to,
        agent=agent,
        from_day=begin,
        signed_day=begin - 4,
        to_day=begin + 1095,
        open_ended=0,
        contract=world.new("contract", len(last)),
    )
