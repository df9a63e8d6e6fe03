"""`import` on the command line: one officer stages a sheet, another confirms it or takes it away."""

from pathlib import Path
from typing import Any

import pytest

from tests.integration.desk import Desk
from tests.sheets import csv_bytes, lines, row, saved

STARTUP = "startup_grant"
OF_FILE = ("--programme", STARTUP, "--place", "330500")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty demonstration book."""
    return Desk(tmp_path)


def sheet(desk: Desk, *rows: dict[str, Any]) -> Path:
    return saved(desk.folder, csv_bytes(lines(STARTUP, list(rows))))


def staged(desk: Desk, *rows: dict[str, Any]) -> str:
    return str(desk.done("import", "stage", sheet(desk, *rows), *OF_FILE, officer="intake")["subject"])


def test_a_sheet_goes_from_check_to_cases(desk: Desk) -> None:
    path = sheet(desk, row(STARTUP), row(STARTUP, 1))
    length = desk.length
    assert desk.done("import", "check", path, *OF_FILE, officer="intake") == {"lines": 2, "applications": 2}
    assert desk.length == length
    file = staged(desk, row(STARTUP), row(STARTUP, 1))
    answer = desk.done("import", "confirm", file, officer="appeal", role="intake_officer")
    assert (answer["import"], answer["applications"], list(answer["cases"])) == (file, 2, ["2", "3"])
    shown = desk.read("import", "show", file)
    assert (shown["import"]["status"], shown["cases"], shown["applications"]) == ("confirmed", answer["cases"], [])
    assert desk.read("verify")["ok"] is True


def test_the_second_person_looks_before_confirming(desk: Desk) -> None:
    file = staged(desk, row(STARTUP))
    (shown,) = desk.read("import", "show", file)["applications"]
    assert (shown["line"], shown["place"], shown["name"]) == (2, "330502", "申***")
    said = desk.type("import", "show", file, as_json=False).stdout
    assert "待复核" in said
    assert "申请人0" not in said


def test_mistakes_are_listed_by_line_and_column(desk: Desk) -> None:
    path = sheet(desk, row(STARTUP), row(STARTUP, 1, founders="x"))
    for verb in ("check", "stage"):
        error = desk.refused("import", verb, path, *OF_FILE, officer="intake")
        (problem,) = error["problems"]
        assert (error["code"], problem["line"], problem["heading"]) == ("form-invalid", 3, "持证残疾人创办者人数")


def test_whoever_staged_a_sheet_does_not_confirm_it(desk: Desk) -> None:
    file = staged(desk, row(STARTUP))
    assert desk.refused("import", "confirm", file, officer="intake")["code"] == "same-person-confirms"


def test_a_discarded_sheet_is_listed_with_its_end(desk: Desk) -> None:
    file = staged(desk, row(STARTUP))
    desk.done("import", "discard", file, "--ground", "误传", officer="intake")
    (found,) = desk.read("import", "list", "--status", "discarded", "--place", "330500")["imports"]
    assert (found["id"], found["ground"]) == (file, "误传")
    assert desk.read("import", "list", "--status", "staged")["imports"] == []
    assert "已撤下" in desk.type("import", "list", as_json=False).stdout


def test_an_import_that_is_not_there_is_not_found(desk: Desk) -> None:
    error = desk.refused("import", "confirm", "import:none", officer="intake")
    assert (error["code"], "导入文件" in error["zh"]) == ("not-found", True)
