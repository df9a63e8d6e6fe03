"""What stands on the command line as the domain reads it; bad values are refused in both languages."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from api.schemas.fields import Day
from domain.calendar import Month
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


def day_of(text: str, field: str) -> date:
    """A day written as 2024-03-01."""
    reader = Day("", example="")
    reader.name = field
    return reader.parsed(text)


MONEY: Final = Value("yuan", lambda text, field: fen_from_yuan(text, field=field))
DAY: Final = Value("date", day_of)
MONTH: Final = Value("month", lambda text, field: Month.parse(text, field=field))
PLACE: Final = Value("code", lambda text, field: parse_place(text, field=field))
PROGRAMME: Final = Value("programme", lambda text, _: registry.programme(text).code)
FILE: Final = click.Path(path_type=Path, dir_okay=False)
