"""What a bad sheet gets: every mistake with its line, column and reason in two languages, and nothing imported."""

from pathlib import Path
from typing import Any

import pytest

from tests.factories import disability_certificate, resident_id, uscc
from tests.integration.desk import Desk
from tests.sheets import applicant, columns, csv_bytes, lines, row, saved, xlsx_bytes

STARTUP, LEASE = "startup_grant", "lease_subsidy"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty demonstration book."""
    return Desk(tmp_path)


def refused(desk: Desk, content: bytes, programme: str = STARTUP, *more: str) -> dict[str, Any]:
    """Import a file that must be refused."""
    path = saved(desk.folder, content)
    return desk.refused("application", "import", path, "--programme", programme, *more, officer="intake")


def problems(desk: Desk, content: bytes, programme: str = STARTUP) -> list[tuple[int, str, str]]:
    """Line, column heading and code of every problem."""
    error = refused(desk, content, programme)
    assert error["code"] == "form-invalid"
    return [(one["line"], one["heading"], one["code"]) for one in error["problems"]]


def letter_of(programme: str, name: str) -> str:
    """The column letter of a field, where the columns stand in their own order."""
    number = [column.name for column in columns(programme)].index(name)
    return chr(ord("A") + number)


def test_every_bad_row_is_reported_and_nothing_is_imported(desk: Desk) -> None:
    other = disability_certificate(resident_id("19700101"))
    rows = [
        row(STARTUP),
        row(STARTUP, 1, registered_on="2023-02-30", founders="two"),
        row(STARTUP, 2, applicant__certificate=other),
        row(STARTUP, 3, place="339999"),
        row(STARTUP, 4, applied_on=""),
    ]
    error = refused(desk, csv_bytes(lines(STARTUP, rows)))
    assert [(one["line"], one["column"], one["code"]) for one in error["problems"]] == [
        (3, letter_of(STARTUP, "registered_on"), "not-a-date"),
        (3, letter_of(STARTUP, "founders"), "not-a-whole-number"),
        (4, letter_of(STARTUP, "applicant.certificate"), "certificate-does-not-match-id"),
        (5, letter_of(STARTUP, "place"), "unknown-place"),
        (6, letter_of(STARTUP, "applied_on"), "field-missing"),
    ]
    assert all(one["zh"] and one["en"] and one["heading"] for one in error["problems"])


def test_people_see_line_column_and_both_sentences(desk: Desk) -> None:
    path = saved(desk.folder, csv_bytes(lines(STARTUP, [row(STARTUP, founders="two")])))
    shown = desk.type("application", "import", path, "--programme", STARTUP, officer="intake", as_json=False)
    said = shown.stderr
    assert shown.exit_code == 1
    assert "持证残疾人创办者人数" in said
    assert "此处应为不小于 0 的整数" in said
    assert "A whole number, zero or more" in said


def test_a_wrong_number_is_never_repeated(desk: Desk) -> None:
    wrong = resident_id()[:-1] + "0"
    path = saved(desk.folder, csv_bytes(lines(STARTUP, [row(STARTUP, applicant__resident_id=wrong)])))
    for as_json in (True, False):
        typed = ("application", "import", path, "--programme", STARTUP)
        shown = desk.type(*typed, officer="intake", as_json=as_json)
        assert (shown.exit_code, wrong in shown.output, "申请人0" in shown.output) == (1, False, False)


def test_a_sheet_without_headings_does_not_leak_its_first_row(desk: Desk) -> None:
    _, first, second = lines(STARTUP, [row(STARTUP), row(STARTUP, 1)])
    path = saved(desk.folder, csv_bytes([first, second]))
    shown = desk.type("application", "import", path, "--programme", STARTUP, officer="intake")
    assert shown.exit_code == 1
    assert "申请人" not in shown.output
    assert resident_id("19900315") not in shown.output


def test_the_same_claim_twice_names_both_lines(desk: Desk) -> None:
    error = refused(
        desk, csv_bytes(lines(STARTUP, [row(STARTUP), row(STARTUP, 1), row(STARTUP) | {"form_number": "9"}]))
    )
    assert {(one["line"], one["code"]) for one in error["problems"]} == {(4, "claimed-twice-in-file")}
    assert all("第 2 行与第 4 行" in one["zh"] for one in error["problems"])


def test_a_claim_that_a_case_holds_is_reported_for_its_line(desk: Desk) -> None:
    desk.submitted(STARTUP, 1)
    content = csv_bytes(lines(STARTUP, [row(STARTUP), row(STARTUP, 1)]))
    assert {(line, code) for line, _, code in problems(desk, content)} == {(3, "cost-already-claimed")}


def test_an_applicant_of_whom_other_details_are_sealed_is_reported_for_the_line(desk: Desk) -> None:
    desk.submitted(STARTUP, 1)
    rows = [row(STARTUP), row(STARTUP, 1, business_uscc=uscc(300), applicant__name="别名")]
    assert (3, "details-on-file-differ") in {
        (line, code) for line, _, code in problems(desk, csv_bytes(lines(STARTUP, rows)))
    }


def test_claims_and_cells_are_reported_together(desk: Desk) -> None:
    desk.submitted(STARTUP, 1)
    content = csv_bytes(lines(STARTUP, [row(STARTUP, founders="x"), row(STARTUP, 1)]))
    found = problems(desk, content)
    assert {(line, code) for line, _, code in found} == {(2, "not-a-whole-number"), (3, "cost-already-claimed")}


def test_one_person_has_one_set_of_details_in_a_file(desk: Desk) -> None:
    rows = [row("certificate_subsidy"), row("certificate_subsidy", occupation="4-1", applicant__account="12345678")]
    rows[1]["form_number"] = "2"
    for one in rows:
        one["place"] = "330502"
    content = csv_bytes(lines("certificate_subsidy", rows))
    assert [(line, code) for line, _, code in problems(desk, content, "certificate_subsidy")] == [
        (3, "details-differ-in-file")
    ]


def test_what_the_programme_refuses_is_reported_at_its_column(desk: Desk) -> None:
    cells = row("training_living_allowance", place="330502", class_days="99")
    content = csv_bytes(lines("training_living_allowance", [cells]))
    assert problems(desk, content, "training_living_allowance") == [(2, "上课天数", "course-days-impossible")]


def test_a_woman_needs_her_former_retirement_age(desk: Desk) -> None:
    content = csv_bytes(
        lines(STARTUP, [row(STARTUP, former_retirement_age=""), row(STARTUP, 1, former_retirement_age=60)])
    )
    assert problems(desk, content) == [
        (2, "原法定退休年龄", "former-retirement-age-missing"),
        (3, "原法定退休年龄", "former-retirement-age-missing"),
    ]


def test_headings_must_be_known_complete_and_single(desk: Desk) -> None:
    headings, *rest = lines(STARTUP, [row(STARTUP)])
    headings[headings.index("登记日期")] = "登记日"
    headings[headings.index("联系电话")] = "name of the phone"
    headings[headings.index("地区")] = "applied_on"
    assert problems(desk, csv_bytes([headings, *rest])) == [
        (1, "地区", "heading-missing"),
        (1, "登记日期", "heading-missing"),
        (1, "申请日期", "heading-twice"),
        (1, "", "heading-unknown"),
        (1, "", "heading-unknown"),
    ]


def test_a_cell_under_no_heading_is_reported(desk: Desk) -> None:
    headings, first = lines(STARTUP, [row(STARTUP)])
    assert problems(desk, csv_bytes([headings, [*first, "", "left over"]])) == [(2, "", "cell-without-column")]


def test_rows_of_one_application_must_agree(desk: Desk) -> None:
    second = row(LEASE, months__month="2024-02", lease_ends_on="2027-01-01")
    content = csv_bytes(lines(LEASE, [row(LEASE), second]))
    assert problems(desk, content, LEASE) == [(3, "租赁合同截止日", "rows-differ")]


def test_a_list_needs_numbers_and_at_least_one_item(desk: Desk) -> None:
    unnumbered = row(LEASE, form_number="")
    empty = row(LEASE, 1, months__month="", months__rent_paid="")
    assert problems(desk, csv_bytes(lines(LEASE, [unnumbered])), LEASE) == [(2, "申请编号", "field-missing")]
    assert [(line, code) for line, _, code in problems(desk, csv_bytes(lines(LEASE, [empty])), LEASE)] == [
        (2, "field-missing")
    ]


def test_a_number_is_given_once_where_an_application_has_one_row(desk: Desk) -> None:
    rows = [row(STARTUP), row(STARTUP, 1) | {"form_number": "1"}]
    assert problems(desk, csv_bytes(lines(STARTUP, rows))) == [(3, "申请编号", "number-twice")]


def test_an_id_typed_as_a_number_is_refused_because_it_lost_digits(desk: Desk) -> None:
    for number in (330502199003150002, 3.30502199003150e17):
        content = xlsx_bytes(lines(STARTUP, [row(STARTUP, applicant__resident_id=number)]))
        error = refused(desk, content)
        assert [(one["heading"], one["code"]) for one in error["problems"]] == [("公民身份号码", "number-loses-digits")]
        assert "列必须设为文本格式" in error["problems"][0]["zh"]
    content = csv_bytes(lines(STARTUP, [row(STARTUP, applicant__resident_id="3.30502E+17")]))
    assert problems(desk, content) == [(2, "公民身份号码", "number-loses-digits")]


def test_formulas_and_error_values_are_refused(desk: Desk) -> None:
    content = xlsx_bytes(lines(STARTUP, [row(STARTUP, founders="=1+1", grants_received="#N/A")]))
    assert problems(desk, content) == [
        (2, "持证残疾人创办者人数", "formula-in-cell"),
        (2, "已享受一次性创业补贴次数", "error-in-cell"),
    ]


def test_money_in_a_cell_is_exact(desk: Desk) -> None:
    content = xlsx_bytes(lines(LEASE, [row(LEASE, months__rent_paid=1200.505)]))
    assert problems(desk, content, LEASE) == [(2, "当月实付租金(元)", "money-not-exact")]


UNREADABLE = {
    "empty": (b"", "nothing-to-import"),
    "headings only": ("申请编号,地区\n".encode(), "nothing-to-import"),
    "old or encrypted workbook": (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old-or-locked-workbook"),
    "damaged workbook": (b"PK\x03\x04 but no archive", "sheet-unreadable"),
    "UTF-16": (b"\xff\xfea\x00", "encoding-unknown"),
    "open quote": (b'"open quote', "sheet-unreadable"),
    "wide": (b"a," * 200 + b"b", "too-many-columns"),
    "long": (b"a\n" + b"1\n" * 20_001, "too-many-rows"),
    "large": (b"a" * (10 * 1024 * 1024 + 1), "file-too-large"),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_file_that_cannot_be_read_says_why(desk: Desk, what: str) -> None:
    content, code = UNREADABLE[what]
    assert refused(desk, content)["code"] == code


def test_the_role_is_asked_for_once_not_per_row(desk: Desk) -> None:
    path = saved(desk.folder, csv_bytes(lines(STARTUP, [row(STARTUP), row(STARTUP, 1)])))
    error = desk.refused("application", "import", path, "--programme", STARTUP, officer="finance")
    assert error["code"] == "role-not-allowed"


def test_an_unknown_programme_is_refused(desk: Desk) -> None:
    assert refused(desk, b"x", "free_lunch")["code"] == "unknown-programme"


def test_an_applicant_is_a_person_or_an_employer(desk: Desk) -> None:
    both = row("social_insurance_subsidy") | applicant(1)
    content = csv_bytes(lines("social_insurance_subsidy", [both]))
    found = problems(desk, content, "social_insurance_subsidy")
    assert found == [(2, "统一社会信用代码", "both-or-neither")]
