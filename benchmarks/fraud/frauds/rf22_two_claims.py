"""RF22: two units count one person for the same months in the book; the payroll shows one of them only."""

from benchmarks.fraud.calendar import Chance
from benchmarks.fraud.edits import other_firms, span
from benchmarks.fraud.honest.cases import count_months
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """One to ten months."""
    people, chosen = world.people, world.pick(rng, world.count(1))
    person, begin, end = people.person[chosen], *span(rng, len(chosen), 1, 10)
    for employer in (people.employer[chosen], other_firms(rng, world, chosen)):
        count_months(world, person, employer, begin, end)
    world.fraud("RF22", (begin, end), "同月被两家单位计数", person=person)
