"""Pytest plugin: a full run fails when a scenario written in the features is not run, or not as it is written.

pytest-bdd drops the first of two scenarios with one name, runs nothing of a feature that no module binds, and passes
a scenario without steps. Each of these would read as a kept promise.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.gherkin_parser import Feature, Row, Rule, Scenario, get_gherkin_document
from pytest_bdd.scenario import scenario_wrapper_template_registry

PROBLEMS = pytest.StashKey[list[str]]()
FULL_RUN = "features_guard_full_run"
FINDINGS = "features_guard_problems"

# What Gherkin takes for prose though its writer meant a keyword: a full-width colon, or a word it does not know.
MEANT_AS_KEYWORD = re.compile(
    r"^\s*(功能|背景|规则|场景|剧本|场景大纲|剧本大纲|例子|例|示例|样例)\s*(：|:)", re.MULTILINE
)


class Run(NamedTuple):
    """One run of one scenario: where it is written, and with which row of its examples."""

    feature: Path
    line: int
    name: str
    row: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        values = ", ".join(f"{key}={value}" for key, value in self.row)
        return f"“{self.name}” (line {self.line})" + (f" with {values}" if values else "")


# --- what is written -------------------------------------------------------------------------------------------------


def scenarios_of(feature: Feature | Rule) -> Iterator[Scenario]:
    """The scenarios of a feature in the order they are written, those under its rules too."""
    for child in feature.children:
        if child.rule:
            yield from scenarios_of(child.rule)
        elif child.scenario:
            yield child.scenario


def rows_of(scenario: Scenario) -> Iterator[tuple[tuple[str, str], ...]]:
    """The example rows of an outline, each as (column, value) pairs."""
    for table in scenario.examples:
        header = table.table_header or Row(id="", location=table.location, cells=[])
        for row in table.table_body or ():
            yield tuple((key.value, cell.value) for key, cell in zip(header.cells, row.cells, strict=True))


def unknown_columns(scenario: Scenario) -> set[str]:
    """The <columns> that an outline's steps name and one of its tables does not have."""
    texts = [step.text for step in scenario.steps]
    texts += [step.docstring.content for step in scenario.steps if step.docstring]
    texts += [str(cell) for step in scenario.steps if step.datatable for row in step.datatable.raw() for cell in row]
    named = set(re.findall(r"<(.+?)>", "\n".join(texts)))
    tables = [{cell.value for cell in table.table_header.cells} for table in scenario.examples if table.table_header]
    return {column for table in tables for column in named - table}


def runs_of(feature: Feature, path: Path) -> Iterator[Run]:
    """Every run that a feature asks for: each scenario once, each outline once a row."""
    for scenario in scenarios_of(feature):
        for row in list(rows_of(scenario)) if scenario.examples else [()]:
            yield Run(path, scenario.location.line, scenario.name, row)


def prose_of(feature: Feature) -> Iterator[str]:
    """All descriptions in a feature."""
    yield feature.description
    for child in feature.children:
        if child.rule:
            yield child.rule.description
        if child.background:
            yield child.background.description
    yield from (scenario.description for scenario in scenarios_of(feature))


def faults_in(feature: Feature) -> Iterator[str]:
    """What a feature says that would silently not be checked."""
    names = Counter(scenario.name for scenario in scenarios_of(feature))
    yield from (
        f"“{name}” is the name of {count} scenarios: only the last would run"
        for name, count in names.items()
        if count > 1
    )
    for text in prose_of(feature):
        yield from (
            f"“{found.group().strip()}” reads as prose: not a keyword with an ASCII colon"
            for found in MEANT_AS_KEYWORD.finditer(text)
        )
    for scenario in scenarios_of(feature):
        if not scenario.steps:
            yield f"“{scenario.name}” (line {scenario.location.line}) has no steps"
        if ("大纲" in scenario.keyword or scenario.examples) and not list(rows_of(scenario)):
            yield f"“{scenario.name}” (line {scenario.location.line}) is an outline without an example row"
        for column in sorted(unknown_columns(scenario)):
            yield f"“{scenario.name}” (line {scenario.location.line}) names <{column}>, a column that its examples lack"


# --- what was collected ----------------------------------------------------------------------------------------------


def collected_runs(items: Iterable[pytest.Item]) -> Counter[Run]:
    """The runs among the collected tests, counted."""
    return Counter(run for item in items if (run := run_of(item)))


def run_of(item: pytest.Item) -> Run | None:
    """The run that a test stands for; None for a test that is no scenario."""
    template = scenario_wrapper_template_registry.get(item.function) if isinstance(item, pytest.Function) else None
    if template is None:
        return None
    callspec: Any = getattr(item, "callspec", None)
    row = callspec.params["_pytest_bdd_example"] if callspec else {}
    return Run(Path(template.feature.filename), template.line_number, template.name, tuple(row.items()))


def problems(folder: Path, items: Iterable[pytest.Item]) -> list[str]:
    """Every difference between the features in a folder and the collected tests, as sentences."""
    collected = collected_runs(items)
    found = []
    for path in sorted(folder.rglob("*.feature")):
        found += [f"{path.relative_to(folder.parent)}: {problem}" for problem in problems_of(path, collected)]
    return found


def problems_of(path: Path, collected: Counter[Run]) -> Iterator[str]:
    """What is wrong with one feature file."""
    try:
        feature = get_gherkin_document(str(path)).feature
    except GherkinParseError as error:
        yield f"cannot be read: {error}"
        return
    yield from faults_in(feature)
    for run, times in Counter(runs_of(feature, path)).items():
        if collected[run] < times:
            yield f"{run} is run by no test"
        if collected[run] > times:
            yield f"{run} is run by more than one test"


# --- the plugin ------------------------------------------------------------------------------------------------------


def is_full_run(config: pytest.Config) -> bool:
    """True when nothing on the command line narrows the tests."""
    narrowing = ("keyword", "markexpr", "deselect", "ignore", "ignore_glob", "lf")
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    return whole and not any(config.getoption(option, default=None) for option in narrowing)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of pytest-xdist, which sees explicit arguments only, what was asked for."""
    node.workerinput[FULL_RUN] = is_full_run(node.config)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Compare, where the tests are collected: in the one process, or in every worker."""
    config: Any = session.config
    is_worker = hasattr(config, "workerinput")
    if not (config.workerinput[FULL_RUN] if is_worker else is_full_run(config)):
        return
    found = problems(config.rootpath / config.getini("bdd_features_base_dir"), session.items)
    if is_worker:
        config.workeroutput[FINDINGS] = found
    else:
        config.stash[PROBLEMS] = found


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker found; all workers collect the same tests, a crashed one reports nothing."""
    found = getattr(node, "workeroutput", {}).get(FINDINGS)
    if found:
        node.config.stash[PROBLEMS] = found


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run."""
    if session.config.stash.get(PROBLEMS, []):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what is wrong, below the results."""
    found = config.stash.get(PROBLEMS, [])
    if found:
        terminalreporter.section("features that are not run as written", red=True, bold=True)
        for problem in found:
            terminalreporter.line(f"FAILED {problem}")
