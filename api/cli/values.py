"""What stands on the command line as the domain reads it; bad values are refused in both languages."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from api.schemas.fields import Day
from domain import names
from domain.calendar import Month
from domain.identity import parse_uscc
from domain.money import fen_from_yuan
from domain.places import parse_place
from domain.programs import registry


class Value(click.ParamType[Any]):
    """A text that a function reads; it raises the Refusal itself."""

    def __init__(self, name: str, read: Callable[[str, str], object]) -> None:
        self.name = name
        self._read = read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value, from text."""
        return self._read(value, (param.name if param else "") or "") if isinstance(value, str) else value


class OneOf(click.Choice[str]):
    """One of some codes; anything else is answered in both languages, with the Chinese name of every code."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The code."""
        if value not in self.choices:
            self.fail(self._none_of(value), param, ctx)
        return value

    def _none_of(self, value: object) -> str:
        zh = "、".join(each if names.zh(each) == each else f"{each}({names.zh(each)})" for each in self.choices)
        return f"「{value}」不在可选值内:{zh}。 {value!r} is none of: {', '.join(self.choices)}."


def one_of(*codes: str) -> OneOf:
    """One of these codes."""
    return OneOf([str(code) for code in codes])


def day_of(text: str, field: str) -> date:
    """A day written as 2024-03-01."""
    reader = Day("", example="")
    reader.name = field
    return reader.parsed(text)


MONEY: Final = Value("yuan", lambda text, field: fen_from_yuan(text, field=field))
DAY: Final = Value("date", day_of)
MONTH: Final = Value("month", lambda text, field: Month.parse(text, field=field))
PLACE: Final = Value("code", lambda text, field: parse_place(text, field=field))
USCC: Final = Value("uscc", lambda text, field: parse_uscc(text, field=field))
PROGRAMME: Final = Value("programme", lambda text, _: registry.programme(text).code)
FILE: Final = click.Path(path_type=Path, dir_okay=False)
