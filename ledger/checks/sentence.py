"""The sentence of a hit for people: facts filled in, whole numbers written as what they mean."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from domain.money import shown
from ledger.checks.check import Check, Words
from ledger.checks.engines.engine import Cell
from ledger.checks.hit import MONTHS_IN_YEAR
from ledger.evidence.dataset import OPEN_DAY, OPEN_MONTH

Named = Callable[[str, int], str]
"""The name of a key, for people: its kind and number → party id, credit code, or a short pseudonym."""

_EPOCH = date(1970, 1, 1)
KEYS = frozenset(
    "person employer account phone address device agent assessor official premises loan class teacher room case "
    "payment ring household certificate agreement base agency unit grant".split()
)
"""A fact whose name ends in one of these is a key; `base`, `agency` and `unit` name employers."""


def short_key(kind: str, number: int) -> str:
    """A key that leads back to nothing: its kind and sixteen hexadecimal digits."""
    return f"{kind}:{number & (1 << 64) - 1:016x}"


def sentence(check: Check, facts: Mapping[str, Cell], named: Named = short_key) -> Words:
    """What a hit says, in Chinese and English; a fact is read by the last word of its name."""
    zh = {name: _read(name, value, named, "zh") for name, value in facts.items()}
    en = {name: _read(name, value, named, "en") for name, value in facts.items()}
    return Words(check.sentence.zh.format(**zh), check.sentence.en.format(**en))


def _read(name: str, value: Cell, named: Named, language: str) -> str:
    if value is None or isinstance(value, str):
        return value or ("无" if language == "zh" else "none")
    unit = name.rpartition("_")[2]
    match unit:
        case "fen":
            return shown(value)
        case "month":
            return _month(value, language)
        case "day":
            return _day(value, language)
        case "pct":
            return f"{value}%"
        case "second":
            return f"{_day(value // 86400, language)} {value // 3600 % 24:02}:{value // 60 % 60:02}"
    return named(kind_of(unit), value) if unit in KEYS else str(value)


def kind_of(unit: str) -> str:
    """The kind of key that the last word of a fact's name means."""
    return "employer" if unit in ("base", "agency", "unit") else unit


def _month(value: int, language: str) -> str:
    year, index = divmod(value, MONTHS_IN_YEAR)
    if value >= OPEN_MONTH:
        return "至今" if language == "zh" else "today"
    return f"{year}年{index + 1}月" if language == "zh" else f"{year}-{index + 1:02}"


def _day(value: int, language: str) -> str:
    if value >= OPEN_DAY:
        return "至今" if language == "zh" else "today"
    return (_EPOCH + timedelta(days=value)).isoformat()
