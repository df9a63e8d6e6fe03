"""A seeded register of identities in which some persons stand twice: households, twins, namesakes, slips of the pen."""

from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Chance = np.random.Generator

NONE: Final = -1
COLUMNS: Final = (
    "surname", "given_first", "given_second", "sex", "birth_day", "residence", "phone", "address", "certificate",
    "earlier_certificate",
)  # fmt: skip

TWICE: Final = 40
"""Persons of a thousand who stand twice: under another resident ID, or from another register."""

TWINS: Final = 4
"""Pairs of twins to a thousand persons: same-sex, one surname, and in most families one character in common."""

SLIPS: Final = {
    "other_surname": 6,
    "shortened": 6,
    "turned": 2,
    "one_given": 5,
    "new_name": 3,
    "birth_turned": 2,
    "birth_part": 7,
    "birth_other": 2,
    "sex": 1,
    "moved_near": 9,
    "moved_far": 6,
    "new_contact": 40,
    "reissued": 30,
    "no_certificate": 30,
}
"""In how many of a hundred second entries something was written otherwise; assumed, as no register tells it."""


class Register(msgspec.Struct):
    """Entries side by side: columns by name, whose each entry is, and which entry of twins is beside it (or NONE)."""

    columns: dict[str, Ints]
    owner: Ints
    twin: Ints


def register(seed: int, persons: int) -> Register:
    """Persons of a province, then the second entries of some of them."""
    rng = np.random.default_rng(seed)
    columns, twin = _people(rng, persons)
    again = np.sort(rng.choice(persons, persons * TWICE // 1000, replace=False))
    second = {name: values[again].copy() for name, values in columns.items()}
    _misspell(rng, second)
    _misdate(rng, second)
    _move(rng, second)
    _reissue(rng, second, persons)
    merged = {name: np.concatenate([columns[name], second[name]]) for name in COLUMNS}
    owner = np.concatenate([np.arange(persons), again])
    return Register(merged, owner, np.concatenate([twin, twin[again]]))


def _people(rng: Chance, count: int) -> tuple[dict[str, Ints], Ints]:
    """Surnames and characters as unequal as they are, 90 counties of 11 cities, households of one to four."""
    household = np.repeat(np.arange(count), rng.integers(1, 5, count))[:count]
    city = rng.choice(11, count, p=_falling(11, 4))[household]
    columns = {
        "surname": rng.choice(400, count, p=_falling(400, 2))[household],
        "given_first": 1000 + rng.choice(1500, count, p=_falling(1500, 10)),
        "given_second": np.where(rng.random(count) < 0.85, 1000 + rng.choice(1500, count, p=_falling(1500, 10)), NONE),
        "sex": rng.integers(0, 2, count),
        "birth_day": rng.integers(-14_000, 13_000, count),
        "residence": 330_000 + city * 100 + rng.integers(1, 9, count)[household],
        "phone": np.where(rng.random(count) < 0.3, household, count + np.arange(count)),
        "address": household,
        "certificate": np.arange(count),
        "earlier_certificate": np.full(count, NONE),
    }
    twin = np.full(count, NONE)
    pairs = np.flatnonzero(household[1:] == household[:-1])
    one = np.sort(rng.choice(pairs, count * TWINS // 1000, replace=False))
    one = one[np.concatenate([[True], np.diff(one) > 1])]
    for name in ("birth_day", "sex", "phone", "residence"):
        columns[name][one + 1] = columns[name][one]
    alike = one[rng.random(len(one)) < 0.7]
    columns["given_first"][alike + 1] = columns["given_first"][alike]
    twin[one], twin[one + 1] = one + 1, one
    return columns, twin


def _falling(count: int, flat: int) -> NDArray[np.float64]:
    """Shares that fall as those of names do."""
    share = 1 / (np.arange(count) + flat)
    return np.asarray(share / share.sum())


def _dealt(rng: Chance, count: int, *slips: str) -> list[Ints]:
    """Which entries get each of these slips, at most one of them."""
    lot, begin, found = rng.integers(0, 100, count), 0, []
    for slip in slips:
        found.append(np.flatnonzero((lot >= begin) & (lot < begin + SLIPS[slip])))
        begin += SLIPS[slip]
    return found


def _misspell(rng: Chance, entries: dict[str, Ints]) -> None:
    surname, first, second = (entries[name] for name in ("surname", "given_first", "given_second"))
    kinds = ("other_surname", "shortened", "turned", "one_given", "new_name")
    other, shortened, turned, one, new = _dealt(rng, len(first), *kinds)
    surname[other] = (surname[other] + 1 + rng.integers(0, 398, len(other))) % 400
    second[shortened] = NONE
    double = turned[second[turned] != NONE]
    first[double], second[double] = second[double].copy(), first[double].copy()
    first[one] = 1000 + rng.integers(0, 1500, len(one))
    for column in (first, second):
        column[new] = 1000 + rng.integers(0, 1500, len(new))


def _misdate(rng: Chance, entries: dict[str, Ints]) -> None:
    day = entries["birth_day"]
    turned, part, other = _dealt(rng, len(day), "birth_turned", "birth_part", "birth_other")
    whole = day.astype("datetime64[D]")
    month = whole.astype("datetime64[M]")
    date = (whole - month).astype(np.int64) + 1
    year = month.astype("datetime64[Y]")
    low = turned[date[turned] <= 12]
    nth = (month - year.astype("datetime64[M]")).astype(np.int64) + 1
    swapped = year[low].astype("datetime64[M]") + (date[low] - 1)
    day[low] = (swapped.astype("datetime64[D]") + (nth[low] - 1)).astype(np.int64)
    day[part] = month[part].astype("datetime64[D]").astype(np.int64) + rng.integers(0, 28, len(part))
    day[other] = rng.integers(-14_000, 13_000, len(other))
    (wrong,) = _dealt(rng, len(day), "sex")
    entries["sex"][wrong] = 1 - entries["sex"][wrong]


def _move(rng: Chance, entries: dict[str, Ints]) -> None:
    residence, count = entries["residence"], len(entries["sex"])
    near, far = _dealt(rng, count, "moved_near", "moved_far")
    residence[near] = residence[near] - residence[near] % 100 + rng.integers(1, 9, len(near))
    residence[far] = 330_000 + rng.integers(0, 11, len(far)) * 100 + rng.integers(1, 9, len(far))
    (new,) = _dealt(rng, count, "new_contact")
    for column in ("phone", "address"):
        entries[column][new] = 10_000_000 + rng.permutation(count)[: len(new)]


def _reissue(rng: Chance, entries: dict[str, Ints], persons: int) -> None:
    """A new certificate that names the old one, none on record, or one of its own that names nothing."""
    count = len(entries["sex"])
    reissued, nothing = _dealt(rng, count, "reissued", "no_certificate")
    old = entries["certificate"].copy()
    entries["certificate"][:] = persons + np.arange(count)
    entries["earlier_certificate"][reissued] = old[reissued]
    entries["certificate"][nothing] = NONE
