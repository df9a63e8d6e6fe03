"""Placements on the command line: registered, evidenced month by month, corrected, ended, and read again."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.factories import bank_card
from tests.integration.desk import Desk
from tests.placed import certificate, registration, terms, worker

MONTH = ("--month", "2024-01", "--wage", "3200.00", "--former-retirement-age", "55", "--reference", "工资单2024-1")
FIVE = [word for each in "pension medical unemployment work_injury maternity".split() for word in ("--insurance", each)]
QUOTA = "quota_officer"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A demonstration book of Huzhou in March 2024."""
    return Desk(tmp_path)


def form(desk: Desk, content: Any) -> Path:
    path = desk.folder / "form.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def known(desk: Desk, number: int = 1) -> str:
    """The pseudonym of a person who is registered in the book."""
    details = worker(number)
    data = {
        "resident_id": details.resident_id,
        "name": details.name,
        "certificate": details.certificate,
        "account": bank_card(number),
    }
    return str(
        desk.done("party", "register", "--form", form(desk, data), "--reason", "登记", officer="intake")["subject"]
    )


def placed(desk: Desk, number: int = 1, **changes: Any) -> str:
    person = known(desk, number)
    made = form(desk, registration(person, **changes))
    return str(desk.done("placement", "register", "--form", made, officer="q", role=QUOTA)["subject"])


def test_a_placement_is_registered_evidenced_and_read(desk: Desk) -> None:
    placement = placed(desk)
    desk.done("placement", "record-month", placement, *MONTH, *FIVE, officer="q", role=QUOTA)
    shown = desk.read("placement", "show", placement)
    assert (shown["placement"]["post"], shown["placement"]["months"]) == ("ordinary_contract", 1)
    (month,) = shown["months"]
    assert (month["month"], month["wage"], len(month["insurances"])) == ("2024-01", "3200.00", 5)
    assert "养老保险" in desk.type("placement", "show", placement, as_json=False).stdout
    assert desk.read("verify")["ok"] is True


def test_a_month_is_corrected_and_never_edited(desk: Desk) -> None:
    placement = placed(desk)
    desk.done("placement", "record-month", placement, *MONTH, officer="q", role=QUOTA)
    wrong = desk.refused("placement", "record-month", placement, *MONTH, officer="q", role=QUOTA)
    assert wrong["code"] == "month-already-recorded"
    same = desk.refused("placement", "correct-month", placement, *MONTH, "--reason", "复核", officer="q", role=QUOTA)
    assert same["code"] == "nothing-corrected"
    desk.done("placement", "correct-month", placement, *MONTH, *FIVE, "--reason", "补证", officer="q", role=QUOTA)
    (month,) = desk.read("placement", "show", placement)["months"]
    assert (month["corrected"], len(month["insurances"])) == (1, 5)
    assert desk.read("verify")["ok"] is True


def test_new_terms_certificates_and_the_end_are_events(desk: Desk) -> None:
    placement = placed(desk)
    person = placement.split(":")[2]
    later = {"terms": terms(person, post="home_based"), "from_on": "2024-02-01"}
    desk.done(
        "placement", "change", placement, "--form", form(desk, later), "--reason", "转岗", officer="q", role=QUOTA
    )
    spans = {"certificates": [certificate(grade=4, ends_on="2024-01-31"), certificate(starts_on="2024-02-01")]}
    desk.done("placement", "record-certificates", placement, "--form", form(desk, spans), officer="q", role=QUOTA)
    last = ("--last-day", "2024-02-29", "--ground", "resigned", "--reason", "辞职")
    desk.done("placement", "end", placement, *last, officer="q", role=QUOTA)
    (row,) = desk.read("placement", "list", "--person", person)["placements"]
    assert (row["post"], row["ended_on"], row["ground"]) == ("home_based", "2024-02-29", "resigned")
    assert desk.refused("placement", "end", placement, *last, officer="q", role=QUOTA)["code"] == "already-ended"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"employer": "91330502000000021X"}, "wrong-uscc-check"),
        ({"place": "330599"}, "unknown-place"),
        ({"certificates": []}, "certificate-missing-on-registration"),
        ({"certificates": [certificate(grade=5)]}, "grade-not-issued"),
        ({"certificates": [certificate(grade=2)]}, "certificate-of-other-grade"),
        ({"started_on": "2024-03-02"}, "starts-in-future"),
        ({"post": "director"}, "form-does-not-fit"),
    ],
)
def test_a_registration_that_cannot_be_is_refused(desk: Desk, changes: dict[str, Any], code: str) -> None:
    made = form(desk, registration(known(desk), **changes))
    assert desk.refused("placement", "register", "--form", made, officer="q", role=QUOTA)["code"] == code


