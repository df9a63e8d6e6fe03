"""How frauds and look-alikes change the rows of the honest world."""

from collections.abc import Sequence

import numpy as np

from benchmarks.fraud.book import Cells
from benchmarks.fraud.calendar import FIRST, LAST, NONE, Chance, Flags, Ints, first_day, last_day
from benchmarks.fraud.frame import Frame
from benchmarks.fraud.world import World


def within(frame: Frame, person: Ints, begin: Ints | int, end: Ints | int, column: str = "person") -> tuple[Ints, Ints]:
    """The rows of persons in their months, and whose each row is. `person` is sorted and without doubles."""
    rows = frame.of(column, person)
    at = np.searchsorted(person, frame[column][rows])
    month = frame["month"][rows]
    first, last = (np.broadcast_to(np.asarray(bound), person.shape) for bound in (begin, end))
    kept = (month >= first[at]) & (month <= last[at])
    return rows[kept], at[kept]


def span(rng: Chance, count: int, least: int, most: int) -> tuple[Ints, Ints]:
    """First and last month of so many spans of `least` to `most` months, somewhere after the first month."""
    length = rng.integers(least, most + 1, count)
    begin = FIRST + 1 + (rng.random(count) * (LAST - FIRST - length)).astype(np.int64)
    return begin, begin + length - 1


def ways(rng: Chance, count: int, kinds: int) -> list[Ints]:
    """So many units dealt out to the ways in which a fraud is done, none of them empty if that can be."""
    lot = rng.permutation(count) % kinds
    return [np.flatnonzero(lot == kind) for kind in range(kinds)]


def stop(world: World, person: Ints, month: Ints) -> None:
    """Whoever stops working at the end of a month: no wage, no insurance, no attendance, no month counted after it."""
    staff = world.staff
    for frame in (staff.wages, staff.insurance, staff.attendance):
        frame.drop(within(frame, person, month + 1, LAST)[0])
    _leave(staff.contracts, person, last_day(month))
    world.books["book_counts"] = [_until(cells, person, month) for cells in world.books.get("book_counts", ())]


def _until(counts: Cells, person: Ints, month: Ints) -> Cells:
    """Months counted, without those of these persons after one month each."""
    who = np.asarray(counts["person"])
    at = np.minimum(np.searchsorted(person, who), len(person) - 1)
    kept = (person[at] != who) | (np.asarray(counts["month"]) <= month[at])
    return {name: cells if isinstance(cells, str) else cells[kept] for name, cells in counts.items()}


def _leave(contracts: Frame, person: Ints, day: Ints) -> None:
    rows = contracts.of("person", person)
    left = day[np.searchsorted(person, contracts["person"][rows])]
    later = contracts["from_day"][rows] > left
    contracts.drop(rows[later])
    ended = (contracts["to_day"][rows] == NONE) | (contracts["to_day"][rows] >= left)
    contracts.put(rows[~later & ended], left_day=left[~later & ended])


def limit(frames: Sequence[Frame], contracts: Frame, person: Ints, begin: Ints, end: Ints) -> None:
    """Let persons have worked only from one month to another; `end` LAST is "still there"."""
    for frame in frames:
        frame.drop(within(frame, person, FIRST, begin - 1)[0])
        frame.drop(within(frame, person, end + 1, LAST)[0])
    rows = contracts.of("person", person)
    at = np.searchsorted(person, contracts["person"][rows])
    again = np.concatenate([[False], at[1:] == at[:-1]])
    contracts.drop(rows[again])
    rows, at = rows[~again], at[~again]
    since = first_day(begin[at])
    contracts.put(
        rows,
        from_day=since,
        signed_day=since - 3,
        to_day=since + 1095,
        open_ended=0,
        left_day=np.where(end[at] == LAST, NONE, last_day(end[at])),
    )


def rows_of(frame: Frame, column: str, keys: Ints) -> Ints:
    """The first row of each key, in the order of the keys. KeyError where one has none."""
    rows = frame.of(column, keys)
    found, first = np.unique(frame[column][rows], return_index=True)
    at = np.searchsorted(found, keys)
    if len(found) == 0 or not np.array_equal(found[np.minimum(at, len(found) - 1)], keys):
        raise KeyError(column)
    return np.asarray(rows[first][at])


def other_firms(rng: Chance, world: World, chosen: Ints) -> Ints:
    """For each of the chosen people an employer that is not theirs."""
    employers = world.staff.firms.employer
    own = np.searchsorted(employers, world.people.employer[chosen])
    return np.asarray(employers[(own + rng.integers(1, len(employers), len(chosen))) % len(employers)])


def firms_with(world: World, heads: int) -> Flags:
    """Which people work in a firm with at least so many heads."""
    _, at, count = np.unique(world.people.employer, return_inverse=True, return_counts=True)
    return np.asarray(count[at] >= heads)


def frame_of(world: World, dataset: str, column: str, keys: Ints) -> Frame:
    """The frame in which all of these keys stand. StopIteration where no single one holds them."""
    return next(frame for frame in world.frames[dataset] if np.isin(keys, frame[column]).all())
