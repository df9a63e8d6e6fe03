"""Alerts over HTTP: read, looked into, heard, found by two people, carried out, suppressed."""

from typing import Any

import msgspec
import pytest

from domain.alert import Hit, stream_of
from ledger.authority import actor_of
from ledger.commands.alerts import record_hits, version_of
from ledger.commands.base import CHINA, Request
from tests.api.forms import startup_form
from tests.api.office import Caller, Office
from tests.integration.world_alerts import hit, ran

FACTS = {"paid_fen": 150_000, "minimum_fen": 201_000, "from_month": 24290, "due_pct": 100}
HIT = hit("p_a", amount=99_000, facts=FACTS)
SAID = "In 2024-03 1,500.00 元 were paid: less than the local minimum of that month, 2,010.00 元 (due: 100%)."
ABOUT = {"check": "RF15", "subject_kind": "person", "subject": "p_a", "place": "330502"}
WHY = {"until": "2024-12-31", "code": "twins", "note": "两人"}


@pytest.fixture
def alert(office: Office) -> str:
    """An alert about a person."""
    office.on("2024-04-01")
    return raised(office, HIT)


def raised(office: Office, found: Hit) -> str:
    """The alert that a run by the analyst raised."""
    office.as_("analyst")
    analyst = actor_of(office.book, "330500-analyst", office.now.astimezone(CHINA).date())
    request = Request(actor=analyst, now=office.now, key="run", reason="每日运行")
    record_hits(office.book, ran(version_of(found)), [found], request)
    return stream_of(found)


def acts(office: Office, officer: str, id: str, verb: str, status: int = 200, **body: Any) -> Any:
    kind = {"investigation": "investigations", "suppression": "suppressions"}[id.partition(":")[0]]
    response = office.as_(officer).post(f"/{kind}/{id}/{verb}", body, version=office.version(id))
    assert response.status_code == status, response.text
    return response.json


def opened(office: Office, alert: str) -> str:
    body = {"place": "330502", "title": "ghost_worker", "alerts": [alert]}
    return str(office.as_("analyst").done("/investigations", body)["subject"])


def test_an_alert_is_read_with_its_sentence_and_the_rows_that_prove_it(office: Office, alert: str) -> None:
    auditor = office.as_("auditor")
    (row,) = auditor.read("/alerts", check="RF15")["items"]
    assert (row["id"], row["amount"], row["status"]) == (alert, "990.00", "alert_open")
    assert auditor.read("/alerts", trial="true")["items"] == []
    assert auditor.read(f"/alerts/{alert}") == row
    assert (row["subject"], row["sentence"]["en"]) == ("p_a", SAID)
    assert row["sentence"]["zh"].startswith("2024年3月实发1,500.00")
    (proof,) = auditor.read(f"/alerts/{alert}/evidence")["items"]
    assert (proof["dataset"], proof["line"]) == ("payroll", 2)
    (run,) = auditor.read("/check-runs")["items"]
    assert auditor.read(f"/check-runs/{run['id']}")["raised"] == 1
    assert [each["check"] for each in auditor.read(f"/check-runs/{run['id']}/checks")["items"]] == ["RF15"]


def test_a_finding_needs_a_hearing_and_a_second_person(office: Office, alert: str) -> None:
    id = opened(office, alert)
    proposal: dict[str, Any] = {
        "alerts": [alert],
        "finding": "fraud",
        "amount": "990.00",
        "reasons": "从未到岗",
        "measures": ["refer"],
    }
    assert acts(office, "analyst", id, "propose", 422, **proposal)["code"] == "party-not-heard"
    acts(office, "analyst", id, "assign", analyst="330500-analyst")
    acts(office, "analyst", id, "ask", party="p_a", questions=["何时到岗"], document="询1号")
    acts(office, "analyst", id, "answer", party="p_a", reference="笔录1号")
    acts(office, "analyst", id, "propose", **proposal)
    acts(office, "fraud-reviewer", id, "confirm", number=1)
    row = office.as_("auditor").read(f"/investigations/{id}")
    assert (row["status"], row["confirmed_amount"], row["heard"]) == ("investigation_closed", "990.00", 1)
    acts(office, "fraud-reviewer", id, "refer", body="330500-police", document="移1号")
    acts(office, "appeal", id, "decide-appeal", number=1, outcome="revoked", code="data_error", reference="申诉1号")
    assert office.as_("analyst").read(f"/alerts/{alert}")["code"] == "data_error"


def test_whoever_looked_into_it_does_not_confirm_it(office: Office, alert: str) -> None:
    office.appoint("both", "fraud_analyst")
    body = {"place": "330502", "title": "other", "alerts": [alert]}
    id = str(office.as_("both").done("/investigations", body)["subject"])
    acts(office, "both", id, "ask", party="p_a", questions=["何时到岗"], document="询1号")
    acts(office, "both", id, "answer", party="p_a", reference="笔录1号")
    acts(office, "both", id, "propose", alerts=[alert], finding="fraud", reasons="从未到岗")
    office.move("both", "fraud_analyst", "fraud_reviewer")
    assert acts(office, "both", id, "confirm", 403, number=1)["code"] == "same-person-finds"
    acts(office, "fraud-reviewer", id, "reject", number=1, ground="证据不足")


