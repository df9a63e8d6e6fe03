"""RF13: months without insurance, or with some of the insurances only."""

from benchmarks.fraud.calendar import LAST, Chance
from benchmarks.fraud.edits import span, ways, within
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Two to ten months, none among the last three: paid for nobody, without a pension, or with medical only."""
    people, chosen = world.people, world.pick(rng, world.count(1) + 3)
    person, frame = people.person[chosen], world.staff.insurance
    begin, end = span(rng, len(chosen), 2, 10)
    begin, end = begin.clip(max=LAST - 5), end.clip(max=LAST - 3)
    nothing, no_pension, medical = ways(rng, len(chosen), 3)
    frame.drop(within(frame, person[nothing], begin[nothing], end[nothing])[0])
    rows, _ = within(frame, person[no_pension], begin[no_pension], end[no_pension])
    frame.put(rows, pension=0)
    rows, _ = within(frame, person[medical], begin[medical], end[medical])
    frame.put(rows, pension=0, unemployment=0, work_injury=0)
    world.fraud("RF13", (begin, end), "社保断缴或缺险种", person=person, employer=people.employer[chosen])
