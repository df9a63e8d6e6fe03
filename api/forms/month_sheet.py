"""A sheet of placement months (CSV or XLSX): every line read, every mistake with its line and column."""

from collections.abc import Iterator
from typing import Any

import msgspec

from api.forms.columns import Column, fields_of, letter, matched, missing
from api.forms.sheet import Row, Sheet
from api.schemas.form import loaded
from api.schemas.placement_months import PlacementMonth
from api.schemas.problems import FormInvalid, Problem
from domain.errors import Refusal


def months_in(sheet: Sheet) -> list[tuple[int, dict[str, Any]]]:
    """The months with their lines; refused with every mistake of the whole sheet at once."""
    schema = PlacementMonth()
    placed, problems = matched(sheet.headings, fields_of(schema))
    problems += missing(placed, fields_of(schema), set())
    if problems:
        raise FormInvalid(tuple(problems))
    months: list[tuple[int, dict[str, Any]]] = []
    for row in sheet.rows:
        try:
            months.append((row.line, loaded(schema, dict(_cells(row, placed)))))
        except FormInvalid as invalid:
            problems += (_on_line(problem, row.line, placed) for problem in invalid.problems)
    if problems:
        raise FormInvalid(tuple(problems))
    return months


def _cells(row: Row, placed: dict[int, Column]) -> Iterator[tuple[str, Any]]:
    for index, column in placed.items():
        value = row.cells[index] if index < len(row.cells) else None
        if isinstance(value, Refusal):
            raise FormInvalid((Problem(path=column.path, heading=column.heading, refusal=value),))
        if value is not None:
            yield column.name, value


def _on_line(problem: Problem, line: int, placed: dict[int, Column]) -> Problem:
    at = next((index for index, column in placed.items() if column.path == problem.path), None)
    return msgspec.structs.replace(problem, line=line, column="" if at is None else letter(at))
