"""Reads the statute book from TOML files and refuses every row that could not be defended before an auditor.

A file is `<place>/<programme>.toml`, or `demo/<place>/<programme>.toml` for values that no document gives. This is the
one place in `domain` that reads files: they are part of the package, read once and kept.
"""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

from domain.errors import Refusal
from domain.places import MalformedPlace, UnknownPlace, parse_place
from domain.statutes import units
from domain.statutes.book import DEMO, Provision, StatuteBook

ROOT: Final = Path(__file__).parent
GRADES: Final = frozenset("ABCDR")
"""A law or government site, B press or professional site, C repost, D summary of an official page, R unconfirmed."""

_COLUMNS = frozenset(Provision.__struct_fields__) - {"programme", "place"}
_REQUIRED = ("key", "value", "unit", "valid_from", "published_on", "authority", "source", "grade")
_DATES = ("valid_from", "valid_to", "published_on")

Row = dict[str, Any]
Problem = tuple[type[Refusal], str, dict[str, Any]]


class StatuteFileUnreadable(Refusal):
    """法规数据文件 {file} 无法读取:{problem}。

    The statute file {file} cannot be read: {problem}.
    """


class WrongPlaceFolder(Refusal):
    """{file} 所在文件夹不是已知的行政区划代码(GB/T 2260),应为「区划代码/项目.toml」。

    {file} is not in the folder of a known GB/T 2260 place; it must be "place/programme.toml".
    """


class FloatInStatute(Refusal):
    """{file} 第 {row} 条「{key}」含有浮点数 {value};精确数值请写成带引号的文字。

    {file}, row {row} "{key}": {value} is a float; write exact numbers in quotes.
    """


class MissingAuthority(Refusal):
    """{file} 第 {row} 条「{key}」缺少 {column};没有依据的数值不予采用。

    {file}, row {row} "{key}": {column} is missing; a value without authority is not used.
    """


class UnknownStatuteKey(Refusal):
    """{file} 第 {row} 条「{key}」有未知的栏目 {column}。

    {file}, row {row} "{key}": unknown column {column}.
    """


class UnknownGrade(Refusal):
    """{file} 第 {row} 条「{key}」的证据等级「{grade}」未知;应为 A、B、C、D、R(可用 / 并列)或 demo。

    {file}, row {row} "{key}": unknown grade "{grade}"; use A, B, C, D, R (joined by /) or demo.
    """


class UnitUnknown(Refusal):
    """{file} 第 {row} 条「{key}」的单位「{unit}」未知。

    {file}, row {row} "{key}": unknown unit "{unit}".
    """


class ValueDoesNotFit(Refusal):
    """{file} 第 {row} 条「{key}」的{column}「{value}」不符合格式({wanted})。

    {file}, row {row} "{key}": {column} "{value}" is not of the form {wanted}.
    """


class ValidityReversed(Refusal):
    """{file} 第 {row} 条「{key}」的有效期倒置:{valid_from} 起,{valid_to} 止。

    {file}, row {row} "{key}": it ends on {valid_to}, before it begins on {valid_from}.
    """


class DemoOutsideDemoFolder(Refusal):
    """{file} 第 {row} 条「{key}」的等级为「{grade}」:演示值只能放在 demo 文件夹,demo 文件夹也只能放演示值。

    {file}, row {row} "{key}" has grade "{grade}": demo values belong in the demo folder, and nothing else does.
    """


class DuplicateProvision(Refusal):
    """{file} 第 {row} 条「{key}」与 {other} 重复:同一地区、同一生效日、同一公布日只能有一条。

    {file}, row {row} "{key}" repeats {other}: same place, same beginning, same publication.
    """


def load_statutes(root: Path = ROOT, *, demo: bool) -> StatuteBook:
    """The statute book in `root`, read once; `demo=False` leaves the demonstration values out, as production must."""
    return _load(root, demo)


@cache
def _load(root: Path, demo: bool) -> StatuteBook:
    where: dict[tuple[str, str, str, date, date], str] = {}
    provisions: list[Provision] = []
    for path in sorted(root.rglob("*.toml")):
        file = path.relative_to(root).as_posix()
        is_demo, place = _folder(file)
        if is_demo and not demo:
            continue
        for number, row in enumerate(_rows(path, file), start=1):
            provision = _provision(row, file, number, place, path.stem, is_demo)
            _refuse_duplicate(provision, file, number, where)
            provisions.append(provision)
    return StatuteBook(provisions)


