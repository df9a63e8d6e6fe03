"""How a value is written in a file of evidence, and the whole number or code that it becomes."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Final

from domain.calendar import Month
from domain.errors import Refusal
from domain.money import fen_from_yuan
from domain.wording import PERSONAL_NUMBER
from ledger.evidence.dataset import Column, Type

Value = int | str
Parse = Callable[[str], Value]
"""Reads one text; raises a Refusal that does not repeat it."""

_EPOCH: Final = date(1970, 1, 1).toordinal()
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH: Final = re.compile(r"([0-9]{4}-[0-9]{2})(?:-01)?")
_MOMENT: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)")
_WHOLE: Final = re.compile(r"-?[0-9]{1,15}")
_PLACE: Final = re.compile(r"000000|[1-9][0-9]0000|[1-9][0-9](?!00)[0-9]{4}")
_FLAGS: Final = {"是": 1, "否": 0, "1": 1, "0": 0, "true": 1, "false": 0}
_HARMLESS: Final = re.compile(r"[0-9A-Za-z.:/+ -]{1,20}")
_PERSONAL: Final = re.compile(PERSONAL_NUMBER)


class EvidenceValueMissing(Refusal):
    """此栏必填,不能空白。

    This column must be filled in.
    """


class NotAnIsoDay(Refusal):
    """日期应写作 2024-03-05,且须真实存在。

    A day is written as 2024-03-05 and must exist.
    """


class NotAnIsoMonth(Refusal):
    """月份应写作 2024-03。

    A month is written as 2024-03.
    """


class NotAMoment(Refusal):
    """时间应写作 2024-03-05 08:15 或 2024-03-05 08:15:30(北京时间)。

    A moment is written as 2024-03-05 08:15 or 2024-03-05 08:15:30, in China's time.
    """


class EvidenceNotWhole(Refusal):
    """应为整数,最多 15 位半角数字。

    This must be a whole number of at most 15 half-width digits.
    """


class NeitherYesNorNo(Refusal):
    """应填“是”或“否”(也可用 1/0、true/false)。

    Write 是 or 否 (yes or no; also 1/0, true/false).
    """


class CodeNotListed(Refusal):
    """应为下列之一:{known}。

    This must be one of: {known}.
    """

    ids = frozenset({"known"})


class NotADivisionCode(Refusal):
    """应为六位行政区划代码(GB/T 2260)。

    This must be a six-digit division code (GB/T 2260).
    """


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - _EPOCH


def month_number(month: Month) -> int:
    """Year × 12 + month - 1."""
    return month.year * 12 + month.month - 1


def month_of_number(number: int) -> Month:
    """The month behind a number."""
    return Month(number // 12, number % 12 + 1)


def parse_of(column: Column) -> Parse:
    """What reads a value of a column that is no join key."""
    if column.type == "code":
        return _code(column.codes)
    return _BY_TYPE[column.type]


def shown(text: str) -> str:
    """The value as a report may repeat it: blank unless it is plain, short, and cannot be a personal number."""
    return text if _HARMLESS.fullmatch(text) and not _PERSONAL.search(text) else ""


def _day(text: str) -> int:
    return day_number(_date(text))


def _date(text: str) -> date:
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise NotAnIsoDay(field="day")


def _month(text: str) -> int:
    """A workbook makes the first day of a month from what was typed as one."""
    match = _MONTH.fullmatch(text)
    if match is None:
        raise NotAnIsoMonth(field="month")
    try:
        return month_number(Month.parse(match[1]))
    except Refusal as refusal:
        raise NotAnIsoMonth(field="month") from refusal


def _second(text: str) -> int:
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise NotAMoment(field="second")
    try:
        at = time.fromisoformat(match[2])
    except ValueError as error:
        raise NotAMoment(field="second") from error
    return _day(match[1]) * 86400 + at.hour * 3600 + at.minute * 60 + at.second


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise EvidenceNotWhole(field="number")
    return int(text)


def _flag(text: str) -> int:
    try:
        return _FLAGS[text.lower()]
    except KeyError:
        raise NeitherYesNorNo(field="flag") from None


def _place(text: str) -> int:
    if not _PLACE.fullmatch(text):
        raise NotADivisionCode(field="place")
    return int(text)


def _code(codes: Mapping[str, str]) -> Parse:
    known = {word: code for code, zh in codes.items() for word in (code, zh)}
    told = "、".join(f"{zh}({code})" for code, zh in codes.items())

    def read(text: str) -> str:
        try:
            return known[text]
        except KeyError:
            raise CodeNotListed(field="code", known=told) from None

    return read


_BY_TYPE: Final[Mapping[Type, Parse]] = {
    "day": _day,
    "last_day": _day,
    "month": _month,
    "last_month": _month,
    "second": _second,
    "fen": fen_from_yuan,
    "whole": _whole,
    "flag": _flag,
    "place": _place,
}
