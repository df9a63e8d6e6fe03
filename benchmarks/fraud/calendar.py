"""Days and months as whole numbers, as the tables of evidence count them."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Chance = np.random.Generator

NONE: Final = -1
"""What a column holds where there is no value; an open end too."""

MONTHS: Final = 24
FIRST: Final = 2023 * 12
"""January 2023 as year × 12 + month - 1: the first of the months of a population."""

LAST: Final = FIRST + MONTHS - 1

_EPOCH: Final = 1970 * 12


def first_day(month: Ints | int) -> Ints:
    """The first day of a month."""
    stamps = (np.asarray(month, dtype=np.int64) - _EPOCH).astype("datetime64[M]").astype("datetime64[D]")
    return np.asarray(stamps.astype(np.int64))


def last_day(month: Ints | int) -> Ints:
    """The last day of a month."""
    return first_day(np.asarray(month, dtype=np.int64) + 1) - 1


def month_of(day: Ints | int) -> Ints:
    """The month in which a day lies."""
    stamps = np.asarray(day, dtype=np.int64).astype("datetime64[D]").astype("datetime64[M]")
    return np.asarray(stamps.astype(np.int64) + _EPOCH)


def later(day: Ints, months: Ints | int) -> Ints:
    """The same day of the month so many months later; a 31st becomes the last day there is."""
    month = month_of(day)
    wanted = first_day(month + months) + (day - first_day(month))
    return np.minimum(wanted, last_day(month + months))


AS_OF: Final = int(last_day(LAST)) + 20
"""The day as of which registers were taken."""

WINDOW_BEGIN: Final = int(first_day(FIRST))
WINDOW_END: Final = int(last_day(LAST))