def _folder(file: str) -> tuple[bool, str]:
    *folders, _ = file.split("/")
    is_demo = folders[:1] == [DEMO]
    inner = folders[1:] if is_demo else folders
    if len(inner) != 1:
        raise WrongPlaceFolder(field="place", file=file)
    try:
        return is_demo, parse_place(inner[0], field="place")
    except (MalformedPlace, UnknownPlace) as error:
        raise WrongPlaceFolder(field="place", file=file) from error


class _Float(str):
    """A float as it stands in the file: kept as text, so that it can be refused and never becomes a number."""

    __slots__ = ()


def _rows(path: Path, file: str) -> list[Row]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=_Float)
    except ValueError as error:
        raise StatuteFileUnreadable(file=file, problem=error) from error
    rows = content.pop("provision", [])
    if content or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise StatuteFileUnreadable(file=file, problem="只能有 only [[provision]] rows are allowed")
    return rows


def _provision(row: Row, file: str, number: int, place: str, programme: str, is_demo: bool) -> Provision:
    problem = next(_problems(row, is_demo), None)
    if problem is not None:
        error, column, details = problem
        raise error(field=column, file=file, row=number, key=row.get("key", ""), column=column, **details)
    return msgspec.convert({**row, "place": place, "programme": programme}, Provision)


def _problems(row: Row, is_demo: bool) -> Iterator[Problem]:
    """What is wrong with a row; only the first is sure, for each test trusts those before it."""
    yield from ((UnknownStatuteKey, column, {}) for column in sorted(row.keys() - _COLUMNS))
    yield from (
        (FloatInStatute, column, {"value": found})
        for column, value in row.items()
        if (found := _float_in(value)) is not None
    )
    yield from ((MissingAuthority, column, {}) for column in _REQUIRED if _is_blank(row.get(column)))
    yield from (
        (ValueDoesNotFit, column, {"value": row[column], "wanted": wanted}) for column, wanted in _misshapen(row)
    )
    yield from _contradictions(row, is_demo)


def _contradictions(row: Row, is_demo: bool) -> Iterator[Problem]:
    grade, unit, value = row["grade"], row["unit"], row["value"]
    if grade != DEMO and not set(grade.split("/")) <= GRADES:
        yield UnknownGrade, "grade", {"grade": grade}
    if (grade == DEMO) is not is_demo:
        yield DemoOutsideDemoFolder, "grade", {"grade": grade}
    if not units.is_known(unit):
        yield UnitUnknown, "unit", {"unit": unit}
    if not units.fits(value, unit):
        yield ValueDoesNotFit, "value", {"value": value, "wanted": unit}
    if row.get("valid_to", date.max) < row["valid_from"]:
        yield ValidityReversed, "valid_to", {"valid_from": row["valid_from"], "valid_to": row["valid_to"]}


def _is_blank(value: object) -> bool:
    return value is None or value == {} or not str(value).strip()


def _misshapen(row: Row) -> Iterator[tuple[str, str]]:
    """The columns that are no date or no text where they must be, with an example of what they must be."""
    for column in sorted(row.keys() - {"value"}):
        value = row[column]
        if column in _DATES:
            if not isinstance(value, date) or isinstance(value, datetime):
                yield column, "2024-01-31"
        elif not isinstance(value, str):
            yield column, '"…"'


def _float_in(value: object) -> _Float | None:
    """The first float in a value, however deep in a table."""
    if isinstance(value, _Float):
        return value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next((found for item in inner if (found := _float_in(item)) is not None), None)


def _refuse_duplicate(
    provision: Provision, file: str, number: int, where: dict[tuple[str, str, str, date, date], str]
) -> None:
    name = (provision.programme, provision.key, provision.place, provision.valid_from, provision.published_on)
    if name in where:
        raise DuplicateProvision(field="key", file=file, row=number, key=provision.key, other=where[name])
    where[name] = f"{file} #{number}"
