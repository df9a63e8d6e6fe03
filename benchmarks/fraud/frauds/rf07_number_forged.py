"""RF07: the number of the only certificate agrees neither with the resident ID nor with its check digits."""

from benchmarks.fraud.calendar import FIRST, LAST, Chance
from benchmarks.fraud.edits import rows_of
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """One certificate each, its number forged."""
    people, chosen = world.people, world.pick(rng, world.count(1))
    person, frame = people.person[chosen], world.staff.certificates
    frame.put(rows_of(frame, "person", person), number_consistent=0)
    world.fraud("RF07", (FIRST, LAST), "残疾人证号不一致", person=person, employer=people.employer[chosen])
