"""Importing a sheet of applications: all in one transaction or none, once, in the encodings that officers have."""

from datetime import date
from pathlib import Path

import pytest

from api.forms.reference import example_of
from api.schemas.catalogue import FORMS, form_of
from domain.names import zh
from ledger.book import Book
from ledger.keys import load_keys
from ledger.vault import Vault
from tests.factories import bank_card
from tests.integration.desk import Desk
from tests.sheets import applicant, csv_bytes, insured, lines, row, saved, xlsx_bytes

STARTUP, LEASE, INSURANCE, REWARD = "startup_grant", "lease_subsidy", "social_insurance_subsidy", "over_quota_reward"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty demonstration book."""
    return Desk(tmp_path)


def imported(desk: Desk, path: Path, programme: str, *more: str) -> dict[str, str]:
    """Import a file; the case of every line."""
    answer = desk.done("application", "import", path, "--programme", programme, *more, officer="intake")
    cases: dict[str, str] = answer["cases"]
    return cases


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("programme", sorted(FORMS), ids=zh)
def test_every_programme_can_be_imported(tmp_path: Path, programme: str, kind: str) -> None:
    desk = Desk(tmp_path, place=str(example_of(form_of(programme))["place"])[:4] + "00")
    cells = lines(programme, [row(programme)])
    content = csv_bytes(cells) if kind == "csv" else xlsx_bytes(cells)
    (case,) = imported(desk, saved(tmp_path, content, f"sheet.{kind}"), programme).values()
    shown = desk.read("case", "show", case)["case"]
    assert (shown["programme"], shown["status"]) == (programme, "submitted")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encodings_of_officers_are_read(desk: Desk, encoding: str) -> None:
    path = saved(desk.folder, csv_bytes(lines(STARTUP, [row(STARTUP)]), encoding))
    assert list(imported(desk, path, STARTUP)) == ["2"]


def test_english_headings_in_any_order_are_read(desk: Desk) -> None:
    cells = lines(STARTUP, [row(STARTUP)], english=True)
    path = saved(desk.folder, csv_bytes([list(reversed(line)) for line in cells]))
    assert len(imported(desk, path, STARTUP)) == 1


def test_the_place_may_be_said_for_the_whole_sheet(desk: Desk) -> None:
    cells = lines(STARTUP, [row(STARTUP, place="330521"), row(STARTUP, 1, place="")])
    cases = imported(desk, saved(desk.folder, csv_bytes(cells)), STARTUP, "--place", "330523")
    assert [desk.read("case", "show", case)["case"]["place"] for case in cases.values()] == ["330521", "330523"]


def test_all_applications_are_one_command(desk: Desk) -> None:
    path = saved(desk.folder, csv_bytes(lines(STARTUP, [row(STARTUP, number) for number in range(5)])))
    before = desk.length
    cases = imported(desk, path, STARTUP)
    assert (len(set(cases.values())), list(cases)) == (5, ["2", "3", "4", "5", "6"])
    with Book.open(desk.url) as book:
        events = book.read(before)
    assert len({event.meta.command_id for event in events}) == 1
    assert len(events) == 5 * 3, "registered, drafted, submitted"
    assert desk.read("verify")["ok"] is True


def test_the_same_file_counts_once(desk: Desk) -> None:
    path = saved(desk.folder, csv_bytes(lines(STARTUP, [row(STARTUP), row(STARTUP, 1)])))
    cases, length = imported(desk, path, STARTUP), desk.length
    again = saved(desk.folder, path.read_bytes(), "another name.csv")
    assert (imported(desk, again, STARTUP), desk.length) == (cases, length)


def test_a_dry_run_checks_and_writes_nothing(desk: Desk) -> None:
    path = saved(desk.folder, csv_bytes(lines(STARTUP, [row(STARTUP)])))
    length = desk.length
    assert len(imported(desk, path, STARTUP, "--dry-run")) == 1
    assert desk.length == length
    assert len(imported(desk, path, STARTUP)) == 1


def test_rows_of_one_number_make_one_application(desk: Desk) -> None:
    first = row(LEASE, months__month="2023-07", months__rent_paid="1200.00")
    second = {"form_number": "1", "months.month": "2023-08", "months.rent_paid": "900.50"}
    other = row(LEASE, 1, months__month="2023-07")
    path = saved(desk.folder, csv_bytes(lines(LEASE, [first, other, second])))
    cases = imported(desk, path, LEASE)
    assert list(cases) == ["2", "3"]
    assert desk.read("case", "show", cases["2"])["facts"]["months"] == [
        {"month": "2023-07", "rent_paid": "1200.00"},
        {"month": "2023-08", "rent_paid": "900.50"},
    ]


def test_a_blank_number_goes_on_with_the_row_above(desk: Desk) -> None:
    first = row(LEASE, months__month="2023-07")
    merged = {"months.month": "2023-08", "months.rent_paid": "1200.00"}
    path = saved(desk.folder, xlsx_bytes(lines(LEASE, [first, merged, merged | {"months.month": "2023-09"}])), "a.xlsx")
    (case,) = imported(desk, path, LEASE).values()
    assert len(desk.read("case", "show", case)["facts"]["months"]) == 3


def test_insured_persons_are_told_apart_by_their_number(desk: Desk) -> None:
    one, two = insured(1), insured(2)
    rows = [
        row(INSURANCE) | one | {"insured.months.month": "2024-01"},
        {"form_number": "1"}
        | two
        | {"insured.first_recognised": "2021-04", "insured.months_already_subsidised": 3}
        | {"insured.former_retirement_age": 50, "insured.months.month": "2024-01", "insured.months.pension": "600.00"},
        {"form_number": "1", "insured.resident_id": one["insured.resident_id"], "insured.months.month": "2024-02"},
    ]
    (case,) = imported(desk, saved(desk.folder, csv_bytes(lines(INSURANCE, rows))), INSURANCE).values()
    people = desk.read("case", "show", case)["facts"]["insured"]
    assert [[month["month"] for month in person["months"]] for person in people] == [
        ["2024-01", "2024-02"],
        ["2024-01"],
    ]
    assert all(person["person"].startswith("p_") for person in people)


def test_a_flexible_worker_applies_alone(desk: Desk) -> None:
    alone = applicant(1) | {"applicant.uscc": "", "employment": "灵活就业"}
    path = saved(desk.folder, csv_bytes(lines(INSURANCE, [row(INSURANCE) | alone | insured(1)])))
    (case,) = imported(desk, path, INSURANCE).values()
    shown = desk.read("case", "show", case)
    assert shown["facts"]["insured"][0]["person"] == shown["case"]["applicant"]


def test_an_employers_roster_never_changes_what_is_sealed_of_a_person(desk: Desk) -> None:
    desk.submitted(STARTUP, 1)
    path = saved(desk.folder, csv_bytes(lines(INSURANCE, [row(INSURANCE) | insured(1)])))
    imported(desk, path, INSURANCE)
    with Book.open(desk.url) as book:
        vault = Vault(book, load_keys(desk.folder / "book.sqlite.key"))
        person = vault.pseudonym(insured(1)["insured.resident_id"])
        assert vault.open(person, 1).account == bank_card(1)
        assert len(book.events(f"party:{person}")) == 1


def test_whoever_was_only_named_is_asked_for_an_account_when_applying(desk: Desk) -> None:
    path = saved(desk.folder, csv_bytes(lines(INSURANCE, [row(INSURANCE) | insured(1)])))
    imported(desk, path, INSURANCE)
    case = desk.submitted(STARTUP, 1)
    with Book.open(desk.url) as book:
        vault = Vault(book, load_keys(desk.folder / "book.sqlite.key"))
        party = desk.read("case", "show", case)["case"]["applicant"]
        assert [vault.open(party, version).account for version in (1, 2)] == ["", bank_card(1)]


def test_a_roster_counts_severe_disabilities_twice_and_joins_periods(tmp_path: Path) -> None:
    desk = Desk(tmp_path, place="430100")
    named = {f"placements.{name}": applicant(5)[f"applicant.{name}"] for name in ("resident_id", "name", "certificate")}
    halves = [("2023-01", "2023-03"), ("2023-06", "2023-06")]
    rows = [
        row(REWARD) | named | {"placements.first_month": first, "placements.last_month": last} for first, last in halves
    ]
    (case,) = imported(desk, saved(tmp_path, csv_bytes(lines(REWARD, rows))), REWARD).values()
    (placement,) = desk.read("case", "show", case)["facts"]["placements"]
    assert placement["weight"] == 2
    assert placement["months"] == ["2023-01", "2023-02", "2023-03", "2023-06"]


def test_real_dates_numbers_and_booleans_of_a_workbook_are_read(desk: Desk) -> None:
    typed = row(
        LEASE,
        applied_on=date(2024, 3, 1),
        lease_begins_on=date(2023, 7, 1),
        still_running=True,
        months__month=date(2024, 1, 1),
        months__rent_paid=1200.5,
    )
    path = saved(desk.folder, xlsx_bytes([*lines(LEASE, [typed]), [], ["", "", ""]]), "typed.xlsx")
    (case,) = imported(desk, path, LEASE).values()
    facts = desk.read("case", "show", case)["facts"]
    assert facts["months"] == [{"month": "2024-01", "rent_paid": "1200.50"}]
    assert facts["lease_begins_on"] == "2023-07-01"


def test_the_blank_form_has_text_columns_and_instructions(desk: Desk) -> None:
    path = desk.folder / "blank.xlsx"
    assert desk.read("application", "form", LEASE, "--out", path)["programme"] == LEASE
    error = desk.refused("application", "import", path, "--programme", LEASE, officer="intake")
    assert error["code"] == "nothing-to-import"
