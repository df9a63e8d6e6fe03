"""RF27: fewer heads are declared than are insured and taxed; some firms show an improbable share by that (RF25)."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance
from benchmarks.fraud.honest.crew import crew
from benchmarks.fraud.world import World

YEAR = 12


def put(world: World, rng: Chance) -> None:
    """By 8 to 50 per cent, in every month."""
    count = max(4, world.persons // 4000)
    staff = crew(world, rng, count, (25, 80))
    frame = staff.business
    firm = np.searchsorted(staff.firms.employer, frame["employer"])
    share = rng.integers(50, 93, count)
    declared = np.maximum(frame["insured_heads"] * share[firm] // 100, frame["disabled_heads"])
    frame.put(np.arange(len(frame)), declared_heads=declared)
    world.fraud("RF27", (FIRST, LAST), "少报在职职工总数", employer=staff.firms.employer)
    improbable = frame["disabled_heads"] * 100 > declared * 30
    often = np.bincount(firm[improbable], minlength=count) >= YEAR
    world.fraud("RF25", (FIRST, LAST), "少报职工总数,残疾职工比例虚高", employer=staff.firms.employer[often])
