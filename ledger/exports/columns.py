"""The columns of a download: what stands in each, and how it is made from what is stored."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import msgspec

Row = tuple[Any, ...]
"""One value a column: fen, whole numbers, truth, text, ISO days and moments, or None."""


class Kind(StrEnum):
    """What a column holds. Money is whole fen until it is written; days and moments are ISO text."""

    CODE = "code"
    TEXT = "text"
    MONEY = "money"
    WHOLE = "whole"
    FLAG = "flag"
    DAY = "day"
    MOMENT = "moment"


def _as_stored(value: Any) -> Any:
    return value


class Column(msgspec.Struct, frozen=True):
    """A column: its code, kind and Chinese heading, what it means, and the stored column that it is made from."""

    name: str
    kind: Kind
    zh: str
    en: str
    source: str = ""
    made: Callable[[Any], Any] = _as_stored

    @property
    def stored(self) -> str:
        """The name of the stored column."""
        return self.source or self.name
