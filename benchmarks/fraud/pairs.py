"""The look-alikes that the issue names, and which scenarios show them: `python -m benchmarks.fraud.pairs`."""

import re
import tomllib
from pathlib import Path
from typing import Final

import click
import msgspec
from rich.console import Console
from rich.table import Table

FILE: Final = Path(__file__).parent / "pairs.toml"
FEATURES: Final = Path(__file__).parents[2] / "features" / "checks"


class Pair(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fraud and whoever resembles it: two scenarios of the check's feature, and a label of the population."""

    zh: str
    en: str
    check: str
    fraud: str
    honest: str
    population: str

    @property
    def feature(self) -> Path:
        """The feature in which both stand; StopIteration where the check has none."""
        return next(FEATURES.glob(f"**/{self.check.lower()}[_.]*"))

    @property
    def missing(self) -> list[str]:
        """Scenarios that the feature does not have."""
        there = re.findall(r"^\s*场景: (.*)$", self.feature.read_text(encoding="utf-8"), re.MULTILINE)
        return [name for name in (self.fraud, self.honest) if name not in there]


def pairs() -> tuple[Pair, ...]:
    """All of them, in the order of the file."""
    return msgspec.convert(tomllib.loads(FILE.read_text(encoding="utf-8"))["pairs"], tuple[Pair, ...])


@click.command()
def main() -> None:
    """Print which feature shows which."""
    table = Table("look-alike", "check", "the fraud", "who resembles it", "feature")
    for pair in pairs():
        table.add_row(f"{pair.zh} {pair.en}", pair.check, pair.fraud, pair.honest, pair.feature.name)
    Console(width=200).print(table)


if __name__ == "__main__":
    main()
