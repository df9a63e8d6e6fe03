"""The columns of a programme's sheet: heading, English name, and the place of its values in the form."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from marshmallow import Schema
from openpyxl.utils import get_column_letter

from api.forms.sheet import Raw
from api.schemas.fields import FormField, Group
from api.schemas.form import ApplicationForm
from api.schemas.problems import Problem
from api.schemas.texts import Text
from domain.errors import Refusal

EACH: Final = "[]"
"""Stands in a path for the items of a list."""


class HeadingUnknown(Refusal):
    """第 1 行此列的栏目名称不在空白申请表中。

    The heading of this column, in line 1, is not one of the blank form.
    """


class HeadingTwice(Refusal):
    """栏目「{heading}」出现了两次。

    The column "{heading}" stands there twice.
    """


class HeadingMissing(Refusal):
    """缺少栏目「{heading}」({name})。

    The column "{heading}" ({name}) is missing.
    """


class Column(NamedTuple):
    """A column; `level` counts the lists around it."""

    heading: str
    name: str
    path: tuple[str, ...]
    field: FormField[Any]

    @property
    def level(self) -> int:
        """How many lists the column lies in."""
        return self.path.count(EACH)


NUMBER: Final = Column(
    "申请编号",
    "form_number",
    ("form_number",),
    Text("申请编号", example="1", note="同一申请的各行填同一编号", default=""),
)
"""Which application a row belongs to."""


def columns_of(form: ApplicationForm) -> tuple[Column, ...]:
    """Every column of the form, in its order; the programme itself is not one."""
    return (NUMBER, *_columns(form, ()))


def fields_of(schema: Schema) -> tuple[Column, ...]:
    """Every field of a form that is no sheet, in its order."""
    return tuple(_columns(schema, ()))


def _columns(schema: Schema, path: tuple[str, ...], prefix: str = "") -> Iterator[Column]:
    for name, field in schema.fields.items():
        here = (*path, name)
        if isinstance(field, Group):
            yield from _columns(field.schema, (*here, EACH) if field.many else here, field.zh or "")
        elif isinstance(field, FormField) and here != ("programme",):
            yield Column(f"{prefix}{field.zh}", _name(here), here, field)


def lists_of(schema: Schema, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], str]:
    """Every list in the form, outer ones first, with the field that tells its items apart."""
    lists: dict[tuple[str, ...], str] = {}
    for name, field in schema.fields.items():
        if isinstance(field, Group):
            here = (*path, name, EACH) if field.many else (*path, name)
            lists |= ({here: field.key} if field.many else {}) | lists_of(field.schema, here)
    return lists


def _name(path: tuple[str, ...]) -> str:
    """The English name: the path without the word `facts` and without the marks of lists."""
    return ".".join(part for part in path if part not in ("facts", EACH))


def letter(index: int) -> str:
    """The letter of a column, counted from 0."""
    return get_column_letter(index + 1)


def matched(headings: tuple[Raw, ...], columns: tuple[Column, ...]) -> tuple[dict[int, Column], list[Problem]]:
    """Which column stands where in the sheet, and what is wrong with the headings."""
    known = {name: column for column in columns for name in (_plain(column.heading), column.name)}
    placed: dict[int, Column] = {}
    problems: list[Problem] = []
    for index, heading in enumerate(headings):
        column = known.get(_plain(heading))
        if heading is None:
            continue
        if column is None:
            # The heading is not repeated: where line 1 is missing, it is somebody's number.
            problems.append(_problem(HeadingUnknown(field="file"), index, ""))
        elif column in placed.values():
            problems.append(_problem(HeadingTwice(field="file", heading=column.heading), index, column.heading))
        else:
            placed[index] = column
    return placed, problems


def missing(placed: dict[int, Column], columns: tuple[Column, ...], optional: set[str]) -> Iterator[Problem]:
    """The columns that must be there and are not; `optional` names more that need not be."""
    several = any(column.level for column in columns)
    for column in columns:
        needed = column.field.required or (column == NUMBER and several)
        if needed and column.name not in optional and column not in placed.values():
            refusal = HeadingMissing(field="file", heading=column.heading, name=column.name)
            yield Problem(path=column.path, heading=column.heading, refusal=refusal, line=1)


def _plain(heading: Raw) -> str:
    return "".join(str(heading or "").split()).lower()


def _problem(refusal: Refusal, index: int, heading: str) -> Problem:
    return Problem(path=(), heading=heading, refusal=refusal, line=1, column=letter(index))
