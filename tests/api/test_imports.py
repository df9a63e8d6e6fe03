"""Imports over HTTP: a file is sent as it is, waits for a second person, and is answered row by row where wrong."""

from base64 import b64encode
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from api.forms.imports import CSV, XLSX
from api.forms.sheet import MAX_BYTES
from ledger.tables import staged_files
from tests.api.office import PLACE, Office
from tests.integration.world_imports import sheet
from tests.sheets import csv_bytes, lines, row, xlsx_bytes

STARTUP = "startup_grant"
ABOUT = {"programme": STARTUP, "place": PLACE}


@pytest.fixture
def office(office: Office) -> Office:
    """The day on which the applications of the examples come in."""
    office.on("2024-03-01")
    return office


def sent(
    office: Office,
    content: bytes,
    path: str = "/imports",
    *,
    by: str = "intake",
    key: str = "",
    media_type: str = CSV,
    digest: str = "",
    **about: str,
) -> TestResponse:
    """Send a file."""
    query = ABOUT | about
    return office.as_(by).send(path, BytesIO(content), query=query, key=key, media_type=media_type, digest=digest)


def staged(office: Office, content: bytes) -> str:
    response = sent(office, content)
    assert response.status_code == 201, response.text
    return str((response.json or {})["subject"])


def code(response: TestResponse) -> tuple[int, str]:
    return response.status_code, str((response.json or {})["code"])


def test_a_file_goes_from_upload_to_cases(office: Office) -> None:
    response = sent(office, sheet(0, 1))
    assert response.status_code == 201, response.text
    file = (response.json or {})["subject"]
    assert response.headers["Location"] == f"/v1/books/{PLACE}/imports/{file}"
    assert response.headers["ETag"] == '"1"'
    shown = office.as_("second-intake").get(f"/imports/{file}")
    assert (shown.headers["ETag"], (shown.json or {})["status"], (shown.json or {})["applications"]) == (
        '"1"',
        "staged",
        2,
    )
    items = office.as_("second-intake").read(f"/imports/{file}/applications")["items"]
    assert [(one["line"], one["name"]) for one in items] == [(2, "申***"), (3, "申***")]
    receipt = office.as_("second-intake").done(f"/imports/{file}/confirm", version=1)
    cases = office.as_("auditor").read(f"/imports/{file}/cases")["items"]
    assert {str(each["line"]): each["case"] for each in cases} == receipt["outcome"]
    for each in cases:
        assert office.as_("auditor").read(f"/applications/{each['case']}")["status"] == "submitted"
    assert office.as_("auditor").read("/imports", status="confirmed")["items"][0]["id"] == file


def test_a_workbook_is_taken_as_well(office: Office) -> None:
    content = xlsx_bytes(lines(STARTUP, [row(STARTUP)]))
    assert sent(office, content, media_type=XLSX).status_code == 201


def test_every_mistake_is_told_by_line_column_and_pointer_and_nothing_is_kept(office: Office) -> None:
    content = csv_bytes(lines(STARTUP, [row(STARTUP, founders="x"), row(STARTUP, 1, registered_on="2024-02-30")]))
    office.as_("intake")
    head = office.book.head.position
    for path in ("/imports", "/import-checks"):
        response = sent(office, content, path)
        assert code(response) == (422, "form-invalid")
        errors = (response.json or {})["errors"]
        assert [(each["line"], each["code"], each["pointer"]) for each in errors] == [
            (2, "not-a-whole-number", "#/facts/founders"),
            (3, "not-a-date", "#/facts/registered_on"),
        ]
        assert all(each["column"] and each["heading"] and each["zh"] and each["en"] for each in errors)
    assert office.book.head.position == head


def test_a_check_counts_and_keeps_nothing_and_needs_no_key(office: Office) -> None:
    office.as_("intake")
    head = office.book.head.position
    response = sent(office, sheet(0, 1), "/import-checks")
    assert (response.status_code, response.json) == (200, {"lines": 2, "applications": 2})
    assert office.book.head.position == head


def test_whoever_staged_a_file_is_refused_its_confirmation(office: Office) -> None:
    file = staged(office, sheet(0))
    response = office.as_("intake").post(f"/imports/{file}/confirm", version=1)
    assert code(response) == (403, "same-person-confirms")


def test_a_confirmation_says_which_version_it_rests_on(office: Office) -> None:
    file = staged(office, sheet(0))
    assert code(office.as_("second-intake").post(f"/imports/{file}/confirm")) == (428, "version-missing")
    assert code(office.as_("second-intake").post(f"/imports/{file}/confirm", version=2))[0] == 412


