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
    """The scenario, or one example per row of its outline."""
    for number, given in enumerate(_outlined(scenario)):
        example = Example(f"{stem}: {scenario['name']} {number}")
        check = ""
        for step in [*background, *scenario["steps"]]:
            text = _filled(step["text"], given)
            if found := re.fullmatch(r"阈值「(.+)」为 (\d+)", text):
                example.chosen[found[1]] = int(found[2])
            if text.startswith("「") and text.endswith("」有"):
                rows = step["dataTable"]["rows"]
                example.add(text[1:-2], [[_filled(cell["value"], given) for cell in row["cells"]] for row in rows])
            elif text.startswith("运行检查 "):
                check = text.removeprefix("运行检查 ")
        yield check, example


def _outlined(scenario: Any) -> list[dict[str, str]]:
    """What each row of an outline puts in; nothing, once, where there is no outline."""
    given: list[dict[str, str]] = []
    for table in scenario["examples"]:
        names = [cell["value"] for cell in table["tableHeader"]["cells"]]
        given += [dict(zip(names, (c["value"] for c in row["cells"]), strict=True)) for row in table["tableBody"]]
    return given or [{}]


def _filled(text: str, given: dict[str, str]) -> str:
    for name, value in given.items():
        text = text.replace(f"<{name}>", value)
    return text
