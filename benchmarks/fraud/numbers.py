"""Join keys: an ordinal of a kind becomes a number that looks like a keyed digest, or a text for a source file."""

from typing import Final
from zlib import crc32

import numpy as np

from benchmarks.fraud.calendar import Ints
from domain.identity import check_character, uscc_check_character
from domain.places import counties_in

SHARD_BITS: Final = 26
"""A shard numbers its things from its own number << SHARD_BITS on."""

WHOLE: Final = "000000"

_STEPS: Final = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))


def numbers(seed: int, kind: str, ordinals: Ints) -> Ints:
    """One number for each ordinal, never the same for two of a kind (splitmix64 is a bijection)."""
    salt = (crc32(kind.encode()) << 32 | seed & 0xFFFFFFFF) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
    mixed = ordinals.astype(np.uint64) + np.uint64(salt)
    for shift, factor in _STEPS:
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return (mixed ^ (mixed >> np.uint64(31))).view(np.int64)


def resident_ids(birth_days: Ints) -> list[str]:
    """A number with the sequence code 000 for each person: whoever was born on one day gets regions of their own."""
    regions, used, found = counties_in(WHOLE), dict[int, int](), list[str]()
    for day in birth_days.tolist():
        used[day] = used.get(day, -1) + 1
        first = f"{regions[used[day]]}{np.datetime64(day, 'D').astype(object):%Y%m%d}000"
        found.append(first + check_character(first))
    return found


def credit_code(ordinal: int) -> str:
    """A company that does not exist: organisation number 00000…, 10,000 for each county."""
    first = f"91{counties_in(WHOLE)[ordinal // 10_000]}00000{ordinal % 10_000:04d}"
    return first + uscc_check_character(first)
