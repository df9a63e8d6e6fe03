"""The scenarios in the feature files, with the rules of the plans that their tags name."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
from gherkin.errors import CompositeParserException, ParserError
from gherkin.parser import Parser

from domain.errors import Refusal

ROOT: Final = Path(__file__).parents[2]
"""Where the features lie beside the packages: they are the specification, not part of what is installed."""

TAG: Final = re.compile(r"@(P[1-5]-\d{3})")


class NoFeatures(Refusal):
    """文件夹 {folder} 中没有功能文件(*.feature);请用 --features 指明其所在。

    The folder {folder} holds no feature files (*.feature); say where they are with --features.
    """


class FeatureUnreadable(Refusal):
    """功能文件 {file} 无法读取:{problem}。

    The feature file {file} cannot be read: {problem}.
    """


class Scenario(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One scenario or outline: its file (relative to the features), where it stands, and the rules it shows.

    `steps` are its lines as they are written, with its tables and examples.
    """

    file: str
    line: int
    feature: str
    rule: str
    name: str
    shows: tuple[str, ...]
    steps: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The scenario as one line: its file and its name."""
        return f"{self.file}: {self.name}"


def read_scenarios(folder: Path) -> tuple[Scenario, ...]:
    """Every scenario below the folder, by file and line; a tag on a feature or a rule holds for all its scenarios."""
    files = sorted(folder.rglob("*.feature"))
    if not files:
        raise NoFeatures(field="features", folder=folder)
    return tuple(scenario for path in files for scenario in _scenarios(path, path.relative_to(folder).as_posix()))


def _scenarios(path: Path, file: str) -> Iterator[Scenario]:
    try:
        feature = Parser().parse(path.read_text(encoding="utf-8"))["feature"]
    except (CompositeParserException, ParserError, ValueError) as error:
        raise FeatureUnreadable(field="features", file=file, problem=error) from error
    if not feature:
        return
    children: list[Any] = list(feature["children"])
    for child in children:
        if "rule" in child:
            rule = child["rule"]
            for inner in rule["children"]:
                yield from _scenario(inner, file, feature, rule["name"], _tags(feature) + _tags(rule))
        else:
            yield from _scenario(child, file, feature, "", _tags(feature))


def _scenario(child: Any, file: str, feature: Any, rule: str, above: list[str]) -> Iterator[Scenario]:
    if "scenario" not in child:
        return
    scenario = child["scenario"]
    yield Scenario(
        file=file,
        line=scenario["location"]["line"],
        feature=feature["name"],
        rule=rule,
        name=scenario["name"],
        shows=tuple(sorted({*above, *_tags(scenario)})),
        steps=tuple(_steps(scenario)),
    )


def _steps(scenario: Any) -> Iterator[str]:
    for step in scenario["steps"]:
        yield f"{step['keyword'].strip()} {step['text']}"
        yield from _rows(step.get("dataTable", {}).get("rows", ()))
    for examples in scenario["examples"]:
        yield f"{examples['keyword']}: {examples['name']}".rstrip()
        yield from _rows([examples["tableHeader"], *examples["tableBody"]] if "tableHeader" in examples else ())


def _rows(rows: Iterable[Any]) -> Iterator[str]:
    yield from (f"  | {' | '.join(cell['value'] for cell in row['cells'])} |" for row in rows)


def _tags(node: Any) -> list[str]:
    return [found.group(1) for tag in node["tags"] if (found := TAG.fullmatch(tag["name"]))]
