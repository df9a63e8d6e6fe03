"""Small groups of ordinary firms with their staff, beside the many of the honest world."""

import numpy as np

from benchmarks.fraud.calendar import Chance
from benchmarks.fraud.honest.firms import found_firms
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.honest.staff import Staff, employ
from benchmarks.fraud.world import DISABLED_IN, World


def crew(
    world: World, rng: Chance, count: int, heads: tuple[int, int], *, disabled: int = 0, flat: bool = False
) -> Staff:
    """So many firms with heads from the first to below the second number, `disabled` of them at least."""
    firms = found_firms(world, rng, anywhere(rng, count))
    size = rng.integers(*heads, count)
    return employ(world, rng, firms, size, np.maximum(size * DISABLED_IN["ordinary"] // 100, disabled), flat=flat)
