"""The gate before a payment over HTTP: a hit, a stale source or a missing one holds the money; on both stores."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from api.forms.imports import CSV
from tests.api.forms import startup_form
from tests.api.office import PLACE, Office
from tests.api.test_case import step
from tests.api.test_holds import approved
from tests.evidence.files import WAGE, written

CHECK = "RF01"


@pytest.fixture
def case(office: Office) -> str:
    """A grant that is approved and not paid."""
    return approved(office)


def bring(office: Office, folder: Path, died: str) -> None:
    """The applicant died on that day by the register, and was paid wages in January and February."""
    person = startup_form()["applicant"]["resident_id"]
    month = WAGE | {"person": person, "disabled": "是"}
    paid = [month | {"month": f"2024-0{number}", "paid_day": f"2024-0{number + 1}-05"} for number in (1, 2)]
    files: dict[str, tuple[list[dict[str, Any]], dict[str, str]]] = {
        "deaths": ([{"person": person, "died_day": died}], {"as_of": office.now.date().isoformat()}),
        "wages": (paid, {"first_month": "2024-01", "last_month": "2024-02"}),
    }
    for dataset, (rows, said) in files.items():
        content = BytesIO(written(folder / f"{dataset}.csv", rows).read_bytes())
        about = {"dataset": dataset, "source": "bureau", "place": PLACE} | said
        response = office.as_("data").send("/evidence", content, query=about, media_type=CSV)
        assert response.status_code == 201, response.text


def adopt(office: Office) -> None:
    """From today on the check stops payments."""
    body = {"mode": "hold", "from_on": office.now.date().isoformat(), "thresholds": {}}
    office.as_("analyst").done(f"/checks/{CHECK}/propose", body, version=0)
    office.as_("fraud-reviewer").done(f"/checks/{CHECK}/approve", version=office.version(f"check:{CHECK}"))


def instruct(office: Office, case: str) -> Any:
    return step(office, "finance", case, "instruct-payment", tranche=1)


def test_a_hit_holds_the_money_and_becomes_an_alert(office: Office, case: str, tmp_path: Path) -> None:
    bring(office, tmp_path, died="2023-10-01")
    adopt(office)
    stopped = instruct(office, case)
    assert (stopped["subject"], stopped["outcome"]["told"][:8]) == (f"hold:{case}-P1", "没有下达支付指令")
    (alert,) = office.as_("analyst").read("/alerts", case=case)["items"]
    assert office.as_("auditor").read(f"/holds/{case}-P1")["alerts"] == [alert["id"]]


def test_a_stale_source_holds_the_money_until_a_reviewer_lets_it_go(office: Office, case: str, tmp_path: Path) -> None:
    bring(office, tmp_path, died="2024-03-01")
    adopt(office)
    office.on("2024-06-03")
    stopped = instruct(office, case)
    assert "deaths(stale)" in stopped["outcome"]["held"]
    version = office.version(stopped["subject"])
    office.as_("fraud-reviewer").done(f"/holds/{case}-P1/release", {"ground": "另行核对"}, version=version)
    assert instruct(office, case)["subject"] == f"{case}-P1"


def test_what_came_back_from_the_bank_is_checked_again(office: Office, case: str, tmp_path: Path) -> None:
    paid = str(instruct(office, case)["subject"])
    office.as_("finance").done(f"/payments/{paid}/return", {"code": "AC04"}, version=1)
    adopt(office)
    again = office.as_("finance").done(f"/payments/{paid}/reissue", version=2)
    assert again["subject"] == f"hold:{paid}"
    assert "deaths(missing)" in again["outcome"]["held"]
    assert office.as_("finance").read(f"/payments/{paid}")["status"] == "returned"
    refused = office.as_("finance").post(f"/payments/{paid}/reissue", version=2)
    assert (refused.status_code, (refused.json or {})["code"]) == (422, "payment-held")
    version = office.version(again["subject"])
    office.as_("fraud-reviewer").done(f"/holds/{paid}/release", {"ground": "另行核对"}, version=version)
    office.as_("finance").done(f"/payments/{paid}/reissue", version=2)
    assert office.as_("finance").read(f"/payments/{paid}")["status"] == "instructed"
