"""Evidence over HTTP: sent as it is, told cell by cell where wrong, accepted in part by another, withdrawn."""

from io import BytesIO
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from api.forms.imports import CSV, XLSX
from tests.api.office import PLACE, Office
from tests.evidence.files import in_chinese, written
from tests.integration.world_evidence import BAD, wages

ABOUT = {"dataset": "wages", "source": "tax-bureau", "place": PLACE, "first_month": "2024-03", "last_month": "2024-03"}


@pytest.fixture
def office(office: Office) -> Office:
    """A day behind the month of the examples."""
    office.on("2024-04-01")
    return office


def sent(
    office: Office,
    content: bytes,
    path: str = "/evidence",
    *,
    by: str = "data",
    key: str = "",
    media_type: str = CSV,
    **about: str,
) -> TestResponse:
    """Send a file."""
    return office.as_(by).send(path, BytesIO(content), query=ABOUT | about, key=key, media_type=media_type)


def code(response: TestResponse) -> tuple[int, str]:
    return response.status_code, str((response.json or {})["code"])


@pytest.fixture
def good(tmp_path: Path) -> bytes:
    return written(tmp_path / "good.csv", [in_chinese("wages", row) for row in wages(1, 2)]).read_bytes()


@pytest.fixture
def bad(tmp_path: Path) -> bytes:
    return written(tmp_path / "bad.csv", [*wages(3), *wages(4, **BAD)]).read_bytes()


def test_a_file_is_imported_read_and_withdrawn(office: Office, good: bytes) -> None:
    response = sent(office, good)
    assert response.status_code == 201, response.text
    id = (response.json or {})["subject"]
    assert response.headers["Location"] == f"/v1/books/{PLACE}/evidence/{id}"
    row = office.as_("analyst").read(f"/evidence/{id}")
    assert (row["status"], row["rows"], row["dataset"]) == ("imported", 2, "wages")
    assert office.as_("auditor").read("/evidence", dataset="wages", status="imported")["items"] == [row]
    ground = {"ground": "来源误传"}
    assert office.as_("data").done(f"/evidence/{id}/withdraw", ground, version=1)["versions"] == {id: 2}
    assert office.as_("data").read(f"/evidence/{id}")["status"] == "withdrawal_proposed"
    alone = office.as_("data").post(f"/evidence/{id}/confirm-withdrawal", {}, version=2)
    assert code(alone) == (403, "same-person-withdraws")
    office.as_("second-data").done(f"/evidence/{id}/confirm-withdrawal", {}, version=2)
    assert office.as_("data").read(f"/evidence/{id}")["status"] == "withdrawn"


def test_a_withdrawal_is_rejected(office: Office, good: bytes) -> None:
    id = (sent(office, good).json or {})["subject"]
    office.as_("data").done(f"/evidence/{id}/withdraw", {"ground": "来源误传"}, version=1)
    office.as_("second-data").done(f"/evidence/{id}/keep", {"ground": "核对无误"}, version=2)
    assert office.as_("data").read(f"/evidence/{id}")["status"] == "imported"


def test_a_file_with_fewer_keys_than_it_replaces_waits_for_another(office: Office, good: bytes, tmp_path: Path) -> None:
    first = (sent(office, good).json or {})["subject"]
    less = written(tmp_path / "less.csv", wages(1)).read_bytes()
    assert code(sent(office, less)) == (422, "fewer-than-replaced")
    id = (sent(office, less, accept_fewer="true").json or {})["subject"]
    (lacks,) = office.as_("second-data").read(f"/evidence/{id}/missing")["items"]
    assert (lacks["name"], lacks["evidence"], lacks["line"]) == ("person", first, 3)
    office.as_("second-data").done(f"/evidence/{id}/confirm", {}, version=1)
    assert office.as_("data").read(f"/evidence/{id}")["fewer"] == 1


def test_the_same_key_gets_the_same_answer_and_the_same_file_is_refused(office: Office, good: bytes) -> None:
    first, again = (sent(office, good, key="evidence-1") for _ in range(2))
    assert first.json == again.json
    assert code(sent(office, good)) == (422, "file-taken-already")


def test_bad_cells_are_told_one_by_one(office: Office, bad: bytes) -> None:
    for path in ("/evidence", "/evidence-checks"):
        response = sent(office, bad, path)
        assert code(response) == (422, "evidence-rows-invalid")
        (error,) = (response.json or {})["errors"]
        assert (error["line"], error["pointer"], error["code"]) == (3, "#/paid_fen", "money-not-exact")
        assert (error["heading"], error["value"]) == ("实发工资 Wage paid", "4500.505")
    assert office.as_("data").read("/evidence")["items"] == []


def test_a_check_keeps_nothing(office: Office, good: bytes) -> None:
    response = sent(office, good, "/evidence-checks")
    assert (response.status_code, response.json) == (200, {"lines": 2, "rows": 2})
    assert office.as_("data").read("/evidence")["items"] == []


def test_a_part_is_accepted_by_another(office: Office, bad: bytes) -> None:
    id = (sent(office, bad, accept_partial="true").json or {})["subject"]
    assert office.as_("data").read(f"/evidence/{id}")["rejected"] == 1
    (left,) = office.as_("second-data").read(f"/evidence/{id}/left-out")["items"]
    assert (left["line"], left["name"], left["code"]) == (3, "paid_fen", "money-not-exact")
    assert code(office.as_("data").post(f"/evidence/{id}/confirm", {}, version=1)) == (403, "same-person-accepts")
    office.as_("second-data").done(f"/evidence/{id}/confirm", {}, version=1)
    assert office.as_("data").read(f"/evidence/{id}")["status"] == "imported"


def test_what_waits_can_be_discarded(office: Office, bad: bytes) -> None:
    id = (sent(office, bad, accept_partial="true").json or {})["subject"]
    office.as_("data").done(f"/evidence/{id}/discard", {"ground": "口径有误"}, version=1)
    assert office.as_("data").read(f"/evidence/{id}")["status"] == "discarded"


def test_a_file_of_another_type_than_declared_is_refused(office: Office, good: bytes) -> None:
    assert code(sent(office, good, media_type=XLSX)) == (415, "content-not-of-type")
    assert code(sent(office, good, media_type="text/plain")) == (415, "unknown-media-type")


def test_only_data_officers_bring_evidence(office: Office, good: bytes) -> None:
    assert sent(office, good, by="analyst").status_code == 403
