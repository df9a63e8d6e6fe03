"""RF06: the certificate is cancelled, frozen, moved away, run out, or not issued yet while its holder counts."""

import numpy as np

from benchmarks.fraud.calendar import LAST, NONE, Chance, first_day
from benchmarks.fraud.edits import rows_of, span, ways
from benchmarks.fraud.world import World

ENDED = ("frozen", "cancelled", "migrated")


def put(world: World, rng: Chance) -> None:
    """The months without a valid one are four at least."""
    people, chosen = world.people, world.pick(rng, world.count(1) + 4)
    person, frame = people.person[chosen], world.staff.certificates
    row = rows_of(frame, "person", person)
    begin, end = span(rng, len(chosen), 4, 20)
    *ended, expired, not_yet = ways(rng, len(chosen), 5)
    for status, which in zip(ENDED, ended, strict=True):
        _until(frame_rows := row[which], world, begin[which])
        frame.copy(frame_rows, status=status, from_day=first_day(begin[which]), to_day=NONE)
    _until(row[expired], world, begin[expired])
    issued = first_day(begin[not_yet] + 4) + 10
    frame.put(
        row[not_yet],
        from_day=issued,
        issued_day=issued,
        first_issued_day=issued,
        to_day=NONE,
        onset_day=issued - 1500,
    )
    begin[not_yet], end[not_yet] = np.full(len(not_yet), 2023 * 12), begin[not_yet] + 3
    end = np.where(np.isin(np.arange(len(chosen)), not_yet), end, LAST)
    world.fraud("RF06", (begin, end), "残疾人证无效", person=person, employer=people.employer[chosen])


def _until(rows: np.ndarray, world: World, month: np.ndarray) -> None:
    world.staff.certificates.put(rows, to_day=first_day(month) - 1)
