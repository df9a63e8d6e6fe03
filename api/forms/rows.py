"""From rows to forms: the rows of one application are joined, and every value keeps the cell that it came from."""

from collections.abc import Iterable
from itertools import accumulate, pairwise
from typing import Any

from api.forms.cells import value_of
from api.forms.columns import EACH, NUMBER, Column, letter
from api.forms.sheet import Raw, Row
from api.schemas.problems import Path, Problem
from api.schemas.refusals import FieldMissing
from domain.errors import Refusal

Placed = dict[int, Column]
"""Which column stands where in the sheet."""
Lists = dict[tuple[str, ...], str]
"""The lists of a form, outer ones first, each with the field that tells its items apart (blank: every row is one)."""


class RowsDiffer(Refusal):
    """同一申请(或同一人)的各行内容不一致:本行与前面的行不同;相同内容可以只在首行填写。

    The rows of one application (or person) disagree with each other; what is the same may stand once.
    """


class NumberTwice(Refusal):
    """申请编号与第 {line} 行重复;本项目每件申请只有一行。

    The application number stands in line {line} already; this programme has one row per application.
    """


def grouped(rows: Iterable[Row], placed: Placed) -> list[list[Row]]:
    """Rows by application: by number, where a blank number goes on with the row above if there are lists to fill."""
    several = any(column.level for column in placed.values())
    at = next((index for index, column in placed.items() if column == NUMBER), None)
    groups: dict[str, list[Row]] = {}
    key = ""
    for row in rows:
        number = _cell(row, at)
        if number is not None or not several:
            key = f"line {row.line}" if number is None or isinstance(number, Refusal) else f"number {number}"
        groups.setdefault(key, []).append(row)
    return list(groups.values())


def _cell(row: Row, index: int | None) -> Raw:
    return row.cells[index] if index is not None and index < len(row.cells) else None


class Joined:
    """One application as its rows say it: the data of a form, and line and column letter of every value."""

    def __init__(self, rows: list[Row], placed: Placed, lists: Lists) -> None:
        self.line = rows[0].line
        self.data: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self._where: dict[Path, tuple[int, str]] = {}
        self._raw: dict[Path, Raw] = {}
        self._items: dict[Path, list[Raw]] = {}
        self._placed = placed
        self._lists = lists
        self._numbered = next((index for index, column in placed.items() if column == NUMBER), 0)
        for row in rows:
            self._add(row)

    def located(self, path: Path) -> tuple[int, str]:
        """Line and column of a value, of the first thing inside a group, or of the application."""
        inside = (place for known, place in self._where.items() if path and known[: len(path)] == path)
        return self._where.get(path) or next(inside, (self.line, ""))

    def path_of(self, field: str) -> Path:
        """The first value of a field by its last name; empty where there is none."""
        return next((path for path in self._where if path[-1] == field), ())

    def _add(self, row: Row) -> None:
        if row.line != self.line and not self._lists:
            self._refuse(row, self._numbered, (), NumberTwice(field=NUMBER.name, line=self.line))
            return
        items = self._items_of(row)
        for index, column in self._placed.items():
            raw, path = _cell(row, index), _concrete(column.path, items)
            if column == NUMBER:
                self._number(row, raw)
            elif path is not None:
                self._set(row, index, path, raw)

    def _number(self, row: Row, raw: Raw) -> None:
        if isinstance(raw, Refusal):
            self._refuse(row, self._numbered, (), raw)
        elif raw is None and row.line == self.line and self._lists:
            self._refuse(row, self._numbered, (), FieldMissing(field=NUMBER.name))

    def _items_of(self, row: Row) -> dict[tuple[str, ...], int]:
        """Which item of each list the row belongs to; a list of which the row says nothing has none."""
        items: dict[tuple[str, ...], int] = {}
        for path, key in self._lists.items():
            inside = {c.path: _cell(row, i) for i, c in self._placed.items() if c.path[: len(path)] == path}
            around = _concrete(path[:-1], items)
            if around is not None and any(raw is not None for raw in inside.values()):
                items[path] = self._item(around, inside.get((*path, key)) if key else row.line)
        return items

    def _item(self, around: Path, key: Raw) -> int:
        known = self._items.setdefault(around, [])
        if key is None and known:
            return len(known) - 1
        if key is None or key not in known:
            known.append(key)
            _put(self.data, (*around, len(known) - 1), {})
        return known.index(key)

    def _set(self, row: Row, index: int, path: Path, raw: Raw) -> None:
        first, where = self._raw.get(path), (row.line, letter(index))
        if raw is None or raw == first:
            self._where.setdefault(path, where)
        elif first is not None:
            self._refuse(row, index, path, RowsDiffer(field=self._placed[index].name))
        else:
            self._where[path], self._raw[path] = where, raw
            self._take(row, index, path, raw)

    def _take(self, row: Row, index: int, path: Path, raw: Raw) -> None:
        column = self._placed[index]
        try:
            _put(self.data, path, value_of(raw, column.field, column.heading))
        except Refusal as refusal:
            self._refuse(row, index, path, refusal)

    def _refuse(self, row: Row, index: int, path: Path, refusal: Refusal) -> None:
        heading, where = self._placed[index].heading, letter(index)
        self.problems.append(Problem(path=path, heading=heading, refusal=refusal, line=row.line, column=where))


def _concrete(path: tuple[str, ...], items: dict[tuple[str, ...], int]) -> Path | None:
    """The path with the numbers of the items in it; None where the row has no such item."""
    found: list[str | int] = []
    for around in accumulate((part,) for part in path):
        if around[-1] != EACH:
            found.append(around[-1])
        elif around in items:
            found.append(items[around])
        else:
            return None
    return tuple(found)


def _put(data: dict[str, Any], path: Path, value: object) -> None:
    """Put a value at its place; lists are as long as they have to be already, but for their next item."""
    at: Any = data
    for part, following in pairwise(path):
        if isinstance(part, str):
            at.setdefault(part, [] if isinstance(following, int) else {})
        at = at[part]
    if isinstance(at, list):
        at.append(value)
    else:
        at[path[-1]] = value
