"""When the next attempt is due: later with every failure, unevenly, and not before the receiver wants it."""

from datetime import UTC, datetime, timedelta
from typing import Final

SECOND: Final = 1_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE

WAITS: Final = (
    5 * SECOND,
    30 * SECOND,
    2 * MINUTE,
    10 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    4 * HOUR,
    8 * HOUR,
)
"""How many milliseconds to wait after the first, second … failure in a row; the last one counts for all that follow."""

LONGEST: Final = 24 * HOUR
"""A receiver that asks for more patience than this is asked again all the same."""

WHOLE: Final = 1_000
"""Jitter is given in thousandths, from 0 up to this."""

PATIENCE: Final = timedelta(days=5)
"""How long a receiver may fail before its webhook is paused."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def millisecond(now: datetime) -> int:
    """The moment as whole milliseconds since 1970, as it stands in the tables."""
    return (now - _EPOCH) // timedelta(milliseconds=1)


def wait(failures: int, *, jitter: int, asked: int = 0) -> int:
    """How many milliseconds to wait after so many failures in a row.

    `jitter` (0 to 1000) adds up to half, so that receivers that failed together are not all tried together; `asked` is
    what the receiver asked for.
    """
    planned = WAITS[min(failures, len(WAITS)) - 1]
    return max(planned + planned * jitter // WHOLE // 2, min(asked, LONGEST))


def too_long(failing_since: int, now: int, patience: timedelta) -> bool:
    """Whether a receiver has failed for so long that its webhook rests."""
    return failing_since > 0 and now - failing_since >= patience // timedelta(milliseconds=1)
