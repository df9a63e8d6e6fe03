"""Units of the statute book: which there are, what a value of each looks like, and how it is read to people."""

import re
from fractions import Fraction
from functools import cache
from typing import Any, Final

import msgspec

from domain import money, names
from domain.errors import Refusal

COUNTS: Final = {
    "count": "{}",
    "days": "{} 天",
    "working_days": "{} 个工作日",
    "months": "{} 个月",
    "years": "{} 年",
    "hours": "{} 小时",
    "class_hours": "{} 学时",
    "persons": "{} 人",
    "times": "{} 次",
}
RATIOS: Final = {"ratio": "{}", "percent": "{}%", "bp": "{} 个基点", "multiple": "{} 倍"}
OTHERS: Final = ("text", "flag", "month_day", "table")

_PER: Final = {
    "hour": "小时",
    "class_hour": "学时",
    "day": "天",
    "month": "月",
    "year": "年",
    "person": "人",
    "course": "期",
    "certificate": "证",
    "household": "户",
    "unit": "单位",
}
_SCALE: Final = {"ratio": 1, "multiple": 1, "percent": 100, "bp": 10_000}
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+|/[1-9][0-9]*)?")
_WHOLE = re.compile(r"[0-9]+")
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


@cache
def is_money(unit: str) -> bool:
    """Is it `yuan`, or `yuan_per_` with one or more known nouns (`yuan_per_person_per_month`)?"""
    head, *nouns = unit.split("_per_")
    return head == "yuan" and all(noun in _PER for noun in nouns)


def is_known(unit: str) -> bool:
    """Can a provision be of this unit?"""
    return unit in COUNTS or unit in RATIOS or unit in OTHERS or is_money(unit)


def known() -> str:
    """Every unit, for a refusal: those of money by their nouns."""
    nouns = "|".join(_PER)
    return ", ".join((*COUNTS, *RATIOS, *OTHERS, f"yuan, yuan_per_({nouns}), yuan_per_…_per_…"))


def fits(value: object, unit: str) -> bool:
    """Does the value look like one of this (known) unit? Exact numbers are text or whole numbers, never floats."""
    if unit == "flag":
        return isinstance(value, bool)
    if unit == "table":
        return isinstance(value, dict)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return False
    if unit == "text":
        return isinstance(value, str) and bool(value.strip())
    return _number_fits(str(value), unit)


def _number_fits(text: str, unit: str) -> bool:
    if unit in COUNTS:
        return _WHOLE.fullmatch(text) is not None
    if unit in RATIOS:
        return _NUMBER.fullmatch(text) is not None
    if unit == "month_day":
        return _MONTH_DAY.fullmatch(text) is not None
    return _is_amount(text)


def _is_amount(text: str) -> bool:
    try:
        money.fen_from_yuan(text)
    except Refusal:
        return False
    return True


@cache
def ratio(value: str | int, unit: str) -> Fraction:
    """The exact ratio: "1.5" percent is 3/200, "50" bp is 1/200, "2/3" is itself."""
    return Fraction(value) / _SCALE[unit]


def shown(value: Any, unit: str) -> str:
    """The value as a person reads it, in Chinese: `1,780.00 元/月`, `1.5%`, `3月1日`, 是 or 否."""
    if unit == "table":
        return msgspec.json.encode(value, order="sorted").decode()
    return _shown(value, unit)


@cache
def _shown(value: str | int, unit: str) -> str:
    if is_money(unit):
        return "/".join((money.shown(money.fen_from_yuan(value)), *(_PER[noun] for noun in unit.split("_per_")[1:])))
    if unit == "flag":
        return "是" if value else "否"
    if unit == "month_day":
        month, day = month_day(str(value))
        return f"{month}月{day}日"
    return (COUNTS | RATIOS).get(unit, "{}").format(names.zh(value))


def month_day(value: str) -> tuple[int, int]:
    """`03-01` as (3, 1)."""
    month, day = value.split("-")
    return int(month), int(day)
