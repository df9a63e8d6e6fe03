"""What the matrix says of two cases: they exclude each other, or one tops the other up."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

import msgspec

from domain.calendar import Month, months_between
from domain.cross_use.cells import Cell
from domain.cross_use.uses import Benefit, Use
from domain.errors import Refusal
from domain.money import Rounding, round_fen
from domain.plans.implementer import Implementer
from domain.working import Offset

IMPLEMENTERS: Final[tuple[Implementer, ...]] = (
    Implementer(
        kind="rule",
        code="cross_use",
        name_zh="避免交叉使用",
        name_en="No cross-use of support funds",
        rules=("P1-052",),
    ),
)


class CrossUseExcluded(Refusal):
    """「{programme}」与案件 {case} 的「{other}」不得同时享受({scope},{span}),依据:{clause}。

    "{programme}" and "{other}" of case {case} exclude each other ({scope}, {span}) by {clause}.
    """


class GrantedOnceOnly(Refusal):
    """「{programme}」与案件 {case} 的「{other}」只能享受一次({scope},{span}),依据:{clause}。

    "{programme}" and "{other}" of case {case} are granted once only ({scope}, {span}) by {clause}.
    """


class CrossUseLocked(Refusal):
    """案件 {case} 已选定「{other}」,{months} 个月内不得变更为「{programme}」,{until} 起方可,依据:{clause}。

    Case {case} chose "{other}"; it binds for {months} months, so "{programme}" is possible from {until} on, by
    {clause}.
    """


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """A cell that two cases violate; `until` is the first month in which a lock has ended."""

    cell: Cell
    mine: Benefit
    other: Benefit
    until: Month | None = None

    def refusal(self) -> Refusal:
        """The rule as a refusal: the other case, the cell, and its clause."""
        terms, provision = self.cell.terms, self.cell.provision
        details = {
            "programme": self.mine.programme,
            "other": self.other.programme,
            "case": self.other.case,
            "clause": provision.authority,
        }
        if self.until is not None:
            return CrossUseLocked(
                field=provision.key, rule=provision.authority, months=terms.months, until=self.until, **details
            )
        kind = GrantedOnceOnly if terms.relation == "once" else CrossUseExcluded
        return kind(field=provision.key, rule=provision.authority, scope=terms.scope, span=terms.span, **details)


def conflicts(cells: Iterable[Cell], mine: Benefit, others: Iterable[Benefit]) -> Iterator[Conflict]:
    """Every cell that forbids the case beside another one."""
    others = tuple(others)
    for cell in cells:
        if cell.terms.relation == "lock":
            yield from _locked(cell, mine, others)
        elif cell.terms.relation in ("exclusive", "once"):
            for other in others:
                if any(_meet(cell, one, another) for one, another in _pairs(cell, mine, other)):
                    yield Conflict(cell=cell, mine=mine, other=other)


def offsets(cells: Iterable[Cell], mine: Benefit, others: Iterable[Benefit]) -> tuple[Offset, ...]:
    """What was granted already under a cell by which only the higher of two benefits is due (fen, by month shared)."""
    others = tuple(others)
    return tuple(
        _offset(cell, other, amount)
        for cell in cells
        if cell.terms.relation == "max"
        for other in others
        if (amount := _already(cell, mine, other)) > 0
    )


def _pairs(cell: Cell, mine: Benefit, other: Benefit) -> Iterator[tuple[Use, Use]]:
    """The uses of both cases that the cell sets against each other: of one subject, one on each side."""
    scope, sides = cell.terms.scope, {(cell.terms.first, cell.terms.second), (cell.terms.second, cell.terms.first)}
    for here, there in sides:
        for one in mine.of(here, scope):
            yield from ((one, another) for another in other.of(there, scope) if one.subject == another.subject)


def _meet(cell: Cell, one: Use, other: Use) -> bool:
    match cell.terms.span:
        case "month":
            return not one.months.isdisjoint(other.months)
        case "year":
            return not _years(one).isdisjoint(_years(other))
        case "course":
            return one.period == other.period
        case "ever":
            return True


def _years(use: Use) -> frozenset[int]:
    return frozenset(month.year for month in use.months)


def _locked(cell: Cell, mine: Benefit, others: Iterable[Benefit]) -> Iterator[Conflict]:
    """The first choice binds for its months, whatever renewed it since; another one nearer than that is refused."""
    chosen = [(_begun(there), _begun(here), other) for other in others for here, there in _sides(cell, mine, other)]
    if not chosen:
        return
    first, wanted, other = min(chosen, key=lambda choice: choice[0])
    if abs(months_between(first, wanted)) < cell.terms.months:
        yield Conflict(cell=cell, mine=mine, other=other, until=min(first, wanted).plus(cell.terms.months))


def _sides(cell: Cell, mine: Benefit, other: Benefit) -> Iterator[tuple[list[Use], list[Use]]]:
    """The uses of one subject on the two sides of a cell."""
    pairs = tuple(_pairs(cell, mine, other))
    for subject in sorted({one.subject for one, _ in pairs}):
        yield [a for a, _ in pairs if a.subject == subject], [b for a, b in pairs if a.subject == subject]


def _begun(uses: list[Use]) -> Month:
    return min(min(use.months) for use in uses)


def _already(cell: Cell, mine: Benefit, other: Benefit) -> int:
    """The part of the other's amount (fen) that falls into the months, years or courses that both claim."""
    shared = {another for one, another in _pairs(cell, mine, other) if _meet(cell, one, another)}
    if not shared or not other.amount:
        return 0
    if cell.terms.span != "month":
        return other.amount
    claimed = {(use.subject, use.item, month) for use in other.uses for month in use.months}
    ours = frozenset(month for use in mine.uses for month in use.months)
    meeting = {(use.subject, use.item, month) for use in shared for month in use.months & ours}
    return round_fen(other.amount * Fraction(len(meeting), len(claimed)), Rounding.FEN_HALF_UP)


def _offset(cell: Cell, other: Benefit, amount: int) -> Offset:
    provision = cell.provision
    return Offset(
        case=other.case,
        programme=other.programme,
        amount=amount,
        authority=provision.authority,
        source=provision.source,
        grade=provision.grade,
    )
