"""The examples in the features of the checks, read as the steps read them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gherkin.parser import Parser

from tests.checks.example import Example

FOLDER = Path(__file__).parents[2] / "features" / "checks" / "redflags"


def examples() -> Iterator[tuple[str, Example]]:
    """Every scenario's check, rows and thresholds of its own."""
    for path in sorted(FOLDER.glob("*.feature")):
        feature: Any = Parser().parse(path.read_text(encoding="utf-8"))["feature"]
        background: list[Any] = []
        for child in feature["children"]:
            if "background" in child:
                background = child["background"]["steps"]
        for child in feature["children"]:
            if "scenario" in child:
                yield from _examples(path.stem, child["scenario"], background)


def _examples(stem: str, scenario: Any, background: list[Any]) -> Iterator[tuple[str, Example]]:
    example = Example(f"{stem}: {scenario['name']}")
    check = ""
    for step in [*background, *scenario["steps"]]:
        text = step["text"]
        if found := re.fullmatch(r"阈值「(.+)」为 (\d+)", text):
            example.chosen[found[1]] = int(found[2])
        if text.startswith("「") and text.endswith("」有"):
            rows = step["dataTable"]["rows"]
            example.add(text[1:-2], [[cell["value"] for cell in row["cells"]] for row in rows])
        elif text.startswith("运行检查 "):
            check = text.removeprefix("运行检查 ")
    yield check, example
