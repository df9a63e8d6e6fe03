"""Make a population: `python -m benchmarks.fraud.make --persons 20000 --seed 1 --out DIR`."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Final

import click
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.fraud.book import write_book
from benchmarks.fraud.catalogue import all_frauds, all_lookalikes
from benchmarks.fraud.csv_files import write_csv
from benchmarks.fraud.population import honest
from benchmarks.fraud.world import World
from benchmarks.fraud.write import label_table, write_shard

SHARD: Final = 50_000
"""Persons of a shard at most; a shard is made at a time, so that memory does not grow with the population."""


def make_world(seed: int, shard: int, persons: int, *, frauds: bool = True, lookalikes: bool = True) -> World:
    """One shard: the honest world, then the frauds, then who looks like one."""
    world = World(seed, shard, persons)
    honest(world)
    parts = [*(all_frauds() if frauds else ()), *(all_lookalikes() if lookalikes else ())]
    for name, put in parts:
        put(world, world.chance(name))
    return world


def shards(persons: int) -> Iterator[tuple[int, int]]:
    """The shards of a population with their sizes."""
    count = -(-persons // SHARD)
    yield from ((number, persons // count + (number < persons % count)) for number in range(count))


def make(seed: int, persons: int, out: Path) -> int:
    """Write a whole population; answers how many rows it has."""
    for old in out.glob("*/*.parquet"):
        old.unlink()
    rows, labels, lookalikes = 0, list[pa.Table](), list[pa.Table]()
    for shard, size in shards(persons):
        begin = perf_counter()
        world = make_world(seed, shard, size)
        labels.append(label_table(seed, world.labels))
        lookalikes.append(label_table(seed, world.lookalikes))
        written = write_shard(world, out) + write_book(seed, shard, world.books, out)
        rows += written
        click.echo(f"shard {shard}: {size:,} persons, {written:,} rows, {perf_counter() - begin:.1f} s", err=True)
    pq.write_table(pa.concat_tables(labels), out / "labels.parquet")
    pq.write_table(pa.concat_tables(lookalikes), out / "lookalikes.parquet")
    return rows


@click.command()
@click.option("--persons", default=20_000, show_default=True, help="Persons on payrolls.")
@click.option("--seed", required=True, type=int)
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--csv", "as_csv", is_flag=True, help="Source files for `evidence import` in DIR/csv too (small sizes only)."
)
def main(persons: int, seed: int, out: Path, as_csv: bool) -> None:
    """Write a seeded population with its labels as Parquet parts."""
    out.mkdir(parents=True, exist_ok=True)
    if as_csv and persons > SHARD:
        raise click.UsageError(f"CSV files are for up to {SHARD:,} persons")
    if as_csv:
        write_csv(make_world(seed, 0, persons), out / "csv")
    click.echo(f"{make(seed, persons, out):,} rows in {out}")


if __name__ == "__main__":
    main()
