"""What became of the scenarios when they were last run, from the small file that the test run leaves."""

from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

import msgspec

from api.law.scenarios import ROOT
from domain.errors import Refusal

RESULTS: Final = ROOT / "var" / "features.json"
"""Where the test run leaves them, unless told otherwise."""

Outcome = Literal["passed", "failed", "not_run", "changed"]
"""Changed: the feature file is not the one that was run, so that its result says nothing."""


class ResultsUnreadable(Refusal):
    """场景结果文件 {file} 无法读取:{problem}。

    The file of results {file} cannot be read: {problem}.
    """


class Runs(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often a scenario, or its examples, passed and failed the last time."""

    passed: int
    failed: int


class FeatureRuns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One feature file: its digest when it was run, the day of the run, and its scenarios by name."""

    sha256: str
    on: str
    scenarios: dict[str, Runs]


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """The last result of one scenario; `on` is the day of its run, empty where there was none."""

    outcome: Outcome
    on: str = ""
    runs: int = 0


class Results:
    """The results by feature file; a scenario that is not in them was not run, and is never said to have passed."""

    def __init__(self, by_file: dict[str, FeatureRuns], features: Path) -> None:
        self._by_file = by_file
        self._features = features
        self._digests: dict[str, str] = {}

    def of(self, file: str, name: str) -> Result:
        """The last result of the scenario."""
        known = self._by_file.get(file)
        runs = known.scenarios.get(name) if known else None
        if known is None or runs is None or not runs.passed + runs.failed:
            return Result(outcome="not_run")
        if known.sha256 != self._digest(file):
            return Result(outcome="changed", on=known.on)
        return Result(outcome="failed" if runs.failed else "passed", on=known.on, runs=runs.passed + runs.failed)

    def _digest(self, file: str) -> str:
        if file not in self._digests:
            self._digests[file] = sha256((self._features / file).read_bytes()).hexdigest()
        return self._digests[file]


def read_results(path: Path, features: Path) -> Results:
    """The results in a file; none where there is no file."""
    if not path.exists():
        return Results({}, features)
    try:
        return Results(msgspec.json.decode(path.read_bytes(), type=dict[str, FeatureRuns]), features)
    except (msgspec.MsgspecError, OSError) as error:
        raise ResultsUnreadable(field="results", file=path, problem=error) from error
