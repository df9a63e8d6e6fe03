"""Holds over HTTP: placed by an analyst, in the way of the payer, renewed and released by a reviewer."""

from typing import Any

import pytest

from tests.api.forms import startup_form
from tests.api.office import Office
from tests.api.test_case import budget, step

GROUND = {"check": "RF18", "authority": "举报登记〔2024〕1号"}
BODY = {"tranche": 1, "grounds": [GROUND], "reason": "举报转租,待核实"}


@pytest.fixture
def case(office: Office) -> str:
    """A grant of 10,000 yuan that is approved and not paid."""
    return approved(office)


def approved(office: Office) -> str:
    """The case of such a grant, signed on 2024-03-12."""
    budget(office)
    office.on("2024-03-01")
    known = str(office.as_("intake").done("/applications/submit", {"form": startup_form()})["subject"])
    step(office, "intake", known, "accept")
    step(office, "first", known, "first-review", opinion="属实")
    step(office, "site", known, "check-site", visited_on="2024-03-01", finding="正常经营")
    step(office, "first", known, "notice", contact="就业科")
    office.on("2024-03-12")
    step(office, "second", known, "second-review", opinion="同意")
    step(office, "approver", known, "approve", amount="10000.00")
    return known


def held(office: Office, case: str) -> str:
    """The path of the hold that an analyst placed."""
    response = office.as_("analyst").post(f"/applications/{case}/hold-payment", BODY, version=office.version(case))
    assert response.status_code == 201, response.text
    assert response.headers["Location"].endswith(f"/holds/{case}-P1")
    return f"/holds/{case}-P1"


def act(office: Office, officer: str, path: str, case: str, **body: Any) -> Any:
    version = office.version(f"hold:{case}-P1")
    return office.as_(officer).post(path, body, version=version)


def test_a_hold_is_placed_read_renewed_and_released(office: Office, case: str) -> None:
    path = held(office, case)
    refused = office.as_("finance").post(
        f"/applications/{case}/instruct-payment", {"tranche": 1}, version=office.version(case)
    )
    assert (refused.status_code, (refused.json or {})["code"]) == (422, "payment-held")
    office.on("2024-03-20")
    assert act(office, "fraud-reviewer", f"{path}/renew", case, reason="尚待回函").status_code == 200
    shown = office.as_("auditor").get(path)
    row = shown.json or {}
    assert shown.headers["ETag"] == '"2"'
    assert (row["amount"], row["status"], row["until"]) == ("10000.00", "hold_active", "2024-04-19")
    assert (row["checks"], row["renewals"]) == (["RF18"], 1)
    assert act(office, "fraud-reviewer", f"{path}/release", case, ground="合同属实").status_code == 200
    (listed,) = office.as_("analyst").read("/holds", status="hold_released")["items"]
    assert (listed["id"], listed["ground"]) == (f"{case}-P1", "合同属实")
    step(office, "finance", case, "instruct-payment", tranche=1)


@pytest.mark.parametrize("missing", ["reason", "grounds", "tranche"])
def test_a_hold_says_what_and_why(office: Office, case: str, missing: str) -> None:
    body = {name: value for name, value in BODY.items() if name != missing}
    response = office.as_("analyst").post(f"/applications/{case}/hold-payment", body, version=office.version(case))
    assert response.status_code == 422
    assert [each["pointer"] for each in (response.json or {})["errors"]] == [f"#/{missing}"]


def test_who_placed_a_hold_does_not_release_it(office: Office, case: str) -> None:
    both = office.appoint("both", "fraud_analyst")
    placed = both.post(f"/applications/{case}/hold-payment", BODY, version=office.version(case))
    assert placed.status_code == 201, placed.text
    office.move("both", "fraud_analyst", "fraud_reviewer")
    refused = act(office, "both", f"/holds/{case}-P1/release", case, ground="合同属实")
    assert (refused.status_code, refused.json["code"]) == (403, "same-person-holds")


def test_a_doubt_is_nobody_elses_affair(office: Office, case: str) -> None:
    path = held(office, case)
    for officer in ("intake", "first", "budget"):
        assert office.as_(officer).get(path).status_code == 403
    stranger = office.appoint("elsewhere", "fraud_analyst", place="330521")
    assert stranger.get(path).status_code == 404
    assert stranger.read("/holds")["items"] == []