def test_a_repeated_upload_gets_the_first_answer_and_another_file_under_the_key_is_refused(office: Office) -> None:
    first, again = (sent(office, sheet(0), key="upload-1") for _ in range(2))
    assert (first.json, first.status_code) == (again.json, again.status_code)
    assert code(sent(office, sheet(1), key="upload-1")) == (422, "idempotency-key-reused")


def test_a_repeated_confirmation_gets_the_first_answer(office: Office) -> None:
    file = staged(office, sheet(0))
    first, again = (
        office.as_("second-intake").post(f"/imports/{file}/confirm", version=1, key="confirm-1") for _ in range(2)
    )
    assert (first.status_code, first.json, first.headers["ETag"]) == (200, again.json, again.headers["ETag"])


def test_a_discarded_file_is_gone(office: Office) -> None:
    file = staged(office, sheet(0))
    office.as_("second-intake").done(f"/imports/{file}/discard", {"ground": "误传"}, version=1)
    with office.book.engine.connect() as connection:
        assert connection.execute(staged_files.select()).all() == []
    assert office.as_("intake").read(f"/imports/{file}")["ground"] == "误传"
    response = office.as_("intake").get(f"/imports/{file}/applications")
    assert code(response) == (422, "import-not-staged")


def test_a_file_of_another_place_is_not_there(office: Office) -> None:
    file = staged(office, sheet(0))
    elsewhere = office.appoint("elsewhere", "intake_officer", place="330521")
    for response in (
        elsewhere.get(f"/imports/{file}"),
        elsewhere.get(f"/imports/{file}/applications"),
        elsewhere.get(f"/imports/{file}/cases"),
        elsewhere.post(f"/imports/{file}/confirm", version=1),
    ):
        missing = elsewhere.get("/imports/import:2024-330500-NOTTHERE")
        assert code(response) == code(missing) == (404, "not-found")
    assert elsewhere.read("/imports")["items"] == []
    assert code(sent(office, sheet(0), by="elsewhere")) == (403, "outside-jurisdiction")


TYPES: dict[str, tuple[bytes, str, tuple[int, str]]] = {
    "another type": (b"x", "application/pdf", (415, "unknown-media-type")),
    "a workbook that says it is CSV": (xlsx_bytes([["x"]]), CSV, (415, "content-not-of-type")),
    "CSV that says it is a workbook": (b"a,b\n1,2\n", XLSX, (415, "content-not-of-type")),
    "too large": (b"x" * (MAX_BYTES + 1), CSV, (413, "body-too-large")),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, CSV, (422, "old-or-locked-workbook")),
    "nothing": (b"", CSV, (422, "nothing-to-import")),
    "a broken workbook": (b"PK\x03\x04broken", XLSX, (400, "sheet-unreadable")),
}


@pytest.mark.parametrize("what", TYPES)
def test_what_is_no_sheet_is_refused(office: Office, what: str) -> None:
    content, media_type, refusal = TYPES[what]
    assert code(sent(office, content, media_type=media_type)) == refusal


def test_a_digest_that_is_sent_with_the_file_is_compared(office: Office) -> None:
    content = sheet(0)
    right, wrong = (f"sha-256=:{b64encode(sha256(each).digest()).decode()}:" for each in (content, b"other"))
    assert code(sent(office, content, digest=wrong)) == (422, "digest-differs")
    assert sent(office, content, digest=right).status_code == 201


@pytest.mark.parametrize("about", [{"programme": "free_lunch"}, {"place": "339999"}, {"colour": "red"}])
def test_what_is_said_of_a_file_is_known(office: Office, about: dict[str, Any]) -> None:
    response = sent(office, sheet(0), **about)
    assert response.status_code == 422, response.text


def test_the_blank_form_can_be_filled_in(office: Office) -> None:
    response = office.as_("first").get(f"/programmes/{STARTUP}/form")
    assert (response.status_code, response.mimetype) == (200, XLSX)
    assert response.headers["Content-Disposition"] == f'attachment; filename="{STARTUP}.xlsx"'
    headings = [cell.value for cell in next(load_workbook(BytesIO(response.data)).worksheets[0].iter_rows())]
    assert headings == lines(STARTUP, [])[0]
    assert code(office.as_("first").get("/programmes/free_lunch/form")) == (404, "not-found")
