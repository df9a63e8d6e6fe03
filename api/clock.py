"""The one place where the clock is read."""

from datetime import UTC, date, datetime
from typing import Final

from domain.errors import Refusal
from ledger.commands.base import CHINA


class NowNotYours(Refusal):
    """只有演示账套可以用 --now 指定时间;正式账套一律取系统时间。

    Only a demonstration book lets you say what time it is (--now); any other takes the time of the clock.
    """


YEARS: Final = range(1949, 2200)
"""The years in which a demonstration may play: far enough from both ends of the calendar for every span of ours."""


class NotATime(Refusal):
    """时间应写作 2024-03-01T09:00:00+08:00,年份为 {first} 至 {last}。

    A time is written as 2024-03-01T09:00:00+08:00, in a year from {first} to {last}.
    """


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day in China."""
    return now().astimezone(CHINA).date()


def now_or(text: str, mode: str) -> datetime:
    """This moment, or the one that a demonstration asks for."""
    if not text:
        return now()
    if mode != "demo":
        raise NowNotYours(field="now")
    refusal = NotATime(field="now", first=YEARS[0], last=YEARS[-1])
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise refusal from None
    if moment.year not in YEARS:
        raise refusal
    return (moment if moment.tzinfo else moment.replace(tzinfo=CHINA)).astimezone(UTC)
