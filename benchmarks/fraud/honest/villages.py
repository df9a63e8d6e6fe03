"""Villages, so few that each has many certificates."""

import numpy as np

from benchmarks.fraud.calendar import Chance, Ints


def villages(rng: Chance, place: Ints, persons: int) -> Ints:
    """A village of each place, each large enough that chance says little."""
    each = max(1, persons // 2_000)
    return np.asarray(place * 1_000_000 + 100_000 + rng.integers(0, each, len(place)) * 200)
