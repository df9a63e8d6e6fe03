"""Runs of checks over HTTP, by whoever may, once for a key; and the rings that they find."""

from collections.abc import Iterator
from fcntl import LOCK_EX
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from api.forms.imports import CSV
from ledger.checks.preparing import alone, folder_of, prepare
from ledger.checks.running import CheckRoom
from ledger.documents.private import locked, new_folder
from tests.api.office import PLACE, Caller, Office, account_of
from tests.evidence.files import CONTRACT, WAGE, written
from tests.factories import bank_card, resident_id

RF01, RF02 = "RF01", "RF02"
SP02 = "SP02"
DEAD = [resident_id("19400101"), resident_id("19400102")]
RENTED = [resident_id(f"1985010{day}") for day in (1, 2, 3)]
LOW = {"persons": 3, "percent": 10, "employers": 1, "signs": 1}
ABOUT = {
    "deaths": {"as_of": "2024-03-11"},
    "contracts": {"as_of": "2024-03-11"},
    "wages": {"first_month": "2024-01", "last_month": "2024-02"},
}


def bring(office: Office, folder: Path) -> None:
    """Two persons whose wages go on after their deaths, and three whom one agent brought to their employer."""
    month = WAGE | {"month": "2024-02", "paid_day": "2024-03-05", "disabled": "是"}
    rows = {
        "deaths": [{"person": person, "died_day": "2023-10-01"} for person in DEAD],
        "wages": [
            month | {"person": person, "account": bank_card(number)} for number, person in enumerate((*DEAD, *RENTED))
        ],
        "contracts": [
            CONTRACT | {"person": person, "contract": f"HT-{number}", "agent": "演示介绍人"}
            for number, person in enumerate(RENTED)
        ],
    }
    for dataset, some in rows.items():
        content = BytesIO(written(folder / f"{dataset}.csv", some).read_bytes())
        said = {"dataset": dataset, "source": "bureau", "place": PLACE} | ABOUT[dataset]
        response = office.as_("data").send("/evidence", content, query=said, media_type=CSV)
        assert response.status_code == 201, response.text


def adopt(office: Office, check: str, **thresholds: int) -> None:
    body = {"mode": "review", "from_on": "2024-03-01", "thresholds": thresholds}
    office.as_("analyst").done(f"/checks/{check}/propose", body, version=0)
    office.as_("fraud-reviewer").done(f"/checks/{check}/approve", version=office.version(f"check:{check}"))


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with evidence and checks, for all questions of this module: no run stands in another one's way."""
    folder: Path = tmp_path_factory.mktemp("check-runs")
    office = Office(f"sqlite:///{folder / 'book.sqlite'}", folder)
    office.on("2024-03-11")
    bring(office, folder)
    adopt(office, RF01)
    adopt(office, RF02)
    adopt(office, SP02, **LOW)
    prepare(office.book, office.evidence)
    yield office
    office.book.close()


