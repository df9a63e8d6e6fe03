"""The targets as the statute book has them: a goal, what counts towards it, and how it is counted."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Final, Literal

import msgspec

from domain import places
from domain.errors import NotFound, Refusal
from domain.plans.implementer import Implementer
from domain.statutes.book import Law, Provision, StatuteBook
from domain.statutes.loader import load_statutes

PROGRAMME: Final = "targets"
"""The name under which the statute book keeps targets."""

COUNTS_KEY: Final = "new_employment_counts"
"""The provision that says whether 新增就业 is a person or a placement, where the plan does not say so."""

REPORTED: Final = "reported"
SHARE: Final = "share"

Counts = Literal["distinct_subject", "quantity"]
Basis = Literal["total", "yearly", "stock", "share", "reported"]
Per = Literal["self", "prefecture", "county"]
Unit = Literal["persons", "person_times", "posts", "bases", "bodies", "agencies", "projects", "outlets", "percent"]


class TargetMalformed(Refusal):
    """目标「{code}」的数据有误:{problem}。

    The data of the target "{code}" is wrong: {problem}.
    """


class TargetNotOfPlace(Refusal):
    """目标「{code}」不属于 {place}。

    The target "{code}" is not one of {place}.
    """


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The value of a provision of a target, as the file has it."""

    zh: str
    en: str
    rules: tuple[str, ...]
    measures: tuple[str, ...]
    basis: Basis
    goal: str
    unit: Unit
    per: Per
    counts: Counts | Literal[""] = ""


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """One target of one plan, between `begins` and `ends`, for the whole of `place` or for each place of `per` in it.

    `measures` name what counts. On the basis `total` it is summed from the beginning, `yearly` within each year;
    `stock` is what there is on a day, `share` how far a duty of the service register is met, `reported` a figure of the
    statistics.
    """

    code: str
    place: str
    begins: date
    ends: date
    zh: str
    en: str
    rules: tuple[str, ...]
    measures: tuple[str, ...]
    basis: Basis
    goal: Fraction
    unit: Unit
    per: Per
    counts: Counts | Literal[""]
    authority: str
    source: str
    grade: str
    note: str

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the plan."""
        return tuple(range(self.begins.year, self.ends.year + 1))

    def aims(self) -> tuple[str, ...]:
        """The places that have the goal each for itself."""
        if self.per == "self":
            return (self.place,)
        return tuple(code for code in places.places_within(self.place) if places.level_of(code) == self.per)

    def how_counted(self, law: Law, day: date) -> tuple[Counts, Provision | None]:
        """By persons or by quantity; where the plan does not say, by the place's choice, which is cited."""
        if self.basis in (SHARE, REPORTED):
            return "quantity", None
        if self.counts:
            return self.counts, None
        chosen = law.at(COUNTS_KEY, day)
        return msgspec.convert(chosen.text, Counts), chosen


def targets_of(statutes: StatuteBook, known_on: date) -> tuple[Target, ...]:
    """Every target published by `known_on`; the last publication of a row stands for it."""
    return tuple(_target(row) for row in statutes.latest(PROGRAMME, known_on) if row.unit == "table")


def target_of(statutes: StatuteBook, known_on: date, code: str) -> Target:
    """The target of that code; raises NotFound."""
    named = [target for target in targets_of(statutes, known_on) if target.code == code]
    if not named:
        raise NotFound(field="target", what="target", key=code)
    return named[-1]


def _target(row: Provision) -> Target:
    try:
        table = msgspec.convert(row.table, _Table)
        goal = Fraction(table.goal)
    except (msgspec.ValidationError, ValueError, ZeroDivisionError) as error:
        raise TargetMalformed(field=row.key, rule=row.authority, code=row.key, problem=error) from error
    problem = _problem(table, goal, row)
    if problem:
        raise TargetMalformed(field=row.key, rule=row.authority, code=row.key, problem=problem)
    return Target(
        code=row.key,
        place=row.place,
        begins=row.valid_from,
        ends=row.valid_to or date.max,
        authority=row.authority,
        source=row.source,
        grade=row.grade,
        note=row.note,
        **(msgspec.structs.asdict(table) | {"goal": goal}),
    )


def _problem(table: _Table, goal: Fraction, row: Provision) -> str:
    """Why the row makes no target; empty where it does."""
    if row.valid_to is None:
        return "没有期限 it has no end"
    if goal <= 0:
        return "目标值必须大于零 the goal must be greater than zero"
    if not table.measures:
        return "没有说明算什么 it does not say what counts"
    return ""


def implementers() -> Iterator[Implementer]:
    """Each shipped target with the rows that it carries out."""
    for target in targets_of(load_statutes(demo=False), date.max):
        yield Implementer(kind="target", code=target.code, name_zh=target.zh, name_en=target.en, rules=target.rules)
