"""Keeps figures of a reading and puts them into the README: `python -m benchmarks.fraud.record test FIGURES.json`.

`first` is the test split as it was read first, `test` the one that is in force, `fresh` a seed that nobody has seen;
`first_fresh` was one too.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import click

from benchmarks.fraud.report import shown
from benchmarks.fraud.score import PRECISION, RECALL

KEPT: Final = Path(__file__).parent / "figures"
README: Final = Path(__file__).parents[1] / "README.md"
SPLITS: Final = ("first", "test", "first_fresh", "fresh")
BEGIN: Final = "<!-- figures of the splits, made by benchmarks.fraud.record -->"
END: Final = "<!-- end of the figures -->"


def figures() -> dict[str, dict[str, Any]]:
    """What is kept, by split."""
    return {name: json.loads(path.read_text(encoding="utf-8")) for name in SPLITS if (path := _path(name)).exists()}


def table(found: Mapping[str, Mapping[str, Any]]) -> str:
    """A row for each type: of each split the incidents, recall, precision and alerts on 1,000 persons."""
    heads = [
        f"{name.replace('_', ' ')}: seed {kept['population']}, {kept['persons']:,} persons"
        for name, kept in found.items()
    ]
    types = sorted({name for kept in found.values() for name in kept["types"]})
    lines = [
        f"Incidents / recall % / precision % / alerts on 1,000 persons; short of {RECALL} or {PRECISION} is marked.",
        "",
        f"| type | {' | '.join(heads)} |",
        f"|---|{'---|' * len(heads)}",
        *(f"| {name} | {' | '.join(_cell(kept, name) for kept in found.values())} |" for name in types),
    ]
    return "\n".join(lines)


def _cell(kept: Mapping[str, Any], name: str) -> str:
    score = kept["types"].get(name)
    if score is None:
        return "-"
    recall, precision = score["recall_per_mille"], score["precision_per_mille"]
    alerts = (score["right"] + score["wrong"]) * 10_000 // kept["persons"]
    short = (recall or 0) < RECALL * 10 or (precision or 0) < PRECISION * 10
    told = f"{score['incidents']} / {shown(recall)} / {shown(precision)} / {shown(alerts)}"
    return f"**{told}**" if short else told


def with_table(readme: str, found: Mapping[str, Mapping[str, Any]]) -> str:
    """The README with the table between its marks. ValueError where it has no such marks."""
    begin, end = readme.index(BEGIN) + len(BEGIN), readme.index(END)
    return f"{readme[:begin]}\n\n{table(found)}\n\n{readme[end:]}"


def _path(split: str) -> Path:
    return KEPT / f"{split}.json"


@click.command()
@click.argument("split", type=click.Choice(SPLITS))
@click.argument("kept", type=click.Path(path_type=Path, exists=True))
def main(split: str, kept: Path) -> None:
    """Keep the types of a run (as `python -m benchmarks.fraud --json` wrote them) under the name of a reading."""
    found = json.loads(kept.read_text(encoding="utf-8"))
    KEPT.mkdir(exist_ok=True)
    least = {name: found[name] for name in ("population", "persons", "types")}
    _path(split).write_text(json.dumps(least, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    README.write_text(with_table(README.read_text(encoding="utf-8"), figures()), encoding="utf-8")


if __name__ == "__main__":
    main()
