"""What a share found in a sample says about the whole: Wilson's interval at 95 per cent, in whole numbers."""

from math import isqrt
from typing import Final

import msgspec

Z_SQUARED: Final = 38_416
"""1.96² in ten-thousandths: the 95 per cent point of the normal distribution, squared."""

_UNIT: Final = 10_000


class Share(msgspec.Struct, frozen=True):
    """A share of `part` in `whole`, and between which bounds the true one lies (per mille, rounded outwards)."""

    part: int
    whole: int
    low: int
    high: int


def wilson(part: int, whole: int) -> Share:
    """Wilson's score interval (Wilson 1927); of nothing, nothing is known."""
    if whole == 0:
        return Share(0, 0, 0, 1000)
    middle = 2 * part * _UNIT + Z_SQUARED
    spread = isqrt(Z_SQUARED * (Z_SQUARED * whole + 4 * part * (whole - part) * _UNIT) // whole) + 1
    below = 2 * (whole * _UNIT + Z_SQUARED)
    low, high = (middle - spread) * 1000 // below, -(-(middle + spread) * 1000 // below)
    return Share(part, whole, max(0, low), min(1000, high))
