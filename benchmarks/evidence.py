"""Evidence at full size: `python -m benchmarks.evidence [--persons 1000000] [--months 24]`, beside a raw read."""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import click
import duckdb
import pyarrow as pa
from pyarrow import parquet

from domain.actor import Actor
from domain.calendar import Month
from domain.identity import check_character
from ledger.book import Book
from ledger.commands.base import Request
from ledger.commands.import_evidence import command_of, import_evidence
from ledger.commands.open_book import create_book
from ledger.evidence.dataset import datasets
from ledger.evidence.source_file import open_source
from ledger.evidence.store import EvidenceStore
from ledger.keys import load_keys
from ledger.vault import Vault
from tests.factories import uscc

PLACE = "330500"
COUNTIES = ("330502", "330503", "330521", "330522", "330523")
FIRST = Month(2023, 1)


def number_of(index: int) -> str:
    """A resident ID of nobody, one for each number below 4,000,000: the sequence code 000 is never issued."""
    region, day = divmod(index, 20_000)
    year, rest = divmod(day, 336)
    month, day = divmod(rest, 28)
    first_17 = f"{330000 + region:06d}{1945 + year}{month + 1:02d}{day + 1:02d}000"
    return first_17 + check_character(first_17)


def rows_of(persons: int, months: int) -> Iterator[list[tuple[str, ...]]]:
    """Payroll, a month at a time."""
    numbers = [number_of(index) for index in range(persons)]
    employers = [uscc(index) for index in range(5_000)]
    for month in (FIRST.plus(step) for step in range(months)):
        yield [
            (
                number,
                employers[index % 5_000],
                str(month),
                f"{2500 + index * 7 % 5000}.{index % 100:02d}",
                "100",
                f"{month}-15",
                "银行代发",
                f"622848{index:013d}",
                "是",
                "是" if index % 5 == 0 else "否",
                COUNTIES[index % 5],
            )
            for index, number in enumerate(numbers)
        ]


def written(folder: Path, persons: int, months: int) -> tuple[Path, Path]:
    """The same rows as CSV and as Parquet."""
    names = [column.name for column in datasets()["wages"].all_columns]
    schema = pa.schema([(name, pa.string()) for name in names])
    csv, columnar = folder / "wages.csv", folder / "wages.parquet"
    with csv.open("w", encoding="utf-8") as file, parquet.ParquetWriter(columnar, schema) as writer:
        file.write(",".join(names) + "\n")
        for rows in rows_of(persons, months):
            file.writelines(",".join(row) + "\n" for row in rows)
            writer.write_table(pa.table([pa.array(column) for column in zip(*rows, strict=True)], schema))
    return csv, columnar


def imported(path: Path, months: int) -> dict[str, object]:
    """Import the file into a new book; seconds, rows and peak memory of this process."""
    with TemporaryDirectory(dir=path.parent) as name:
        folder = Path(name)
        officer = Actor(id="330500-data", roles=("data_officer", "budget_officer"), place=PLACE)
        now = datetime.now(UTC)
        request = Request(actor=officer, now=now, key="import", reason="导入证据")
        url = f"sqlite:///{folder / 'book.sqlite'}"
        opening = Request(actor=officer, now=now, key="open", reason="开立账套")
        create_book(url, place=PLACE, mode="demo", key_file=folder / "keys", request=opening)[0].close()
        with Book.open(url) as book:
            vault, store = Vault(book, load_keys(folder / "keys")), EvidenceStore(book, folder / "evidence")
            start = perf_counter()
            command = command_of(
                vault,
                path,
                dataset="wages",
                source="benchmark",
                place=PLACE,
                first_month=FIRST,
                last_month=FIRST.plus(months - 1),
            )
            receipt = import_evidence(
                book, vault, store, command, open_source(path), request, lambda: datetime.now(UTC)
            )
            seconds = perf_counter() - start
            size = sum(each.stat().st_size for each in store.folder.rglob("*.parquet"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"rows": int(receipt.outcome["rows"]), "seconds": round(seconds, 1), "peak_mib": peak, "bytes": size}


def read_raw(path: Path) -> float:
    """Seconds in which DuckDB reads every value of the file as text and measures it."""
    scan = f"read_csv('{path}', all_varchar = true)" if path.suffix == ".csv" else f"read_parquet('{path}')"
    with duckdb.connect() as connection:
        connection.execute("SET threads = 2")
        start = perf_counter()
        connection.execute(f"SELECT sum(length(COLUMNS(*))) FROM {scan}").fetchall()
    return perf_counter() - start


@click.command()
@click.option("--persons", default=1_000_000)
@click.option("--months", default=24)
@click.option("--folder", type=click.Path(path_type=Path), help="Where files are written (3 GB at full size).")
@click.option("--one", type=click.Path(path_type=Path), hidden=True)
def main(persons: int, months: int, folder: Path | None, one: Path | None) -> None:
    """Write a payroll, import it as CSV and as Parquet, each in a process of its own, and read it raw."""
    if one:
        click.echo(json.dumps(imported(one, months)))
        return
    with TemporaryDirectory(dir=folder) as name:
        for path in written(Path(name), persons, months):
            words = [sys.executable, "-m", "benchmarks.evidence", "--one", str(path), "--months", str(months)]
            found = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
            raw = read_raw(path)
            rows = found["rows"]
            click.echo(
                f"{path.suffix[1:]}: {rows:,} rows in {found['seconds']} s ({int(rows / found['seconds']):,} /s), "
                f"raw read {raw:.1f} s ({int(rows / raw):,} /s), peak {found['peak_mib']:,} MiB, "
                f"file {path.stat().st_size / 1e9:.2f} GB, parts {found['bytes'] / 1e9:.2f} GB"
            )


if __name__ == "__main__":
    main()