def test_a_stranger_is_not_placed_and_nobody_acts_without_the_role(desk: Desk) -> None:
    made = form(desk, registration("p_nobody"))
    assert desk.refused("placement", "register", "--form", made, officer="q", role=QUOTA)["code"] == "not-found"
    made = form(desk, registration(known(desk)))
    assert desk.refused("placement", "register", "--form", made, officer="intake")["code"] == "role-not-allowed"


def test_a_month_that_is_not_over_or_not_worked_is_refused(desk: Desk) -> None:
    placement = placed(desk, started_on="2024-02-15")
    for month, code in (("2024-03", "month-not-over"), ("2024-01", "month-outside-placement")):
        words = ("placement", "record-month", placement, *MONTH[2:], "--month", month)
        assert desk.refused(*words, officer="q", role=QUOTA)["code"] == code


HEADINGS = "安置编号,月份,实发工资,足额缴纳的险种,原法定退休年龄,证据文号"


def sheet(desk: Desk, *lines: str) -> Path:
    path = desk.folder / "months.csv"
    path.write_text("\n".join((HEADINGS, *lines)), encoding="utf-8")
    return path


def test_a_sheet_of_months_is_imported_whole(desk: Desk) -> None:
    placement = placed(desk)
    lines = [f"{placement},2023-{month:02d},3000.00,养老保险、医疗保险,55,工资单" for month in range(1, 13)]
    words = ("placement", "import-months", sheet(desk, *lines))
    first = desk.done(*words, officer="q", role=QUOTA)
    months = desk.read("placement", "show", placement)["months"]
    assert (len(months), months[0]["insurances"]) == (12, ["pension", "medical"])
    assert desk.done(*words, officer="q", role=QUOTA) == first, "the same file counts once"
    other = ("placement", "import-months", sheet(desk, lines[0]))
    assert desk.refused(*other, officer="q", role=QUOTA)["code"] == "month-already-recorded"
    assert desk.read("verify")["ok"] is True


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("{p},2023-13,3000.00,养老保险,55,工资单", "B"),
        ("{p},2023-02,-1,养老保险,55,工资单", "C"),
        ("{p},2023-02,3000.00,人寿保险,55,工资单", "D"),
        ("{p},2023-02,3000.00,养老保险,55,", ""),
    ],
)
def test_a_sheet_with_one_mistake_is_not_imported_at_all(desk: Desk, line: str, column: str) -> None:
    placement = placed(desk)
    good = f"{placement},2023-01,3000.00,养老保险,55,工资单"
    words = ("placement", "import-months", sheet(desk, good, line.format(p=placement)))
    error = desk.refused(*words, officer="q", role=QUOTA)
    assert error["code"] == "form-invalid"
    assert [(each["line"], each["column"]) for each in error["problems"] if column] == [(3, column)] * bool(column)
    assert desk.read("placement", "show", placement)["months"] == []


def test_a_sheet_with_a_month_that_cannot_be_names_its_number(desk: Desk) -> None:
    placement = placed(desk)
    lines = [f"{placement},{month},3000.00,养老保险,55,工资单" for month in ("2023-01", "2021-12")]
    error = desk.refused("placement", "import-months", sheet(desk, *lines), officer="q", role=QUOTA)
    assert (error["code"], error["field"]) == ("month-outside-placement", "months[1].month")
    without = desk.folder / "months.csv"
    without.write_text("月份\n2023-01", encoding="utf-8")
    assert desk.refused("placement", "import-months", without, officer="q", role=QUOTA)["code"] == "form-invalid"
