"""Record linkage: m and u from a seeded register, and whether suggestions on another one are right.

`python -m benchmarks.linkage` estimates with Splink, prints the levels as they stand in identity_model.toml, and
compares a register of another seed with itself, by the shipped model and by the estimate.
"""

from typing import Any, Final

import click
import duckdb
import msgspec
import numpy as np
import pyarrow as pa
from rich.console import Console
from rich.table import Table
from splink import DuckDBAPI, Linker

from benchmarks.identities import COLUMNS, NONE, Register, register
from ledger.checks.identity import ENTRIES, pairs
from ledger.checks.identity_model import Compared, Level, Model, shipped_model

BY_HAND: Final = {("name", "one_given"), ("contact", "shared"), ("contact", "other"), ("paper", "reissued")}
"""Levels of which pairs drawn at random say nothing useful.

Twins stand on the first; whoever shares a telephone is of one household, not one person; no two strangers of any
sample stand on the last.
"""

SAMPLED: Final = 20_000_000
"""Pairs of which u is counted."""


def loaded(found: Register) -> duckdb.DuckDBPyConnection:
    """The register as the table that linkage reads; whose an entry is stands beside it in `owners`."""
    count = len(found.owner)
    person = pa.array(np.arange(count))
    columns = [pa.array(found.columns[name], mask=found.columns[name] == NONE) for name in COLUMNS]
    connection = duckdb.connect(":memory:", config={"threads": 2})
    entries = pa.table([person, *columns, person], names=["person", *COLUMNS, "row"])
    connection.register("arriving", entries)
    connection.execute("CREATE TABLE identities AS SELECT * FROM arriving")
    return connection


def estimated(found: Register, model: Model, seed: int) -> Model:
    """The model with m counted on the pairs that are one person, and u on pairs drawn at random."""
    connection = loaded(found)
    connection.register("owners", pa.table({"person": np.arange(len(found.owner)), "owner": found.owner}))
    connection.execute(f"CREATE TABLE entries AS SELECT * FROM ({ENTRIES}) JOIN owners USING (person)")
    linker = Linker(DuckDBAPI(connection).register("entries"), model.settings(), log_level="ERROR")
    linker.training.estimate_u_using_random_sampling(SAMPLED, seed=seed)
    linker.training.estimate_m_from_label_column("owner")
    told = {
        one["output_column_name"]: one["comparison_levels"] for one in linker.misc.save_model_to_json()["comparisons"]
    }
    columns = tuple(_taken(column, told[column.name]) for column in model.columns)
    return msgspec.structs.replace(model, columns=columns)


def _taken(column: Compared, levels: list[dict[str, Any]]) -> Compared:
    """The levels with what was counted; those that are set by hand stay, and the others share what is left."""
    counted = {level["label_for_charts"]: level for level in levels}
    fixed = [level for level in column.levels if (column.name, level.code) in BY_HAND]
    free = [level for level in column.levels if level not in fixed and not level.missing]
    shares = {}
    for name in ("m", "u"):
        given = [max(counted[level.code].get(f"{name}_probability") or 0, 1e-7) for level in free]
        left = 1 - sum(getattr(level, name) for level in fixed)
        shares[name] = dict(zip([one.code for one in free], (left * one / sum(given) for one in given), strict=True))
    return msgspec.structs.replace(column, levels=tuple(_with(level, shares) for level in column.levels))


def _with(level: Level, shares: dict[str, dict[str, float]]) -> Level:
    if level.code not in shares["m"]:
        return level
    return msgspec.structs.replace(level, m=shares["m"][level.code], u=shares["u"][level.code])


def judged(found: Register, model: Model) -> tuple[int, int, int, int]:
    """Suggested pairs that are one person, that are not, how many of the latter are twins, and pairs there are."""
    suggested = pairs(loaded(found), model)
    right = sum(found.owner[pair.left] == found.owner[pair.right] for pair in suggested)
    twins = sum(found.twin[pair.left] == found.owner[pair.right] for pair in suggested)
    _, entries = np.unique(found.owner, return_counts=True)
    return int(right), len(suggested) - int(right), int(twins), int((entries > 1).sum())


@click.command()
@click.option("--persons", default=100_000, show_default=True)
@click.option("--seed", default=611, show_default=True, help="The register on which the model is estimated.")
@click.option("--other-seed", default=612, show_default=True, help="The register on which suggestions are judged.")
def main(persons: int, seed: int, other_seed: int) -> None:
    """Estimate, and judge the suggestions."""
    shipped = shipped_model()
    estimate = estimated(register(seed, persons), shipped, seed)
    levels = Table("column", "level", "m shipped", "m counted", "u shipped", "u counted")
    for column, counted in zip(shipped.columns, estimate.columns, strict=True):
        for level, other in zip(column.levels, counted.levels, strict=True):
            if not level.missing:
                figures = (f"{figure:.2g}" for figure in (level.m, other.m, level.u, other.u))
                levels.add_row(column.name, level.code, *figures)
    found = register(other_seed, persons)
    table = Table("model", "right", "wrong", "twins among them", "precision %", "recall %")
    for name, model in (("shipped", shipped), ("counted", estimate)):
        right, wrong, twins, there = judged(found, model)
        shares = (f"{1000 * right // max(of, 1) / 10}" for of in (right + wrong, there))
        table.add_row(name, f"{right:,}", f"{wrong:,}", f"{twins:,}", *shares)
    for each in (levels, table):
        Console(width=120).print(each)


if __name__ == "__main__":
    main()