@pytest.fixture
def nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is carried out fails."""

    def looked(*_: object) -> Any:
        raise AssertionError

    monkeypatch.setattr(CheckRoom, "about", looked)
    monkeypatch.setattr(CheckRoom, "everything", looked)


def county(office: Office, role: str) -> Caller:
    """An officer of one county only, appointed when first needed."""
    name = f"county-{role.replace('_', '-')}"
    return office.callers[name] if name in office.callers else office.appoint(name, role, place="330502")


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
    receipt = bureau.as_("analyst").done("/check-runs", {"checks": [RF01, RF02]})
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
    response = county(bureau, "fraud_analyst").post("/check-runs", body)
    assert (response.status_code, (response.json or {})["code"]) == (403, "outside-jurisdiction")


@pytest.mark.parametrize("elsewhere", [False, True])
def test_everything_is_looked_at_once_at_a_time_on_a_machine(bureau: Office, elsewhere: bool) -> None:
    folder = folder_of(bureau.evidence)
    with locked(new_folder(folder) / "run.lock", LOCK_EX) if elsewhere else alone(folder):
        for path in ("/check-runs", "/identity-suggestions"):
            response = bureau.as_("analyst").post(path)
            assert (response.status_code, (response.json or {})["code"]) == (503, "run-in-progress")
            assert response.headers["Retry-After"] == "60"
        assert bureau.as_("analyst").post("/check-runs", {"about": [party(bureau, 1)]}).status_code == 201
    assert bureau.as_("analyst").post("/check-runs", {"checks": [RF01]}).status_code == 201


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


@pytest.fixture
def ring(bureau: Office) -> str:
    """The ring that a run found; it is in the list once, however often it is found."""
    bureau.as_("analyst").done("/check-runs", {"checks": [SP02]})
    (named,) = bureau.as_("auditor").read("/networks")["items"]
    assert (named["check"], named["status"]) == (SP02, "alert_open")
    assert named["sentence"]["zh"].startswith("3名领取工资的残疾职工经同一介绍或代办人")
    return str(named["ring"])


def test_a_ring_is_read_with_its_members_and_the_rows_that_show_each_tie(bureau: Office, ring: str) -> None:
    found = bureau.as_("analyst").read(f"/networks/{ring}")
    persons = {bureau.vault.pseudonym(person) for person in RENTED}
    assert {each["name"] for each in found["members"] if each["kind"] == "person"} == persons
    strongest = found["ties"][0]
    assert (strongest["why"], strongest["strength"]) == ("introducer", 2)
    assert strongest["sentence"]["en"].startswith("The contracts of 3 workers name agent:")
    assert {each["name"] for each in strongest["tied"]} == persons
    assert {(row["dataset"], row["line"]) for row in strongest["evidence"]} == {("contracts", 2 + n) for n in range(3)}
    imports = bureau.as_("auditor").read("/evidence", dataset="contracts")["items"]
    assert {row["import_id"] for row in strongest["evidence"]} == {row["id"] for row in imports}
    (alert,) = found["alerts"]
    assert bureau.as_("auditor").read(f"/alerts/{alert['alert']}")["subject"] == ring


def test_a_ring_is_drawn_as_a_picture_in_which_nothing_runs(bureau: Office, ring: str) -> None:
    response = bureau.as_("auditor").get(f"/networks/{ring}.svg")
    assert (response.status_code, response.mimetype) == (200, "image/svg+xml")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers.getlist("Content-Security-Policy") == [
        "default-src 'none'; frame-ancestors 'none'; sandbox"
    ]
    drawn = ElementTree.fromstring(response.data)
    assert drawn.tag.endswith("}svg")
    assert not any(each.tag.endswith(("}script", "}style", "}a", "}image", "}use")) for each in drawn.iter())


def test_a_ring_that_no_alert_names_is_answered_like_none(bureau: Office, ring: str) -> None:
    for path in ("/networks/ring:0000000000000001", f"/networks/{party(bureau, 0)}", f"/networks/{ring[5:]}"):
        for suffix in ("", ".svg"):
            response = bureau.as_("analyst").get(path + suffix)
            assert (response.status_code, (response.json or {})["code"]) == (404, "not-found")
    auditor = county(bureau, "auditor")
    assert auditor.read("/networks")["items"] == []
    assert auditor.get(f"/networks/{ring}").status_code == auditor.get(f"/networks/{ring}.svg").status_code == 404


@pytest.mark.parametrize("officer", ["intake", "first", "privacy"])
def test_a_ring_is_nobody_elses_affair(bureau: Office, ring: str, officer: str) -> None:
    for path in ("/networks", f"/networks/{ring}", f"/networks/{ring}.svg"):
        assert bureau.as_(officer).get(path).status_code == 403


def test_a_range_of_a_threshold_is_tried_and_nothing_is_recorded(bureau: Office) -> None:
    analyst, before = bureau.as_("analyst"), bureau.book.head.position
    tuning = analyst.read(f"/checks/{RF01}/tuning", threshold="grace", low=0, high=6)
    assert [(each["value"], each["set"], each["hits"]) for each in tuning["tried"]] == [
        (0, False, 2), (1, True, 2), (2, False, 2), (3, False, 2), (4, False, 0), (5, False, 0), (6, False, 0)
    ]  # fmt: skip
    assert tuning["tried"][0]["precision"] == {"part": 0, "whole": 0, "low": 0, "high": 1000}
    assert bureau.book.head.position == before


def test_a_range_that_cannot_be_tried_is_refused_before_anything_is_carried_out(
    bureau: Office, nobody_looks: None
) -> None:
    def refused(**asked: object) -> str:
        response = bureau.as_("analyst").get(f"/checks/{RF01}/tuning", **({"threshold": "grace"} | asked))
        assert response.status_code == 422
        return str((response.json or {})["code"])

    assert refused(low=6, high=0) == "range-reversed"
    assert refused(low=0, high=7) == "threshold-out-of-range"
    assert refused(low=0, high=1, threshold="months") == "unknown-threshold"
    assert (
        county(bureau, "fraud_analyst").get(f"/checks/{RF01}/tuning", threshold="grace", low=0, high=1).status_code
        == 404
    )


def test_whoever_declared_an_interest_has_nobody_looked_at(bureau: Office, nobody_looks: None) -> None:
    relative, account = bureau.appoint("relative", "fraud_analyst"), account_of("relative")
    interest = {"party": party(bureau, 1), "relation": "spouse"}
    path, version = f"/accounts/{account}/declare-interest", bureau.version(f"account:{account}")
    assert relative.post(path, interest, version=version).status_code == 200
    response = relative.post("/check-runs", {"about": [party(bureau, 0), party(bureau, 1)]})
    assert (response.status_code, (response.json or {})["code"]) == (403, "officer-recused")
