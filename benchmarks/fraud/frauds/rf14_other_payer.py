"""RF14: another firm pays the insurance, and no agreement between the two says why."""

from benchmarks.fraud.calendar import Chance
from benchmarks.fraud.edits import other_firms, span, within
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Three to twenty months are paid by a firm at which the person has no contract."""
    people, chosen = world.people, world.pick(rng, world.count(1))
    person, payer = people.person[chosen], other_firms(rng, world, chosen)
    begin, end = span(rng, len(chosen), 3, 20)
    rows, at = within(world.staff.insurance, person, begin, end)
    world.staff.insurance.put(rows, payer=payer[at])
    world.fraud("RF14", (begin, end), "社保由别的单位代缴", person=person, employer=people.employer[chosen])
