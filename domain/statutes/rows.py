"""The rows of a statute file: what each must say, and which rows contradict each other."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

import msgspec

from domain.errors import Refusal
from domain.statutes import units
from domain.statutes.book import DEMO, Provision

GRADES: Final = frozenset("ABCDR")
"""A law or government site, B press or professional site, C repost, D summary of an official page, R unconfirmed."""

_COLUMNS = frozenset(Provision.__struct_fields__) - {"programme", "place"}
_REQUIRED = ("key", "value", "unit", "valid_from", "published_on", "authority", "source", "grade")
_DATES = ("valid_from", "valid_to", "published_on")

Row = dict[str, Any]
Problem = tuple[type[Refusal], str, dict[str, Any]]


class Written(str):
    """A float as it stands in the file: kept as text, so that it can be refused and never becomes a number."""

    __slots__ = ()


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
    """{file} 第 {row} 条「{key}」的单位「{unit}」未知;可用:{known}。

    {file}, row {row} "{key}": unknown unit "{unit}"; known: {known}.
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


class OverlappingProvisions(Refusal):
    """{file} 第 {row} 条「{key}」的有效期与 {other} 部分重叠:同一地区、同一公布日的两条不能各管一段又互相交叉。

    {file}, row {row} "{key}": its validity overlaps {other} in part; one publication gives one value for a day.
    """


def provision_of(
    row: Row, file: str, number: int, place: str, programme: str, is_demo: bool | None = None
) -> Provision:
    """The provision of a row that could be defended; `is_demo` is None where any grade may stand."""
    problem = next(_problems(row, is_demo), None)
    if problem is not None:
        error, column, details = problem
        raise error(field=column, file=file, row=number, key=row.get("key", ""), column=column, **details)
    return msgspec.convert({**row, "place": place, "programme": programme}, Provision)


def _problems(row: Row, is_demo: bool | None) -> Iterator[Problem]:
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


def _contradictions(row: Row, is_demo: bool | None) -> Iterator[Problem]:
    grade, unit, value = row["grade"], row["unit"], row["value"]
    if grade != DEMO and not set(grade.split("/")) <= GRADES:
        yield UnknownGrade, "grade", {"grade": grade}
    if is_demo is not None and (grade == DEMO) is not is_demo:
        yield DemoOutsideDemoFolder, "grade", {"grade": grade}
    if not units.is_known(unit):
        yield UnitUnknown, "unit", {"unit": unit, "known": units.known()}
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


def _float_in(value: object) -> Written | None:
    """The first float in a value, however deep in a table."""
    if isinstance(value, Written):
        return value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next((found for item in inner if (found := _float_in(item)) is not None), None)


class Rows:
    """The rows read so far, by name: no two of them may contradict each other."""

    def __init__(self) -> None:
        self._where: dict[tuple[str, str, str, date, date], str] = {}
        self._published: dict[tuple[str, str, str, date], list[tuple[Provision, str]]] = {}

    def add(self, provision: Provision, file: str, number: int) -> None:
        """Take a row up; refuses one that repeats another, or crosses one of the same publication.

        A row inside a longer one is an exception from it, and an open row is ended by the next: both are clear.
        """
        name = (provision.programme, provision.key, provision.place, provision.valid_from, provision.published_on)
        details: dict[str, Any] = {"field": "key", "file": file, "row": number, "key": provision.key}
        if name in self._where:
            raise DuplicateProvision(**details, other=self._where[name])
        group = self._published.setdefault((*name[:3], provision.published_on), [])
        for other, where in group:
            if _cross(*sorted((other, provision), key=_beginning)):
                raise OverlappingProvisions(**details, other=where)
        group.append((provision, f"{file} #{number}"))
        self._where[name] = f"{file} #{number}"


def _beginning(provision: Provision) -> date:
    return provision.valid_from


def _cross(first: Provision, second: Provision) -> bool:
    """The first ends inside the second, which goes on beyond it."""
    if first.valid_to is None:
        return False
    return second.valid_from <= first.valid_to and (second.valid_to is None or second.valid_to > first.valid_to)
