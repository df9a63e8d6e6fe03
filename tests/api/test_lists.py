"""Lists over HTTP: page by page, narrowed by filters, never beyond the jurisdiction; and one thing with its version."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from api.reference import openapi_text
from tests.api.forms import startup_form
from tests.api.office import Caller, Office
from tests.api.test_case import budget, step
from tests.factories import disability_certificate, resident_id
from tests.placed import registration

FUND = "employment_security_fund:2024"


def filed(office: Office, *numbers: int, place: str = "330502") -> list[str]:
    """Applications that were handed in."""
    intake = office.as_("intake")
    return [
        intake.done("/applications/submit", {"form": startup_form(number, place=place)})["subject"]
        for number in numbers
    ]


def on_notice(office: Office) -> str:
    """A case whose notice runs."""
    budget(office)
    office.on("2024-03-01")
    (case,) = filed(office, 1)
    step(office, "intake", case, "accept")
    step(office, "first", case, "first-review", opinion="属实")
    step(office, "site", case, "check-site", visited_on="2024-03-01", finding="正常经营")
    step(office, "first", case, "notice", contact="就业科")
    return case


def walked(caller: Caller, path: str, **query: Any) -> list[Any]:
    """Everything that all pages of a list hold."""
    found: list[Any] = []
    page = caller.read(path, **query)
    while True:
        found += page["items"]
        if page["next"] is None:
            return found
        page = caller.read(path, after=page["next"], **query)


def test_applications_are_read_page_by_page_in_either_direction(office: Office) -> None:
    office.on("2024-03-01")
    cases = filed(office, 1, 2, 3)
    auditor = office.as_("auditor")
    assert len(auditor.read("/applications", limit=2)["items"]) == 2
    assert [row["id"] for row in walked(auditor, "/applications", limit=2)] == sorted(cases)
    backwards = walked(auditor, "/applications", limit=1, order="descending")
    assert [row["id"] for row in backwards] == sorted(cases, reverse=True)
    assert backwards[0]["status"] == "submitted"
    assert walked(auditor, "/applications", status="approved") == []
    assert walked(auditor, "/applications", applied_to="2024-02-29") == []
    assert len(walked(auditor, "/applications", suspended="false", programme="startup_grant")) == 3


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"limit": 0}, "page-size-out-of-range"),
        ({"limit": 201}, "page-size-out-of-range"),
        ({"after": "nonsense"}, "cursor-malformed"),
        ({"colour": "red"}, "unknown-parameter"),
    ],
)
def test_what_no_list_can_answer_is_refused_by_name(office: Office, query: dict[str, Any], code: str) -> None:
    response = office.as_("auditor").get("/applications", **query)
    assert (response.status_code, (response.json or {})["code"]) == (422, code)


@pytest.mark.parametrize("query", [{"limit": "many"}, {"status": "gone"}, {"suspended": "是"}, {"place": "33"}])
def test_a_filter_that_does_not_read_is_refused_where_it_stands(office: Office, query: dict[str, Any]) -> None:
    response = office.as_("auditor").get("/applications", **query)
    assert response.status_code == 422
    (name,) = query
    assert [each["pointer"] for each in (response.json or {})["errors"]] == [f"#/{name}"]


def test_a_cursor_belongs_to_its_question(office: Office) -> None:
    office.on("2024-03-01")
    filed(office, 1, 2)
    auditor = office.as_("auditor")
    cursor = auditor.read("/applications", limit=1)["next"]
    response = auditor.get("/applications", after=cursor, status="submitted")
    assert (response.status_code, (response.json or {})["code"]) == (422, "cursor-of-another-list")


def test_one_application_shows_what_it_rests_on_and_the_version_to_act_on(office: Office) -> None:
    case = on_notice(office)
    response = office.as_("second").get(f"/applications/{case}")
    shown = response.json or {}
    assert response.headers["ETag"] == f'"{office.version(case)}"'
    assert (shown["amount"], shown["next_stage"], shown["notice_first_day"]) == (
        "10000.00",
        "second_review",
        "2024-03-01",
    )
    assert shown["decision"]["amount"] == "10000.00"
    assert shown["decision"]["steps"]
    assert shown["facts"]["founders"] == 1
    assert any(claim.startswith("cost:") for claim in shown["claims"])


def test_a_county_sees_its_own_and_is_told_nothing_of_the_rest(office: Office) -> None:
    office.on("2024-03-01")
    (own,), (other,) = filed(office, 1, place="330502"), filed(office, 2, place="330521")
    county = office.appoint("county", "first_reviewer", place="330502")
    assert [row["id"] for row in walked(county, "/applications")] == [own]
    assert county.get(f"/applications/{own}").status_code == 200
    hidden, absent = county.get(f"/applications/{other}"), county.get("/applications/A2024-330521-NOTHING")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert (hidden.json or {})["code"] == (absent.json or {})["code"] == "not-found"
    assert len(walked(county, "/parties")) == 1
    assert len(walked(office.as_("auditor"), "/parties")) == 2
    assert walked(county, "/applications", place="330521") == []


def test_a_name_that_no_store_can_hold_is_not_found(office: Office) -> None:
    for path in ("/applications/a%00b", "/payments/a%00b", "/parties/a%00b", "/allotments/a%00b", "/placements/a%00b"):
        assert office.as_("auditor").get(path).status_code == 404, path


def test_budgets_tell_where_each_yuan_is(office: Office) -> None:
    budget(office)
    auditor = office.as_("auditor")
    fund = auditor.get(f"/funds/{FUND}")
    assert fund.headers["ETag"] == '"2"'
    assert (fund.json or {})["lines"][0]["programme"] == "startup_grant"
    (line,) = walked(auditor, "/allotments", year=2024)
    assert (line["allotted"], line["available"]) == ("100000.00", "100000.00")
    assert auditor.read(f"/allotments/{line['id']}") == line
    assert auditor.get("/funds/employment_security_fund:2023").status_code == 404
    assert auditor.get("/funds/no_fund:2024").status_code == 404


def test_money_is_read_after_it_left(office: Office) -> None:
    case = on_notice(office)
    office.on("2024-03-12")
    step(office, "second", case, "second-review", opinion="同意")
    step(office, "approver", case, "approve")
    paid = step(office, "finance", case, "instruct-payment", tranche=1)["subject"]
    line = {"account": "ZFZH-1", "reference": "HZ1", "booked_on": "2024-03-12", "amount": "10000.00"}
    finance = office.as_("finance")
    finance.done(f"/payments/{paid}/settle", {"bank_line": line}, version=1)
    what = {"amount": "100.00", "ground": "转租", "clause": "第八条"}
    recovery = finance.done(f"/payments/{paid}/recover", what, version=2)["subject"]
    auditor = office.as_("auditor")
    (payment,) = walked(auditor, "/payments", case=case, status="settled")
    assert (payment["id"], payment["amount"], payment["place"]) == (paid, "10000.00", "330502")
    assert auditor.get(f"/payments/{paid}").headers["ETag"] == f'"{office.version(paid)}"'
    (found,) = walked(auditor, "/recoveries", outstanding="true")
    assert (found["id"], found["outstanding"]) == (recovery, "100.00")
    assert auditor.read(f"/recoveries/{recovery}") == found
    assert walked(auditor, "/recoveries", outstanding="false") == walked(auditor, "/adjustments") == []
    (booked,) = walked(auditor, "/bank-lines", reference="HZ1")
    assert (booked["amount"], booked["matched_to"]) == ("-10000.00", paid)


def test_notices_are_public_and_masked(office: Office) -> None:
    case = on_notice(office)
    anybody = Caller(office, {})
    (notice,) = walked(anybody, "/notices", standing="running")
    assert (notice["case"], notice["amount"], notice["first_day"]) == (case, "10000.00", "2024-03-01")
    assert notice["name"][1:].strip("*") == ""
    assert notice["decided_on"] is None
    assert "p_" not in str(notice)
    assert walked(anybody, "/notices", place="330521") == []
    office.on("2024-03-12")
    assert [row["standing"] for row in walked(anybody, "/notices")] == ["ended"]


def test_objections_and_appeals_are_listed_with_what_came_of_them(office: Office) -> None:
    case = on_notice(office)
    step(office, "intake", case, "object", reference="异议1号", ground="未营业")
    auditor = office.as_("auditor")
    (objection,) = walked(auditor, "/objections", case=case, status="open")
    assert (objection["number"], objection["reference"]) == (1, "异议1号")
    assert [row["standing"] for row in walked(Caller(office, {}), "/notices")] == ["objected"]
    assert auditor.get(f"/applications/{case}/appeal").status_code == 404
    assert walked(auditor, "/appeals") == []


def test_a_placement_is_read_with_its_terms_and_months(office: Office) -> None:
    office.on("2024-03-01")
    number = resident_id("19850601")
    details = {
        "resident_id": number,
        "name": "职工甲",
        "certificate": disability_certificate(number, grade=3),
        "account": "6230000000000000018",
    }
    person = office.as_("intake").done("/persons", {"details": details})["subject"].removeprefix("party:")
    quota = office.as_("quota")
    placement = quota.done("/placements", registration(person))["subject"]
    month = {
        "month": "2024-02",
        "wage": "3000.00",
        "through_bank": True,
        "full_time": True,
        "insurances": ["pension"],
        "former_retirement_age": "55",
        "reference": "SB-1",
    }
    quota.done(f"/placements/{placement}/record-month", month, version=1)
    (row,) = walked(quota, "/placements", person=person, ended="false")
    response = quota.get(f"/placements/{placement}")
    shown = response.json or {}
    assert response.headers["ETag"] == '"2"'
    assert {name: shown[name] for name in row} == row
    assert shown["terms"][0]["terms"]["post"] == "ordinary_contract"
    assert shown["certificates"][0]["grade"] == 3
    (worked,) = walked(quota, f"/placements/{placement}/months")
    assert (worked["month"], worked["wage"], worked["insurances"]) == ("2024-02", "3000.00", ["pension"])
    county = office.appoint("elsewhere", "quota_officer", place="330521")
    assert county.get(f"/placements/{placement}/months").status_code == 404


def test_what_is_no_id_has_no_method_of_one(office: Office) -> None:
    client = office.app.test_client()
    refused = client.delete(office.url("/applications/submit"))
    assert (refused.status_code, refused.headers["Allow"]) == (405, "POST")


def test_the_page_about_lists_names_every_filter() -> None:
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "read-lists.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`/.*?) \| (.*?) \|", page, re.M)
    told = {
        path.replace("<id>", "{placement}"): set(re.findall(r"`(\w+)`", filters))
        for paths, filters in rows
        for path in re.findall(r"`(/[^`]*)`", paths)
    }
    told["/placements/{placement}/months"] = set()
    told["/appeals"].remove("case")
    paths = json.loads(openapi_text())["paths"]
    for path, filters in told.items():
        parameters = paths[f"/v1/books/{{book}}{path}"]["get"]["parameters"]
        known = {each["name"] for each in parameters if each.get("in") == "query"}
        assert known - {"after", "limit", "order"} == filters, path
    assert len(told) == 13
