"""What speaks for and against a pair being one person, in words; nothing here compares anything."""

from typing import NamedTuple

import msgspec

from ledger.checks.identity_model import Model


class Told(NamedTuple):
    """A sentence in both languages."""

    zh: str
    en: str


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """How alike two entries are in one column, and what that weighs (hundredths of a bit)."""

    column: str
    level: str
    weight: int


def explained(likeness: Likeness, model: Model) -> Told:
    """A likeness in words, with its weight."""
    column = model.column(likeness.column)
    level = next(each for each in column.levels if each.code == likeness.level)
    told = bits(likeness.weight)
    return Told(f"{column.zh}:{level.zh}({told})", f"{column.en}: {level.en} ({told})")


def bits(weight: int) -> str:
    """A weight with its sign: +1.00 says that the ground makes it twice as likely that both are one person."""
    whole, rest = divmod(abs(weight), 100)
    return f"{'-' if weight < 0 else '+'}{whole}.{rest:02}"