def test_an_employer_whose_credit_code_has_digits_alone_is_asked_like_any_other(office: Office, alert: str) -> None:
    id, code = opened(office, alert), "913305021426000285"
    asked = acts(office, "analyst", id, "ask", 422, party=code, questions=["何时到岗"], document="询1号")
    assert asked["code"] == "party-not-concerned", "it is no party here, but it was understood"
    answered = acts(office, "analyst", id, "answer", 422, party=code, reference=f"{code}的笔录1号")
    assert answered["code"] == "not-asked"
    assert office.as_("auditor").read("/alerts", subject=code)["items"] == []


def test_a_false_alarm_is_cleared_and_the_alert_is_looked_into_once(office: Office, alert: str) -> None:
    id = opened(office, alert)
    assert acts(office, "second-analyst", id, "join", 422, alerts=[alert])["code"] == "alert-looked-into"
    acts(office, "analyst", id, "clear", alerts=[alert], code="twins", note="两人")
    assert office.as_("analyst").read("/investigations", status="investigation_closed")["items"][0]["id"] == id


def test_how_often_a_check_was_right_follows_from_what_became_of_its_alerts(office: Office, alert: str) -> None:
    path = "/checks/RF15/precision"
    (before,) = office.as_("auditor").read(path)["items"]
    assert (before["check"], before["open"], before["right_low"], before["right_high"]) == ("RF15", 1, 0, 1000)
    id = opened(office, alert)
    acts(office, "analyst", id, "clear", alerts=[alert], code="twins", note="两人")
    (after,) = office.as_("auditor").read(path, place="330502")["items"]
    assert (after["open"], after["innocent"], after["right_low"], after["right_high"]) == (0, 1, 0, 794)
    assert office.as_("auditor").read(path, place="330521")["items"] == []
    assert office.appoint("elsewhere", "fraud_analyst", place="330521").read(path)["items"] == []
    assert office.as_("auditor").get("/checks/RF00/precision").status_code == 404


def test_a_case_that_a_county_does_not_see_is_added_to_nothing(office: Office) -> None:
    office.on("2024-03-01")
    case = str(office.as_("intake").done("/applications/submit", {"form": startup_form()})["subject"])
    alert = raised(office, msgspec.structs.replace(HIT, place="330521"))
    body = {"place": "330521", "title": "other", "alerts": [alert]}
    id = str(office.appoint("elsewhere", "fraud_analyst", place="330521").done("/investigations", body)["subject"])
    hidden, unknown = (
        acts(office, "elsewhere", id, "add-case", 404, case=each) for each in (case, "A2024-330502-ABCDEFGHIJ")
    )
    assert hidden["code"] == unknown["code"] == "not-found"
    acts(office, "analyst", id, "add-case", case=case)


def test_silence_and_orders_that_nobody_gave_are_refused(office: Office, alert: str) -> None:
    id = opened(office, alert)
    acts(office, "analyst", id, "ask", party="p_a", questions=["何时到岗"], document="询1号")
    assert acts(office, "analyst", id, "silent", 422, party="p_a")["code"] == "term-still-runs"
    ordered = acts(office, "second", id, "carry-out", 422, measure="suspend", case="A2024-330500-ABCDEFGHIJ")
    assert ordered["code"] == "not-ordered"


def test_a_suppression_is_asked_for_by_one_and_granted_by_another(office: Office, alert: str) -> None:
    ids = [str(office.as_("analyst").done("/suppressions", ABOUT | WHY)["subject"]) for _ in range(2)]
    acts(office, "fraud-reviewer", ids[0], "grant")
    acts(office, "fraud-reviewer", ids[1], "refuse", ground="重复")
    assert office.as_("auditor").read(f"/alerts/{alert}")["suppressed_until"] == "2024-12-31"
    acts(office, "fraud-reviewer", ids[0], "end", ground="已更正")
    listed = office.as_("auditor").read("/suppressions", subject="p_a")["items"]
    assert {row["status"] for row in listed} == {"suppression_ended", "suppression_refused"}
    assert office.as_("auditor").read(f"/suppressions/{ids[0]}")["ended_by"] == "330500-fraud-reviewer"


@pytest.mark.parametrize("officer", ["intake", "first", "privacy"])
def test_a_suspicion_is_nobody_elses_affair(office: Office, alert: str, officer: str) -> None:
    caller: Caller = office.as_(officer)
    for path in ("/alerts", f"/alerts/{alert}", "/investigations", "/suppressions", "/check-runs"):
        assert caller.get(path).status_code == 403


def test_an_alert_elsewhere_is_answered_like_none(office: Office, alert: str) -> None:
    office.appoint("elsewhere", "fraud_analyst", place="330521")
    caller = office.as_("elsewhere")
    for path in (f"/alerts/{alert}", f"/alerts/{alert}/evidence"):
        assert caller.get(path).status_code == 404
    assert caller.read("/alerts")["items"] == []
    assert caller.post("/investigations", {"place": "330521", "title": "other", "alerts": [alert]}).status_code == 403
