"""How many wrong passwords are taken, and for how long nothing is taken then."""

from datetime import datetime, timedelta
from typing import Final

FREE_TRIES: Final = 5
"""GB/T 22239-2019 §8.1.4.1 b) asks for a limit and names none; five are enough for a tired officer."""

FIRST_LOCK: Final = timedelta(minutes=10)
"""The first lock; each further failure doubles it."""

LONGEST_LOCK: Final = timedelta(days=1)
"""Longer would let anybody keep an officer out for weeks with one request a day."""

MOST_TRIES: Final = 100
"""NIST SP 800-63B-4 §3.2.2: after so many failures in a row only an administrator opens the account again."""

FOR_EVER: Final = timedelta(days=36_500)
"""Until somebody unlocks it."""


def locked_until(failures: int, now: datetime) -> datetime | None:
    """Until when nothing is tried after so many failures in a row; None = try again."""
    if failures < FREE_TRIES:
        return None
    if failures >= MOST_TRIES:
        return now + FOR_EVER
    # 256 locks are longer than the longest already; the exponent need not grow with the failures.
    return now + min(FIRST_LOCK * (1 << min(failures - FREE_TRIES, 8)), LONGEST_LOCK)
