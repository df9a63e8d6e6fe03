"""How long checks take over a population: everything, a batch of 5,000 persons, one case, beside the raw scan."""

import json
import resource
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

import click
import duckdb

from benchmarks.fraud.calendar import AS_OF
from benchmarks.fraud.make import make
from benchmarks.fraud.run import given, holdings, law_rows, opened, runs
from ledger.checks import points, warehouse
from ledger.checks.carrying import Chosen, over_scope
from ledger.checks.narrowed import Batch, OneCase
from ledger.checks.registry import checks
from ledger.documents.private import new_folder

BATCH: Final = 5_000
CASES: Final = 40
SCANNED: Final = ("wages", "insurance_months", "transfers", "attendance_months")


def scan(folder: Path, memory: str) -> int:
    """Milliseconds to read every column of the large datasets once, straight from the parts."""
    begin = perf_counter()
    with duckdb.connect(config={"threads": 2, "memory_limit": memory}) as connection:
        for name in SCANNED:
            path = str(folder / name / "*.parquet")
            columns = [
                row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM read_parquet('{path}')").fetchall()
            ]
            asked = ", ".join(f'max("{column}")' for column in columns)
            connection.execute(f"SELECT {asked} FROM read_parquet('{path}')").fetchall()
    return _since(begin)


def _since(begin: float) -> int:
    return round((perf_counter() - begin) * 1000)


def _persons(folder: Path, count: int) -> list[int]:
    with duckdb.connect() as connection:
        path = str(folder / "contracts" / "*.parquet")
        rows = connection.execute(
            f"SELECT DISTINCT person FROM read_parquet('{path}') ORDER BY hash(person) LIMIT {count}"
        ).fetchall()
    return [int(row[0]) for row in rows]


@click.command()
@click.option("--persons", default=1_000_000, show_default=True)
@click.option("--seed", default=9, show_default=True)
@click.option("--population", type=click.Path(path_type=Path), required=True, help="Made there if it is not yet.")
@click.option("--memory", default="6GB", show_default=True, help="For DuckDB; the process holds more.")
@click.option("--json", "kept", type=click.Path(path_type=Path))
def main(persons: int, seed: int, population: Path, memory: str, kept: Path | None) -> None:
    """Wall-clock milliseconds on two threads, and the most memory that this process held (MiB)."""
    figures: dict[str, int] = {"persons": persons}
    if not (population / "labels.parquet").exists():
        population.mkdir(parents=True, exist_ok=True)
        begin = perf_counter()
        make(seed, persons, population)
        figures["made"] = _since(begin)
    figures["raw scan"] = scan(population, memory)
    held = holdings(population)
    path = warehouse.path_for(held, new_folder(population / "warehouse"))
    begin = perf_counter()
    warehouse.make(path, held, threads=2, memory=memory)
    figures["loaded and derived"] = _since(begin)
    begin = perf_counter()
    points.build(path, points.beside(path))
    figures["points, for looks at a case"] = _since(begin)
    begin = perf_counter()
    ran = list(runs(opened(population, threads=2, memory=memory), checks().values()))
    figures["all checks"] = _since(begin)
    figures["hits"] = sum(len(one.hits) for one in ran)
    figures |= _narrowed(population, path)
    figures["peak MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    for what, value in figures.items():
        click.echo(f"{what}: {value:,}")
    for one in sorted(ran, key=lambda one: -one.milliseconds)[:12]:
        click.echo(f"  {one.check}: {one.milliseconds:,} ms, {len(one.hits):,} hits {one.trouble}")
    if kept:
        each = {one.check: one.milliseconds for one in ran}
        kept.write_text(json.dumps({"figures": figures, "checks": each}, indent=2) + "\n", encoding="utf-8")


def _narrowed(population: Path, path: Path) -> dict[str, int]:
    """A batch before it is paid, and cases one by one."""
    chosen = [Chosen(check=check, parameters=given(check)) for check in checks().values()]
    for each in chosen:
        _ = each.digest  # texts are compiled when a version is registered, not while somebody waits
    others, held, people = law_rows(), holdings(population), _persons(population, BATCH)
    stopping = [each for each in chosen if each.check.severity == "BLOCK"]
    scopes = {f"batch of {BATCH}, what stops payments": stopping, f"batch of {BATCH}, all checks": chosen}
    figures = dict[str, int]()
    for what, some in scopes.items():
        for again in ("", ", again"):
            begin = perf_counter()
            over_scope(Batch(path), "duckdb", some, {"person": frozenset(people)}, others, held, AS_OF)
            figures[what + again] = _since(begin)
    one_case, times = OneCase(path), list[int]()
    for person in people[:CASES]:
        begin = perf_counter()
        over_scope(one_case, "sqlite", chosen, {"person": frozenset({person})}, others, held, AS_OF)
        times.append(_since(begin))
    one_case.close()
    return figures | {"one case, median": round(median(times)), "one case, slowest": max(times)}


if __name__ == "__main__":
    main()
