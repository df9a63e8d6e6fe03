"""Evidence on the command line: imported, accepted in part, withdrawn, listed, and told cell by cell."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.evidence.files import WAGE, in_chinese, written
from tests.integration.desk import Desk
from tests.integration.world_evidence import BAD, wages

SAID = ("--source", "tax-bureau", "--period", "2024-03")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A demonstration book with budget for start-up grants."""
    desk = Desk(tmp_path)
    desk.budget("startup_grant", "100000.00")
    return desk


def test_a_file_is_imported_listed_shown_and_verified(desk: Desk) -> None:
    path = written(desk.folder / "工资.csv", [in_chinese("wages", row) for row in wages(1, 2)])
    assert desk.done("evidence", "import", "wages", path, *SAID, "--check", officer="data") == {"lines": 2, "rows": 2}
    receipt = desk.done("evidence", "import", "wages", path, *SAID, officer="data")
    assert list(desk.folder.glob("book.sqlite.evidence/330500/wages/330500/2024-03/*.parquet"))
    (row,) = desk.read("evidence", "list", "--dataset", "wages")["evidence"]
    assert row == desk.read("evidence", "show", receipt["subject"])["evidence"]
    assert (row["status"], row["rows"], row["as_of"]) == ("imported", 2, "2024-03-01"), "known to the day of the import"
    told = {each["dataset"]: each for each in desk.read("evidence", "datasets")["datasets"]}
    assert (told["wages"]["rows"], told["deaths"]["rows"]) == (2, 0)
    assert desk.read("verify")["ok"]
    desk.done("evidence", "withdraw", receipt["subject"], "--ground", "来源误传", officer="data")
    alone = desk.refused("evidence", "confirm-withdrawal", receipt["subject"], officer="data")
    assert alone["code"] == "same-person-withdraws"
    desk.done("evidence", "keep", receipt["subject"], "--ground", "再核对", officer="data")
    desk.done("evidence", "withdraw", receipt["subject"], "--ground", "来源误传", officer="data")
    desk.done("evidence", "confirm-withdrawal", receipt["subject"], officer="second-data")
    assert desk.read("evidence", "list", "--status", "withdrawn")["evidence"]
    assert desk.read("evidence", "sweep") == {"removed": 0}


def test_a_bad_cell_is_told_with_line_heading_reason_and_value(desk: Desk) -> None:
    path = written(desk.folder / "a.csv", [*wages(1), *wages(2, **BAD)])
    refusal = desk.refused("evidence", "import", "wages", path, *SAID, officer="data")
    assert refusal["code"] == "evidence-rows-invalid"
    (problem,) = refusal["problems"]
    assert (problem["line"], problem["heading"], problem["value"]) == (3, "实发工资 Wage paid", "4500.505")


def test_a_part_of_a_file_is_accepted_by_another(desk: Desk) -> None:
    path = written(desk.folder / "a.csv", [*wages(1), *wages(2, **BAD)])
    words = ("evidence", "import", "wages", path, *SAID, "--accept-partial")
    waiting = desk.done(*words, officer="data")["subject"]
    (left,) = desk.read("evidence", "show", waiting)["left_out"]
    assert (left["line"], left["name"], left["code"]) == (3, "paid_fen", "money-not-exact")
    shown = desk.type("evidence", "show", waiting, as_json=False).stdout
    assert "实发工资" in shown
    assert BAD["paid_fen"] not in shown, "what stood in the cell is not repeated"
    assert desk.refused("evidence", "confirm", waiting, officer="data")["code"] == "same-person-accepts"
    desk.done("evidence", "confirm", waiting, officer="second-data")
    second = desk.done(
        *words[:3], written(desk.folder / "b.csv", [*wages(3), *wages(4, **BAD)]), *words[4:], officer="data"
    )
    desk.done("evidence", "discard", second["subject"], "--ground", "口径有误", officer="data")
    assert [row["status"] for row in desk.read("evidence", "list")["evidence"]] == ["imported", "discarded"]


def test_a_file_with_fewer_keys_than_it_replaces_waits_for_another(desk: Desk) -> None:
    whole, less = written(desk.folder / "a.csv", wages(1, 2)), written(desk.folder / "b.csv", wages(1))
    first = desk.done("evidence", "import", "wages", whole, *SAID, officer="data")["subject"]
    assert desk.refused("evidence", "import", "wages", less, *SAID, officer="data")["code"] == "fewer-than-replaced"
    waits = desk.done("evidence", "import", "wages", less, *SAID, "--accept-fewer", officer="data")
    assert waits["outcome"] == {"rows": "1", "fewer": "1"}
    (lacks,) = desk.read("evidence", "show", waits["subject"])["missing"]
    assert (lacks["name"], lacks["evidence"], lacks["line"]) == ("person", first, 3)
    assert lacks["party"] in desk.type("evidence", "show", waits["subject"], as_json=False).stdout
    desk.done("evidence", "confirm", waits["subject"], officer="second-data")
    assert {row["dataset"]: row["rows"] for row in desk.read("evidence", "datasets")["datasets"]}["wages"] == 1
    assert desk.read("verify")["ok"]


def test_a_template_has_the_headings_that_are_read(desk: Desk) -> None:
    out = desk.folder / "blank.csv"
    desk.read("evidence", "template", "wages", "--out", out)
    row = in_chinese("wages", WAGE)
    with out.open("a", encoding="utf-8") as file:
        file.write(",".join(f'"{text}"' for text in row.values()) + ",\n")
    assert desk.done("evidence", "import", "wages", out, *SAID, officer="data")["outcome"] == {"rows": "1"}


def test_a_small_workbook_is_read_too(desk: Desk) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(WAGE))
    sheet.append([*list(WAGE.values())[:3], 4500.5, 100, *list(WAGE.values())[5:]])
    sheet.append([*list(WAGE.values())[:3], "=1+1", 100, *list(WAGE.values())[5:]])
    book.save(desk.folder / "a.xlsx")
    refusal = desk.refused("evidence", "import", "wages", desk.folder / "a.xlsx", *SAID, officer="data")
    assert [(each["line"], each["code"]) for each in refusal["problems"]] == [(3, "formula-in-cell")]
