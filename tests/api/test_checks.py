"""Checks over HTTP: read with what they rest on, and set by two persons."""

from typing import Any

import pytest

from ledger.checks.registry import checks
from tests.api.office import Office

RF01 = "RF01"
REVIEW: dict[str, Any] = {"mode": "review", "from_on": "2024-03-01", "thresholds": {"grace": 3}}


def act(office: Office, officer: str, verb: str, body: dict[str, Any] | None = None, status: int = 200) -> Any:
    version = office.version(f"check:{RF01}")
    response = office.as_(officer).post(f"/checks/{RF01}/{verb}", body, version=version)
    assert response.status_code == status, response.text
    return response.json


def test_every_check_is_read_with_its_mode_its_thresholds_and_what_may_explain_a_hit(office: Office) -> None:
    office.on("2024-03-02")
    listed = {each["id"]: each for each in office.as_("auditor").read("/checks")["items"]}
    assert set(listed) == set(checks())
    response = office.as_("fraud-reviewer").get(f"/checks/{RF01}", as_of="2024-03-02")
    assert (response.json, response.headers["ETag"]) == (listed[RF01], '"0"')
    assert listed[RF01]["mode"] == "off"
    (threshold,) = listed[RF01]["thresholds"]
    assert (threshold["name"], threshold["value"], threshold["grade"]) == ("grace", 1, "demo")
    assert threshold["clause"]
    assert all(each["zh"] and each["en"] for each in listed[RF01]["innocent"])
    assert office.as_("analyst").get("/checks/RF00").status_code == 404


def test_a_check_runs_as_one_person_proposed_and_another_approved(office: Office) -> None:
    office.on("2024-03-01")
    act(office, "analyst", "propose", REVIEW)
    found = office.as_("auditor").read(f"/checks/{RF01}")
    assert (found["mode"], found["proposed"]["mode"], found["proposed_by"]) == ("off", "review", "330500-analyst")
    assert act(office, "second-analyst", "propose", REVIEW, 422)["code"] == "check-proposed-already"
    act(office, "fraud-reviewer", "approve")
    found = office.as_("auditor").read(f"/checks/{RF01}")
    assert (found["mode"], found["policy"]["thresholds"], found["proposed"]) == ("review", {"grace": 3}, None)


def test_what_was_proposed_is_rejected_and_nothing_runs(office: Office) -> None:
    office.on("2024-03-01")
    act(office, "analyst", "propose", REVIEW)
    act(office, "fraud-reviewer", "reject")
    found = office.as_("auditor").read(f"/checks/{RF01}")
    assert (found["mode"], found["proposed"]) == ("off", None)
    assert act(office, "fraud-reviewer", "approve", status=422)["code"] == "no-check-proposal"


def test_nobody_approves_what_they_proposed_themselves(office: Office) -> None:
    office.on("2024-03-01")
    office.appoint("both", "fraud_analyst")
    act(office, "both", "propose", REVIEW)
    office.move("both", "fraud_analyst", "fraud_reviewer")
    assert act(office, "both", "approve", status=403)["code"] == "same-person-sets-policy"


def test_a_check_is_set_in_the_version_that_was_read_and_once_for_a_key(office: Office) -> None:
    office.on("2024-03-01")
    analyst, path = office.as_("analyst"), f"/checks/{RF01}/propose"
    first, again = (analyst.post(path, REVIEW, version=0, key="propose-once") for _ in range(2))
    assert (first.status_code, first.json) == (200, again.json)
    assert analyst.post(path, REVIEW, version=0).status_code == 412
    wrong = REVIEW | {"thresholds": {"grace": 7}}
    assert analyst.post("/checks/RF02/propose", wrong, version=0).status_code == 422


@pytest.mark.parametrize("officer", ["intake", "first", "privacy"])
def test_what_a_check_looks_for_is_nobody_elses_affair(office: Office, officer: str) -> None:
    for path in ("/checks", f"/checks/{RF01}"):
        assert office.as_(officer).get(path).status_code == 403
