"""RF35: one agent, one device or one telephone files for many strangers within weeks."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, NONE, Chance, first_day, month_of
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Twelve to eighteen persons of different firms within eighty days; without an agent's name, only what was used."""
    _crowd(world, rng, "RF35", ("agent", "device", "phone"))
    _crowd(world, rng, "RF35B", ("device",))
    _crowd(world, rng, "RF35C", ("phone",))


def _crowd(world: World, rng: Chance, variant: str, shared: tuple[str, ...]) -> None:
    count = max(3, world.persons // 6000)
    people, size = world.people, rng.integers(12, 19, count)
    chosen = rng.permutation(world.pick(rng, int(size.sum())))
    ring = np.repeat(np.arange(count), size)
    begin = first_day(rng.integers(FIRST, LAST - 3, count))
    day = begin[ring] + rng.integers(0, 80, len(chosen))
    own = {"agent": NONE, "device": world.new("device", len(chosen)), "phone": people.phone[chosen]}
    units = {kind: world.new(kind, count)[ring] for kind in shared}
    world.add(
        "filings",
        filing=world.new("filing", len(chosen)),
        person=people.person[chosen],
        employer=people.employer[chosen],
        month=month_of(day),
        day=day,
        **{**own, **units},
        place=people.place[chosen],
    )
    world.fraud(
        variant,
        (month_of(begin)[ring], month_of(begin)[ring] + 2),
        "代办人集中申报",
        world.incidents(count)[ring],
        person=people.person[chosen],
        **units,
    )
