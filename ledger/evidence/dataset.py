"""What a dataset of evidence is: columns with a type each, as the files beside this module describe them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, Literal

import msgspec

Type = Literal[
    "person",
    "employer",
    "key",
    "day",
    "month",
    "last_day",
    "last_month",
    "second",
    "fen",
    "whole",
    "flag",
    "place",
    "code",
]
"""How a value is written in a file and kept in a table: a code as text, everything else as a whole number."""

OPEN_DAY: Final = 2932896
"""9999-12-31 in days since 1970-01-01: the last day of what has no end."""

OPEN_MONTH: Final = 119999
"""9999-12 as year × 12 + month - 1."""


class Column(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column: its name in tables, headings, type; `key` is the kind of a join key, `codes` the words of a code."""

    name: str
    type: Type
    zh: str
    en: str
    optional: bool = False
    key: str = ""
    codes: Mapping[str, str] = {}

    @property
    def kind(self) -> str:
        """The kind of thing that a join key names; blank for what is no key."""
        return self.type if self.type in ("person", "employer") else self.key

    @property
    def text(self) -> bool:
        """Whether tables hold it as text."""
        return self.type == "code"


PLACE: Final = Column(name="place", type="place", zh="行政区划代码", en="Place (GB/T 2260)", optional=True)
"""Every file may say where each row belongs; where it does not, a row belongs to the place of the import."""

ROW: Final = "row"
"""The column that every table has besides: the import's ordinal << 32 | the line of its file."""


class Dataset(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A dataset: `monthly` grows by months, a `snapshot` replaces the one before it.

    `keys` are the join keys by which it is looked up; evidence older than `max_age_days` is stale.
    """

    name: str
    zh: str
    en: str
    sort: Literal["monthly", "snapshot"]
    max_age_days: int
    keys: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns of a file: those of the dataset, and the place."""
        return (*self.columns, PLACE)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError where there is none."""
        return {column.name: column for column in self.all_columns}[name]


@cache
def datasets() -> dict[str, Dataset]:
    """Every dataset by name, in the order of the names."""
    folder = files("ledger.evidence") / "datasets"
    found = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return {name[:-5]: _read(name[:-5], (folder / name).read_text(encoding="utf-8")) for name in found}


def _read(name: str, text: str) -> Dataset:
    return msgspec.convert({"name": name, **tomllib.loads(text)}, Dataset)
