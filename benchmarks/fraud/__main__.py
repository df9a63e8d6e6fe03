"""Run the checks over a labelled population: `python -m benchmarks.fraud --population DIR` or `--seed N`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks.fraud import report
from benchmarks.fraud.make import make
from benchmarks.fraud.run import members, opened, persons_of, runs
from benchmarks.fraud.score import read_labels, scores
from benchmarks.fraud.splits import seed_of
from ledger.checks.registry import checks


@click.command()
@click.option("--population", type=click.Path(path_type=Path, exists=True), help="One that was made before.")
@click.option("--split", type=click.Choice(["train", "test"]), default="train", show_default=True)
@click.option("--seed", type=int, help="A population that nobody has seen, in place of a split.")
@click.option("--persons", default=20_000, show_default=True)
@click.option("--check", "only", multiple=True, help="Only these checks.")
@click.option("--json", "kept", type=click.Path(path_type=Path), help="Where to keep the figures.")
@click.option("--strict/--lenient", default=True, help="Whether a type that falls short ends with 1.")
def main(
    population: Path | None,
    split: str,
    seed: int | None,
    persons: int,
    only: tuple[str, ...],
    kept: Path | None,
    strict: bool,
) -> None:
    """Precision and recall of every check and every type of fraud."""
    number = seed_of(split) if seed is None else seed
    with TemporaryDirectory() as scratch:
        folder = population or Path(scratch)
        if population is None:
            make(number, persons, folder)
        fine = _reported(folder, f"{population or number}", only, kept)
    sys.exit(0 if fine or not strict else 1)


def _reported(folder: Path, name: str, only: tuple[str, ...], kept: Path | None) -> bool:
    engine, labels, persons = opened(folder), read_labels(folder), persons_of(folder)
    chosen = [check for check in checks().values() if not only or check.id in only]
    ran = list(runs(engine, chosen))
    by_check, by_type = scores(ran, labels, members(engine))
    report.printed("Checks", by_check, ran, persons)
    report.printed("Types of fraud", [one for one in by_type if one.incidents or one.right or one.wrong], ran, persons)
    unseen = [one.name for one in by_type if not one.incidents and one.name in labels.types]
    if unseen and not only:
        click.echo(f"no check looks for: {', '.join(unseen)}")
    for one in ran:
        if one.trouble:
            click.echo(f"{one.check}: {one.trouble}", err=True)
    if kept:
        report.written(kept, report.as_json(persons, name, ran, by_check, by_type))
    short = [one.name for one in by_type if one.fails and one.incidents]
    if short:
        click.echo(f"falls short of 95 % recall or 90 % precision: {', '.join(short)}", err=True)
    return not short and not any(one.trouble for one in ran)


if __name__ == "__main__":
    main()
