"""Figures of the statistics: what no ledger can count, reported by whoever may, with its document."""

import re
from fractions import Fraction
from typing import ClassVar, Final

import msgspec

from domain.act import Act
from domain.actor import authorise
from domain.errors import Refusal
from domain.events import Event, Recorded
from domain.targets.goals import REPORTED, Target, TargetNotOfPlace

ROLE: Final = "statistics_officer"
_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,4})?")


class FigureNotExact(Refusal):
    """统计数「{value}」应为精确小数,至多四位,例如 65.2。

    The figure "{value}" must be an exact decimal of at most four places, such as 65.2.
    """


class TargetIsCounted(Refusal):
    """目标「{code}」由账本中的事件计算,不接受填报的数字。

    The target "{code}" is counted from events of the book; no reported figure is taken.
    """


class YearOutsideTarget(Refusal):
    """目标「{code}」的期限是 {begins} 至 {ends} 年,不含 {year} 年。

    The target "{code}" runs from {begins} to {ends}; {year} is outside it.
    """


class SameFigure(Refusal):
    """{year} 年度的统计数已登记为 {value},没有变化。

    The figure of {year} stands as {value} already.
    """


class FigureBeforeYearEnd(Refusal):
    """{year} 年尚未结束,没有全年的统计数。

    {year} is not over; there is no figure of the whole year.
    """


class FigureReported(Event, frozen=True, kw_only=True):
    """A figure of a year, an exact decimal in the unit of the target; a later report replaces an earlier one."""

    topic: ClassVar[str] = "target.FigureReported"
    target: str
    place: str
    year: int
    value: str
    unit: str
    document: str


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What was reported of a target at a place, by year."""

    by_year: dict[int, str]


def stream_of(code: str, place: str) -> str:
    """The stream of a target's figures at a place."""
    return f"target:{code}:{place}"


def evolve(state: Figures | None, recorded: Recorded) -> Figures | None:
    """Fold one event into the figures."""
    event = recorded.event
    if not isinstance(event, FigureReported):
        return state
    return Figures(by_year={**(state.by_year if state else {}), event.year: event.value})


def exact(value: str) -> Fraction:
    """The figure as an exact number; raises FigureNotExact."""
    if not _NUMBER.fullmatch(value):
        raise FigureNotExact(field="value", value=value)
    return Fraction(value)


def report(
    state: Figures | None, *, target: Target, place: str, year: int, value: str, document: str, act: Act
) -> Event:
    """Report the figure of a year that is over, for a target that only the statistics know."""
    authorise(act.actor, "statistics", ROLE, place)
    exact(value)
    if REPORTED not in target.measures:
        raise TargetIsCounted(field="target", rule=target.authority, code=target.code)
    if place not in target.aims():
        raise TargetNotOfPlace(field="place", rule=target.authority, code=target.code, place=place)
    if year not in target.years:
        begins, ends = target.years[0], target.years[-1]
        raise YearOutsideTarget(field="year", code=target.code, year=year, begins=begins, ends=ends)
    if act.on.year <= year:
        raise FigureBeforeYearEnd(field="year", year=year)
    if state and state.by_year.get(year) == value:
        raise SameFigure(field="value", year=year, value=value)
    return FigureReported(target=target.code, place=place, year=year, value=value, unit=target.unit, document=document)
