"""RF25: a firm that is no registered workshop has mostly disabled staff, or nearly only severe ones."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance
from benchmarks.fraud.edits import rows_of
from benchmarks.fraud.honest.firms import found_firms
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.honest.staff import employ
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """36 to 80 per cent of the staff; or six to nine among many, all of them severe."""
    count = max(6, world.persons // 2000)
    _mostly(world, rng, count)
    _severe(world, rng, count)


def _mostly(world: World, rng: Chance, count: int) -> None:
    heads = rng.integers(16, 30, count)
    firms = found_firms(world, rng, anywhere(rng, count))
    employ(world, rng, firms, heads, heads * rng.integers(36, 81, count) // 100 + 1)
    world.fraud("RF25", (FIRST, LAST), "非福利企业残疾职工比例过高", employer=firms.employer)


def _severe(world: World, rng: Chance, count: int) -> None:
    firms = found_firms(world, rng, anywhere(rng, count))
    staff = employ(world, rng, firms, rng.integers(36, 60, count), rng.integers(6, 10, count))
    person = staff.people.person[staff.people.disabled]
    staff.certificates.put(rows_of(staff.certificates, "person", person), grade=rng.integers(1, 3, len(person)))
    frame = staff.business
    frame.put(np.arange(len(frame)), severe_heads=frame["disabled_heads"].copy())
    world.fraud("RF25", (FIRST, LAST), "残疾职工几乎全为重度", employer=firms.employer)
