"""Sheets of the service register: all of them or nobody, every mistake with line and column, no number in the log."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from api.forms.register_sheet import COLUMNS
from ledger.book import Book
from tests.factories import disability_certificate, resident_id
from tests.integration.desk import Desk
from tests.sheets import saved, xlsx_bytes

REGISTER = {"officer": "register", "role": "register_officer"}
INJURED = {"certificate": "", "name": "", "basis": "工伤伤残职工"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty demonstration book of Huzhou."""
    return Desk(tmp_path)


def row(number: int, **cells: str) -> dict[str, str]:
    person = resident_id(f"198{number}0101")
    known = {
        "resident_id": person,
        "name": f"登记人{number}",
        "certificate": disability_certificate(person),
        "place": "330502",
        "basis": "残疾人证",
        "employment": "未就业",
        "working_age": "是",
        "able_to_work": "是",
        "wants_work": "否",
        "university": "在校",
    }
    return known | cells


def cells(rows: list[dict[str, str]], without: str = "") -> list[list[Any]]:
    columns = [column for column in COLUMNS if column.name != without]
    return [
        [column.heading for column in columns],
        *([each.get(column.name, "") for column in columns] for each in rows),
    ]


def csv_file(desk: Desk, rows: list[dict[str, str]], without: str = "") -> Path:
    out = StringIO()
    csv.writer(out).writerows(cells(rows, without))
    return saved(desk.folder, out.getvalue().encode("utf-8-sig"))


def files(desk: Desk) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.read("service", "list")["files"]
    return found


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_sheet_enrols_everybody_once(desk: Desk, kind: str) -> None:
    rows = [row(0), row(1, **INJURED)]
    path = csv_file(desk, rows) if kind == "csv" else saved(desk.folder, xlsx_bytes(cells(rows)))
    answer = desk.done("service", "import", path, **REGISTER)
    assert (answer["enrolled"], sorted(answer["people"])) == (2, ["2", "3"])
    assert [(each["place"], each["university"]) for each in files(desk)] == [("330502", "in_school")] * 2
    length = desk.length
    assert desk.done("service", "import", path, **REGISTER) == answer
    assert desk.length == length


def test_the_log_holds_pseudonyms_only(desk: Desk) -> None:
    desk.done("service", "import", csv_file(desk, [row(0)]), **REGISTER)
    with Book.open(desk.url) as book:
        log = b"".join(stored.state for stored in book.raw())
    assert row(0)["resident_id"].encode() not in log
    assert "登记人".encode() not in log
    assert b"party.Registered" in log


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    length = desk.length
    answer = desk.done("service", "import", csv_file(desk, [row(0)]), "--dry-run", **REGISTER)
    assert (answer["dry_run"], answer["enrolled"], desk.length) == (True, 1, length)


def test_the_place_may_be_said_once(desk: Desk) -> None:
    path = csv_file(desk, [row(0)], without="place")
    desk.done("service", "import", path, "--place", "330521", **REGISTER)
    assert [each["place"] for each in files(desk)] == ["330521"]


def test_every_mistake_is_named_and_nobody_is_enrolled(desk: Desk) -> None:
    other = disability_certificate(resident_id("19700101"))
    rows = [
        row(0),
        row(1, place="339999", working_age="也许"),
        row(2, certificate=other),
        row(3, certificate=""),
        row(4, basis="听说"),
        row(0),
    ]
    error = desk.refused("service", "import", csv_file(desk, rows), **REGISTER)
    assert [(each["line"], each["heading"], each["code"]) for each in error["problems"]] == [
        (3, "常住地", "unknown-place"),
        (3, "就业年龄段", "not-yes-or-no"),
        (4, "残疾人证号", "certificate-does-not-match-id"),
        (5, "残疾人证号", "field-missing"),
        (6, "列入依据", "not-a-choice"),
        (7, "公民身份号码", "enrolled-twice-in-file"),
    ]
    assert files(desk) == []


def test_who_is_on_the_register_already_is_named(desk: Desk) -> None:
    desk.done("service", "import", csv_file(desk, [row(0)]), **REGISTER)
    error = desk.refused("service", "import", csv_file(desk, [row(1), row(0, wants_work="是")]), **REGISTER)
    assert [(each["line"], each["code"]) for each in error["problems"]] == [(3, "already-enrolled")]
    assert len(files(desk)) == 1


def test_another_place_is_outside_the_book(desk: Desk) -> None:
    error = desk.refused("service", "import", csv_file(desk, [row(0, place="330702")]), **REGISTER)
    assert [(each["line"], each["code"]) for each in error["problems"]] == [(2, "place-outside-book")]


def test_without_the_role_nothing_is_read_in(desk: Desk) -> None:
    assert desk.refused("service", "import", csv_file(desk, [row(0)]), officer="intake")["code"] == "role-not-allowed"


def test_unknown_and_missing_columns_are_named(desk: Desk) -> None:
    out = StringIO()
    csv.writer(out).writerows([["公民身份号码", "星座"], ["1", "2"]])
    error = desk.refused("service", "import", saved(desk.folder, out.getvalue().encode()), **REGISTER)
    codes = [each["code"] for each in error["problems"]]
    assert codes.count("heading-unknown") == 1
    assert codes.count("heading-missing") == 6
