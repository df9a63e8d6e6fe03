"""Pytest plugin: leaves what became of every scenario in `var/features.json`, for the living document of the law.

A run of a part of the tests replaces the results of the scenarios that it ran, and keeps the others of unchanged files.
"""

from collections.abc import Generator
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from api import clock
from api.law.results import FeatureRuns, Runs
from tests.features_guard import run_of

FILE = Path("var") / "features.json"
COLLECTOR = "feature_results_collector"
SCENARIO = "feature_scenario"


class Collector:
    """Counts, in the process that sees all reports, how often each scenario passed and failed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._failed: dict[tuple[str, str], dict[str, bool]] = {}

    def pytest_runtest_logreport(self, report: Any) -> None:
        """A run of a scenario has failed if its set-up, its steps or its clearing away has."""
        name = getattr(report, SCENARIO, None)
        if name is None or report.skipped:
            return
        runs = self._failed.setdefault((name[0], name[1]), {})
        runs[report.nodeid] = runs.get(report.nodeid, False) or report.failed

    def pytest_sessionfinish(self) -> None:
        """Write what was seen; nothing where no scenario was run."""
        if not self._failed:
            return
        path = self._root / FILE
        known = _known(path)
        for (filename, name), runs in self._failed.items():
            file, digest = self._feature(Path(filename))
            before = known.get(file)
            kept = before.scenarios if before is not None and before.sha256 == digest else {}
            failed = sum(runs.values())
            counted = Runs(passed=len(runs) - failed, failed=failed)
            today = clock.today().isoformat()
            known[file] = FeatureRuns(sha256=digest, on=today, scenarios=kept | {name: counted})
        path.parent.mkdir(exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_bytes(msgspec.json.format(msgspec.json.encode(known, order="sorted")))
        fresh.replace(path)

    def _feature(self, path: Path) -> tuple[str, str]:
        """The file's name below the features, and its digest."""
        content = path.read_bytes()
        return path.resolve().relative_to(self._root / "features").as_posix(), sha256(content).hexdigest()


def _known(path: Path) -> dict[str, FeatureRuns]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, FeatureRuns])
    except (OSError, msgspec.MsgspecError):
        return {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say in the report which scenario the test stands for, so that it reaches the collector from any worker."""
    report = yield
    run = run_of(item)
    if run is not None:
        setattr(report, SCENARIO, (str(run.feature), run.name))
    return report


def pytest_configure(config: pytest.Config) -> None:
    """Workers of a parallel run report to one process, which alone collects."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Collector(config.rootpath.resolve()), COLLECTOR)
