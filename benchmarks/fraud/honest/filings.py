"""How applications came in: by the person's own telephone, or with one of few others by somebody who helps."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, NONE, Chance, first_day
from benchmarks.fraud.honest.staff import Staff
from benchmarks.fraud.world import World


def filings(world: World, rng: Chance, staff: Staff) -> None:
    """One filing of half of the workers with disabilities; a tenth by an agent who files for four at most."""
    people = staff.people
    who = np.flatnonzero(people.disabled & (rng.random(len(people.person)) < 0.5))
    count = len(who)
    month = rng.integers(FIRST, LAST + 1, count)
    agents = np.repeat(world.new("agent", count // 4 + 1), 4)[:count]
    helped = rng.random(count) < 0.1
    world.add(
        "filings",
        filing=world.new("filing", count),
        person=people.person[who],
        employer=people.employer[who],
        month=month,
        day=first_day(month) + rng.integers(0, 28, count),
        agent=np.where(helped, agents, NONE),
        device=world.new("device", count),
        phone=people.phone[who],
        place=people.place[who],
    )
