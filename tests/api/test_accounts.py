"""Accounts over HTTP: who administers them, who stands in for whom, and who keeps out."""

from typing import Any

from tests.api.forms import startup_form
from tests.api.office import PLACE, Office, account_of
from tests.api.test_case import budget, step
from tests.api.test_sign_in import ask, enrolled, signed_in


def on_account(office: Office, by: str, officer: str, verb: str, **body: Any) -> Any:
    account = account_of(officer)
    return office.as_(by).post(f"/accounts/{account}/{verb}", body, version=office.version(f"account:{account}"))


def handed_in(office: Office) -> str:
    budget(office)
    office.on("2024-03-01")
    return str(office.as_("intake").done("/applications/submit", {"form": startup_form()})["subject"])


def test_an_administrator_opens_appoints_and_takes_no_part_in_casework(office: Office) -> None:
    case = handed_in(office)
    opening = {"account": account_of("new"), "kind": "officer", "unit": "市残联", "place": PLACE}
    assert office.as_("admin").post("/accounts", opening).status_code == 201
    paper = {"place": PLACE, "document": "湖残联〔演示〕7号"}
    assert on_account(office, "admin", "new", "appoint", role="first_reviewer", **paper).status_code == 200
    joined = on_account(office, "admin", "new", "appoint", role="approver", **paper)
    assert (joined.status_code, joined.get_json()["code"]) == (422, "roles-incompatible")
    herself = on_account(office, "admin", "admin", "appoint", role="approver", **paper)
    assert (herself.status_code, herself.get_json()["code"]) == (422, "administers-oneself")
    accepting = office.as_("admin").post(f"/applications/{case}/accept", version=office.version(case))
    assert accepting.status_code == 403
    by_an_officer = on_account(office, "intake", "new", "suspend", ground="不该由我办理")
    assert by_an_officer.status_code == 403


def test_an_officer_who_declares_kinship_is_refused_the_case_and_another_is_not(office: Office) -> None:
    case = handed_in(office)
    office.appoint("other", "intake_officer")
    party = office.as_("intake").read(f"/applications/{case}")["applicant"]
    assert on_account(office, "intake", "intake", "declare-interest", party=party, relation="spouse").status_code == 200
    refused = office.as_("intake").post(f"/applications/{case}/accept", version=office.version(case))
    assert (refused.status_code, refused.get_json()["code"]) == (403, "officer-recused")
    assert on_account(office, "intake", "intake", "end-interest", party=party, finding="已离婚").status_code == 403
    step(office, "other", case, "accept")


def test_a_deputy_acts_in_a_session_while_the_delegation_runs_and_not_by_a_key(office: Office) -> None:
    case = handed_in(office)
    deputy = office.appoint("deputy", "publicity_officer")
    lent = {
        "role": "intake_officer",
        "place": PLACE,
        "to": account_of("deputy"),
        "first_day": "2024-03-02",
        "last_day": "2024-03-03",
        "ground": "休假",
    }
    receipt = on_account(office, "intake", "intake", "delegate", **lent)
    assert receipt.get_json()["outcome"] == {"number": "1"}
    again = on_account(office, "intake", "intake", "delegate", **lent)
    assert again.get_json()["code"] == "lent-already"
    enrolled(office, "deputy")
    for day, status in (("2024-03-01", 403), ("2024-03-02", 200)):
        office.on(day)
        client, csrf = signed_in(office, "deputy")
        version = office.version(case)
        assert deputy.post(f"/applications/{case}/accept", version=version).status_code == 403
        headers = {"X-CSRF-Token": csrf, "Idempotency-Key": office.key(), "If-Match": f'"{version}"'}
        accepted = ask(office, client, "POST", f"/applications/{case}/accept", json={}, headers=headers)
        assert accepted.status_code == status, accepted.text
    for day, held in (("2024-03-03", ["intake_officer", "publicity_officer"]), ("2024-03-04", ["publicity_officer"])):
        office.on(day)
        client, _ = signed_in(office, "deputy")
        me = ask(office, client, "GET", "/session").get_json()
        assert sorted(each["role"] for each in me["appointments"]) == held


def test_an_account_that_is_not_there_and_one_that_lies_elsewhere_are_told_the_same(office: Office) -> None:
    office.appoint("county", "account_administrator", place="330502")
    office.appoint("city", "site_inspector")
    answers = [office.as_("county").get(f"/accounts/{account_of(name)}") for name in ("city", "nobody")]
    assert [answer.status_code for answer in answers] == [404, 404]
    city, nobody = (answer.get_json() for answer in answers)
    assert city["code"] == nobody["code"]
    assert city["zh"].replace(account_of("city"), "") == nobody["zh"].replace(account_of("nobody"), "")


def test_accounts_are_listed_by_place_role_and_standing_with_the_version_for_the_next_act(office: Office) -> None:
    office.appoint("county", "first_reviewer", place="330502")
    listed = office.as_("admin").read("/accounts", place="330502", role="first_reviewer")["items"]
    assert [each["id"] for each in listed] == [account_of("county")]
    assert listed[0]["appointments"] == [{"role": "first_reviewer", "place": "330502"}]
    assert listed[0]["version"] == office.version(f"account:{account_of('county')}")
    assert on_account(office, "admin", "county", "suspend", ground="休假").status_code == 200
    suspended = office.as_("admin").read("/accounts", standing="suspended")["items"]
    assert [each["id"] for each in suspended] == [account_of("county")]
    assert not office.as_("admin").read("/accounts", role="levy_officer", place="330502")["items"]
    assert office.as_("county").get("/accounts").status_code in (401, 403)
