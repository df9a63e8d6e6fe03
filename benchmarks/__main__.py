"""Run the measures: `python -m benchmarks [--quick] [--store sqlite] [--json]`."""

import json

import click
from rich.console import Console
from rich.table import Table

from benchmarks.measures import Measure, Sizes, measure
from benchmarks.places import postgres_place, sqlite_place

STORES = {"sqlite": sqlite_place, "postgresql": postgres_place}
FULL, QUICK = (
    Sizes(commands=500, bulk=100_000, listed=1_000_000, lines=5_000),
    Sizes(commands=10, bulk=500, listed=500, lines=20),
)


@click.command()
@click.option("--quick", is_flag=True, help="Small sizes, to see that it runs; the figures mean nothing.")
@click.option("--store", type=click.Choice(list(STORES)), multiple=True, help="Only this store.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def main(quick: bool, store: tuple[str, ...], as_json: bool) -> None:
    """Measure, and print each figure beside the raw limit of the same disk."""
    found: list[Measure] = []
    for name in store or STORES:
        with STORES[name]() as place:
            found.extend(measure(place, QUICK if quick else FULL))
    if as_json:
        rows = [{"store": m.store, "what": m.what, "ours": m.ours, "raw": m.raw, "ratio": m.ratio} for m in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    table = Table("store", "what", "ours /s", "raw /s", "ratio")
    for one in found:
        table.add_row(one.store, one.what, f"{one.ours:,}", f"{one.raw:,}", one.ratio)
    Console().print(table)


if __name__ == "__main__":
    main()
