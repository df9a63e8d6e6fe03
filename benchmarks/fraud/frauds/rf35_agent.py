"""RF35: one agent, with one device and one telephone, files for many strangers within weeks."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance, first_day, month_of
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Twelve to eighteen persons of different firms within eighty days."""
    count = max(3, world.persons // 6000)
    people, size = world.people, rng.integers(12, 19, count)
    chosen = rng.permutation(world.pick(rng, int(size.sum())))
    ring = np.repeat(np.arange(count), size)
    begin = first_day(rng.integers(FIRST, LAST - 3, count))
    day = begin[ring] + rng.integers(0, 80, len(chosen))
    agent, device, phone = (world.new(kind, count)[ring] for kind in ("agent", "device", "phone"))
    world.add(
        "filings",
        filing=world.new("filing", len(chosen)),
        person=people.person[chosen],
        employer=people.employer[chosen],
        month=month_of(day),
        day=day,
        agent=agent,
        device=device,
        phone=phone,
        place=people.place[chosen],
    )
    world.fraud(
        "RF35",
        (month_of(begin)[ring], month_of(begin)[ring] + 2),
        "代办人集中申报",
        world.incidents(count)[ring],
        agent=agent,
        person=people.person[chosen],
        device=device,
        phone=phone,
    )
