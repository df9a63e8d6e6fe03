"""RF12: a contract of less than a year, or months of work that no contract covers."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, NONE, Chance, first_day, last_day
from benchmarks.fraud.edits import rows_of, span, ways
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Contracts of three to ten months one after the other; one that ended months ago; one that was never renewed."""
    people, chosen = world.people, world.pick(rng, world.count(1))
    person, contracts = people.person[chosen], world.staff.contracts
    short, ended = ways(rng, len(chosen), 2)
    begin, _ = span(rng, len(chosen), 3, 15)
    row = rows_of(contracts, "person", person)
    spare = np.setdiff1d(contracts.of("person", person), row)
    contracts.drop(spare)
    term = rng.integers(3, 11, len(short))
    for nth in range(9):
        wanted = np.flatnonzero(FIRST - 2 + nth * term <= LAST)
        since = (FIRST - 2 + nth * term)[wanted]
        contracts.copy(
            row[short][wanted],
            contract=world.new("contract", len(wanted)),
            left_day=NONE,
            open_ended=0,
            from_day=first_day(since),
            signed_day=first_day(since) - 2,
            to_day=last_day(since + term[wanted] - 1),
        )
    contracts.drop(row[short])
    contracts.put(
        row[ended],
        from_day=first_day(begin[ended]) - 1095,
        to_day=first_day(begin[ended]) - 1,
        left_day=NONE,
        open_ended=0,
    )
    months = np.where(np.isin(np.arange(len(chosen)), short), FIRST, begin), np.full(len(chosen), LAST)
    world.fraud("RF12", months, "合同不足一年或未覆盖", person=person, employer=people.employer[chosen])
