"""The seeded register of identities on which record linkage is estimated and judged."""

import numpy as np

from benchmarks.identities import COLUMNS, NONE, register
from benchmarks.linkage import judged
from ledger.checks.identity_model import shipped_model

PERSONS = 3_000


def test_a_seed_gives_the_same_register() -> None:
    one, again, other = register(1, PERSONS), register(1, PERSONS), register(2, PERSONS)
    assert all(np.array_equal(one.columns[name], again.columns[name]) for name in COLUMNS)
    assert not np.array_equal(one.columns["birth_day"], other.columns["birth_day"])


def test_one_in_twenty_five_stands_twice() -> None:
    found = register(1, PERSONS)
    assert len(found.owner) == PERSONS + PERSONS // 25
    assert np.unique(found.owner).size == PERSONS


def test_twins_were_born_on_one_day_and_are_two() -> None:
    found = register(1, PERSONS)
    one = np.flatnonzero(found.twin[:PERSONS] != NONE)
    beside = found.twin[one]
    assert len(one) > 0
    assert np.array_equal(found.columns["birth_day"][one], found.columns["birth_day"][beside])
    assert not np.any(found.owner[one] == found.owner[beside])


def test_most_suggestions_are_one_person_and_most_of_them_are_suggested() -> None:
    right, wrong, twins, there = judged(register(1, PERSONS), shipped_model())
    assert right * 10 >= there * 7
    assert wrong * 5 <= right
    assert twins <= wrong
