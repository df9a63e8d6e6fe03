"""The model by which entries of the register of identities are compared: levels of each column, as data."""

import tomllib
from functools import cache
from hashlib import sha256
from importlib.resources import files
from math import log2
from typing import Any

import msgspec

_FILE = files("ledger.checks") / "identity_model.toml"


class Level(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How alike two entries are in a column; `missing` says nothing either way.

    `m` and `u` are how often two entries of the same person, and of two persons, stand on it.
    """

    code: str
    zh: str
    en: str
    sql: str = "ELSE"
    m: float = 1
    u: float = 1
    missing: bool = False

    @property
    def weight(self) -> int:
        """What it says, in hundredths of a bit."""
        return 0 if self.missing else round(100 * log2(self.m / self.u))


class Compared(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column that is compared, its levels from the strongest down."""

    name: str
    zh: str
    en: str
    levels: tuple[Level, ...]

    def level(self, number: int) -> Level:
        """The level by the number that linkage gives it: upwards from the weakest, -1 for what is missing."""
        known = [level for level in self.levels if not level.missing]
        if number < 0:
            return next(level for level in self.levels if level.missing)
        return known[len(known) - 1 - number]


class Model(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole model. `threshold`: from which weight (hundredths of a bit) on a pair is suggested.

    `prior` is the chance that two entries drawn at random are the same person; `blocks` are the conditions of which
    two entries must meet one to be compared at all.
    """

    version: int
    prior: float
    threshold: int
    blocks: tuple[str, ...]
    columns: tuple[Compared, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of everything that decides about a pair."""
        return sha256(msgspec.json.encode(self)).hexdigest()

    @property
    def start(self) -> int:
        """The weight of a pair of which nothing is known, in hundredths of a bit."""
        return round(100 * log2(self.prior / (1 - self.prior)))

    def column(self, name: str) -> Compared:
        """The compared column of that name."""
        (found,) = (column for column in self.columns if column.name == name)
        return found

    def settings(self) -> dict[str, Any]:
        """The settings of Splink."""
        return {
            "link_type": "dedupe_only",
            "unique_id_column_name": "person",
            "probability_two_random_records_match": self.prior,
            "blocking_rules_to_generate_predictions": [{"blocking_rule": block} for block in self.blocks],
            "comparisons": [
                {"output_column_name": column.name, "comparison_levels": [_level(level) for level in column.levels]}
                for column in self.columns
            ],
            "retain_matching_columns": True,
            "retain_intermediate_calculation_columns": False,
        }


def _level(level: Level) -> dict[str, Any]:
    told = {"sql_condition": level.sql, "label_for_charts": level.code}
    if level.missing:
        return told | {"is_null_level": True}
    return told | {"m_probability": level.m, "u_probability": level.u}


@cache
def shipped_model() -> Model:
    """The model as it is shipped."""
    return msgspec.convert(tomllib.loads(_FILE.read_text(encoding="utf-8")), Model)
