"""Runs of checks over HTTP: by whoever may, about what is named or everything, once for a key."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from api.forms.imports import CSV
from api.resources import all_evidence
from ledger.checks.running import CheckRoom
from tests.api.office import PLACE, Office
from tests.evidence.files import WAGE, written
from tests.factories import resident_id

RF01, RF02 = "RF01", "RF02"
DEAD = [resident_id("19400101"), resident_id("19400102")]
ABOUT = {"deaths": {"as_of": "2024-03-11"}, "wages": {"first_month": "2024-01", "last_month": "2024-02"}}


def bring(office: Office, folder: Path) -> None:
    """Two persons whose wages go on after their deaths."""
    month = WAGE | {"month": "2024-02", "paid_day": "2024-03-05", "disabled": "是"}
    rows = {
        "deaths": [{"person": person, "died_day": "2023-10-01"} for person in DEAD],
        "wages": [month | {"person": person} for person in DEAD],
    }
    for dataset, some in rows.items():
        content = BytesIO(written(folder / f"{dataset}.csv", some).read_bytes())
        said = {"dataset": dataset, "source": "bureau", "place": PLACE} | ABOUT[dataset]
        response = office.as_("data").send("/evidence", content, query=said, media_type=CSV)
        assert response.status_code == 201, response.text


def adopt(office: Office, *checks: str) -> None:
    for check in checks:
        body = {"mode": "review", "from_on": "2024-03-01"}
        office.as_("analyst").done(f"/checks/{check}/propose", body, version=0)
        office.as_("fraud-reviewer").done(f"/checks/{check}/approve", version=office.version(f"check:{check}"))


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with evidence and checks, for all questions of this module: no run stands in another one's way."""
    folder: Path = tmp_path_factory.mktemp("check-runs")
    office = Office(f"sqlite:///{folder / 'book.sqlite'}", folder)
    office.on("2024-03-11")
    bring(office, folder)
    adopt(office, RF01, RF02)
    yield office
    office.book.close()


@pytest.fixture
def nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is carried out fails."""

    def looked(*_: object) -> Any:
        raise AssertionError

    monkeypatch.setattr(CheckRoom, "about", looked)
    monkeypatch.setattr(CheckRoom, "everything", looked)


def party(office: Office, number: int) -> str:
    return office.vault.pseudonym(DEAD[number])


def test_a_run_about_one_person_is_recorded_and_read_where_the_answer_says(bureau: Office) -> None:
    response = bureau.as_("analyst").post("/check-runs", {"about": [party(bureau, 0)], "checks": [RF01]})
    assert response.status_code == 201, response.text
    run = (response.json or {})["subject"]
    assert response.headers["Location"] == f"/v1/books/{PLACE}/check-runs/{run}"
    told = bureau.as_("auditor").read(f"/check-runs/{run}")
    assert (told["scope"], told["engine"], told["ran_by"]) == ("case", "sqlite", "330500-analyst")
    (alert,) = bureau.as_("auditor").read("/alerts", subject=party(bureau, 0))["items"]
    assert alert["sentence"]["en"].startswith("Registered as dead since 2023-10-01")


def test_a_run_over_everything_says_which_checks_could_not_be_carried_out(bureau: Office) -> None:
    receipt = bureau.as_("analyst").done("/check-runs")
    assert receipt["outcome"].pop("omitted") == "1"
    assert sum(int(count) for count in receipt["outcome"].values()) == len(DEAD)
    checks = bureau.as_("auditor").read(f"/check-runs/{receipt['subject']}/checks")["items"]
    assert {(each["check"], each["cause"], each["source"]) for each in checks} == {
        (RF01, "", ""), (RF02, "missing", "custody")
    }  # fmt: skip


def test_a_repeated_key_gets_the_first_answer_and_nothing_is_carried_out_again(
    bureau: Office, request: pytest.FixtureRequest
) -> None:
    analyst, body = bureau.as_("analyst"), {"about": [party(bureau, 0), party(bureau, 1)], "checks": [RF01]}
    first = analyst.post("/check-runs", body, key="run-once")
    assert first.status_code == 201, first.text
    request.getfixturevalue("nobody_looks")
    again = analyst.post("/check-runs", body, key="run-once")
    assert (again.status_code, again.json, again.headers["Location"]) == (201, first.json, first.headers["Location"])
    other = analyst.post("/check-runs", {}, key="run-once")
    assert (other.status_code, (other.json or {})["code"]) == (422, "idempotency-key-reused")


@pytest.mark.usefixtures("nobody_looks")
@pytest.mark.parametrize("body", [{}, {"about": ["p_a"]}])
def test_nothing_is_looked_at_for_whoever_may_not_run_checks(bureau: Office, body: dict[str, Any]) -> None:
    assert bureau.as_("fraud-reviewer").post("/check-runs", body).status_code == 403
    if "county-analyst" not in bureau.callers:
        bureau.appoint("county-analyst", "fraud_analyst", place="330502")
    response = bureau.as_("county-analyst").post("/check-runs", body)
    assert (response.status_code, (response.json or {})["code"]) == (403, "outside-jurisdiction")


def test_one_request_looks_at_everything_at_a_time(bureau: Office) -> None:
    with all_evidence._LOOKING:
        response = bureau.as_("analyst").post("/check-runs")
        assert (response.status_code, (response.json or {})["code"]) == (503, "server-busy")
        assert bureau.as_("analyst").post("/check-runs", {"about": [party(bureau, 1)]}).status_code == 201


def test_a_book_that_runs_no_check_and_names_that_do_not_exist_are_refused(office: Office) -> None:
    analyst = office.as_("analyst")
    before = office.book.head
    none = analyst.post("/check-runs")
    assert (none.status_code, (none.json or {})["code"]) == (422, "no-checks-run")
    assert analyst.post("/check-runs", {"checks": ["RF00"]}).status_code == 404
    assert analyst.post("/check-runs", {"about": []}).status_code == 422, "nothing named is not everything"
    assert office.book.head == before


def test_a_case_that_does_not_exist_is_not_looked_at(bureau: Office) -> None:
    assert bureau.as_("analyst").post("/check-runs", {"about": ["A2024-330500-ABCDEFGHIJ"]}).status_code == 404
