"""The guard over the features: what is written in them is run as written, or the run fails."""

from pathlib import Path

import pytest

from tests.features_guard import problems

pytest_plugins = ["pytester"]

HEAD = "# language: zh-CN\n功能: 补贴\n"
FIRST = "  场景: 首次创业\n    假如经营 12 个月\n"
SECOND = "  场景: 再次创业\n    假如经营 3 个月\n"
OUTLINE = "  场景大纲: 期限\n    假如经营 <月数> 个月\n    例子:\n      | 月数 |\n      | 11 |\n      | 12 |\n"

STEPS = """
from pytest_bdd import given, parsers, scenarios

scenarios(*{features!r})

@given(parsers.parse("经营 {{months:d}} 个月"))
def _(months):
    assert months
"""


def project(pytester: pytest.Pytester, bound: list[str] | None = None, **features: str) -> None:
    """A project with these features, all of them bound by one test module unless told otherwise."""
    pytester.makepyprojecttoml(
        '[tool.pytest.ini_options]\ntestpaths = ["checks"]\nbdd_features_base_dir = "features"\n'
    )
    pytester.mkdir("features")
    for name, text in features.items():
        (pytester.path / "features" / f"{name}.feature").write_text(text, encoding="utf-8")
    pytester.mkdir("checks")
    module = STEPS.format(features=bound if bound is not None else [f"{name}.feature" for name in features])
    (pytester.path / "checks" / "test_features.py").write_text(module, encoding="utf-8")


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_inprocess("-p", "tests.features_guard", *arguments)


def faults(tmp_path: Path, text: str) -> str:
    """What the guard says of one feature of which nothing was collected, without what that alone explains."""
    (tmp_path / "a.feature").write_text(text, encoding="utf-8")
    return "\n".join(problem for problem in problems(tmp_path, []) if not problem.endswith("is run by no test"))


def test_features_that_are_run_as_written_pass(pytester: pytest.Pytester) -> None:
    project(pytester, startup=HEAD + FIRST + SECOND, lease=HEAD + OUTLINE)
    result = run(pytester)
    result.assert_outcomes(passed=4)
    assert result.ret == pytest.ExitCode.OK


def test_a_second_scenario_of_the_same_name_fails_the_run(pytester: pytest.Pytester) -> None:
    project(pytester, startup=HEAD + FIRST + FIRST)
    result = run(pytester)
    result.assert_outcomes(passed=1)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["FAILED features/startup.feature: “首次创业” is the name of 2 scenarios*"])


def test_the_same_name_under_two_rules_fails_the_run(pytester: pytest.Pytester) -> None:
    project(pytester, startup=HEAD + "  规则: 甲\n" + FIRST + "  规则: 乙\n" + FIRST)
    assert run(pytester).ret == pytest.ExitCode.TESTS_FAILED


def test_a_feature_that_no_module_binds_fails_the_run(pytester: pytest.Pytester) -> None:
    project(pytester, bound=["startup.feature"], startup=HEAD + FIRST, lease=HEAD + OUTLINE)
    result = run(pytester)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(
        [
            "FAILED features/lease.feature: “期限” (line 3) with 月数=11 is run by no test",
            "FAILED features/lease.feature: “期限” (line 3) with 月数=12 is run by no test",
        ]
    )


def test_a_feature_bound_twice_fails_the_run(pytester: pytest.Pytester) -> None:
    project(pytester, startup=HEAD + FIRST)
    again = STEPS.format(features=["startup.feature"])
    (pytester.path / "checks" / "test_again.py").write_text(again, encoding="utf-8")
    result = run(pytester)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*“首次创业” (line 3) is run by more than one test"])


def test_an_example_row_written_twice_is_run_twice(pytester: pytest.Pytester) -> None:
    project(pytester, lease=HEAD + OUTLINE + "      | 12 |\n")
    result = run(pytester)
    result.assert_outcomes(passed=3)
    assert result.ret == pytest.ExitCode.OK


@pytest.mark.parametrize("narrowing", [["-k", "首次创业"], ["checks/test_features.py"], ["--deselect", "checks/x.py"]])
def test_a_run_of_chosen_tests_is_not_judged(pytester: pytest.Pytester, narrowing: list[str]) -> None:
    project(pytester, bound=["startup.feature"], startup=HEAD + FIRST, lease=HEAD + OUTLINE)
    assert run(pytester, *narrowing).ret == pytest.ExitCode.OK


def test_workers_judge_the_same_as_one_process(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    project(pytester, startup=HEAD + FIRST + FIRST)
    result = pytester.runpytest_subprocess("-p", "tests.features_guard", "-n", "2")
    result.assert_outcomes(passed=1)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["FAILED features/startup.feature: “首次创业” is the name of 2 scenarios*"])


def test_workers_pass_features_that_are_run_as_written(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    project(pytester, startup=HEAD + FIRST, lease=HEAD + OUTLINE)
    assert pytester.runpytest_subprocess("-p", "tests.features_guard", "-n", "2").ret == pytest.ExitCode.OK


def test_a_scenario_without_steps_is_a_fault(tmp_path: Path) -> None:
    assert "“首次创业” (line 3) has no steps" in faults(tmp_path, HEAD + "  场景: 首次创业\n")


@pytest.mark.parametrize("examples", ["", "    例子:\n", "    例子:\n      | 月数 |\n"])
def test_an_outline_without_rows_is_a_fault(tmp_path: Path, examples: str) -> None:
    outline = "  场景大纲: 期限\n    假如经营 <月数> 个月\n"
    assert "is an outline without an example row" in faults(tmp_path, HEAD + outline + examples)


@pytest.mark.parametrize(
    "step", ["那么理由是「<理由>」", '那么说明如下\n      """\n      <理由>\n      """', "那么明细为\n      | <理由> |"]
)
def test_a_column_that_the_examples_lack_is_a_fault(tmp_path: Path, step: str) -> None:
    outline = OUTLINE.replace("    例子", f"    {step}\n    例子")
    assert "“期限” (line 3) names <理由>, a column that its examples lack" in faults(tmp_path, HEAD + outline)


@pytest.mark.parametrize("line", ["场景：甲", "示例: 甲", "例：甲"])
def test_a_line_meant_as_a_keyword_but_read_as_prose_is_a_fault(tmp_path: Path, line: str) -> None:
    assert "reads as prose" in faults(tmp_path, HEAD + f"  {line}\n" + FIRST)


def test_a_quoted_clause_is_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, HEAD + "  依据第三条：首次创业的，给予补贴。\n" + FIRST) == ""


def test_a_feature_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    assert "a.feature: cannot be read" in faults(tmp_path, "功能: 没有说明语言\n")
