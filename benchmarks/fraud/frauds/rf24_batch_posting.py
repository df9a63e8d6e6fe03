"""RF24: months of insurance of the workers with disabilities alone are posted on one day, shortly before a claim."""

import numpy as np

from benchmarks.fraud.calendar import NONE, Chance, last_day, month_of
from benchmarks.fraud.edits import span
from benchmarks.fraud.honest.crew import crew
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Four to nine months of all of them; the firm files ten to fifty days later."""
    count = max(4, world.persons // 4000)
    staff = crew(world, rng, count, (18, 50), disabled=4)
    frame, firms = staff.insurance, staff.firms
    begin, end = span(rng, count, 4, 9)
    end = end.clip(max=int(frame["month"].max()) - 2)
    posted = last_day(end) + rng.integers(10, 25, count)
    firm = np.searchsorted(firms.employer, frame["payer"])
    worker = np.searchsorted(staff.people.person, frame["person"])
    rows = np.flatnonzero(
        staff.people.disabled[worker] & (frame["month"] >= begin[firm]) & (frame["month"] <= end[firm])
    )
    frame.put(rows, posted_day=posted[firm[rows]])
    claimed = posted + rng.integers(10, 50, count)
    world.add(
        "filings",
        filing=world.new("filing", count),
        employer=firms.employer,
        month=month_of(claimed),
        day=claimed,
        device=world.new("device", count),
        phone=firms.phone,
        agent=NONE,
        place=firms.place,
    )
    world.fraud("RF24", (begin, end), "申报前集中补缴社保", employer=firms.employer)
    touched = np.unique(worker[rows])
    at = np.searchsorted(firms.employer, staff.people.employer[touched])
    world.fraud("RF24", (begin[at], end[at]), "申报前集中补缴社保", person=staff.people.person[touched])
