"""From rows to forms: rows of one application are joined, and every value keeps the line and column it came from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from api.forms.cells import value_of
from api.forms.columns import EACH, NUMBER, Column, letter
from api.forms.sheet import Row
from api.schemas.fields import Group
from api.schemas.form import ApplicationForm
from api.schemas.problems import Path, Problem
from domain.errors import Refusal


class RowsDiffer(Refusal):
    """同一申请的各行内容不一致:本行与第 {line} 行不同;相同内容可以只在首行填写。

    The rows of one application disagree: this one differs from line {line}; what is the same may stand once.
    """


class NumberTwice(Refusal):
    """申请编号与第 {line} 行重复;本项目每件申请只有一行。

    The application number stands in line {line} already; this programme has one row per application.
    """


@dataclass
class Joined:
    """One application as its rows say it. `where` tells line and column letter of each value."""

    line: int
    data: dict[str, Any] = field(default_factory=dict)
    where: dict[Path, tuple[int, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    items: dict[tuple[Path, object], int] = field(default_factory=dict)
    counts: dict[Path, int] = field(default_factory=dict)

    def located(self, path: Path) -> tuple[int, str]:
        """Line and column of a value, of the first thing inside a group, or of the application."""
        if path in self.where:
            return self.where[path]
        inside = (place for known, place in self.where.items() if known[: len(path)] == path)
        return next(inside, (self.line, "")) if path else (self.line, "")


def joined(rows: Iterable[Row], placed: dict[int, Column], form: ApplicationForm) -> Iterator[Joined]:
    """The applications of a sheet, in the order of their first rows."""
    several = any(column.level for column in placed.values())
    number_at = next((index for index, column in placed.items() if column == NUMBER), None)
    known: dict[object, Joined] = {}
    last: Joined | None = None
    for row in rows:
        number = row.cells[number_at] if number_at is not None and number_at < len(row.cells) else None
        one = (last if number is None else known.get(number)) if several else None
        if one is None:
            one = Joined(row.line)
            _check_number(one, known.get(number), number_at)
            known.setdefault(number if number is not None else row.line, one)
        _add(one, row, placed, form)
        last = one
    yield from _each_once(known)
'''
