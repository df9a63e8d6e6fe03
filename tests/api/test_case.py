"""One case through the API: taken in, reviewed, published, approved and paid."""

from typing import Any, cast

from api.app import problem
from ledger.store.database import BookBusy
from tests.api.forms import startup_form
from tests.api.office import Office


def test_a_case_goes_from_intake_to_the_bank(office: Office) -> None:
    budget(office)
    office.on("2024-03-01")
    intake = office.as_("intake")
    handed_in = intake.post("/applications/submit", {"form": startup_form()})
    assert handed_in.status_code == 201, handed_in.text
    receipt = cast(dict[str, Any], handed_in.json)
    case = receipt["subject"]
    assert handed_in.headers["Location"] == f"/v1/books/330500/applications/{case}"
    assert handed_in.headers["ETag"] == f'"{receipt["versions"][case]}"'
    step(office, "intake", case, "accept")
    step(office, "first", case, "first-review", opinion="属实")
    step(office, "site", case, "check-site", visited_on="2024-03-01", finding="正常经营")
    step(office, "first", case, "notice", contact="就业科")
    office.on("2024-03-12")
    step(office, "second", case, "second-review", opinion="同意")
    approved = step(office, "approver", case, "approve", amount="10000.00")
    assert approved["outcome"] == {"granted": "yes", "amount": "10000.00"}
    paid = step(office, "finance", case, "instruct-payment", tranche=1)
    line = {"account": "ZFZH-1", "reference": "HZ1", "booked_on": "2024-03-12", "amount": "10000.00"}
    settled = office.as_("finance").post(f"/payments/{paid['subject']}/settle", {"bank_line": line}, version=1)
    assert settled.status_code == 200, settled.text


def budget(office: Office) -> None:
    officer = office.as_("budget")
    appropriation = {"amount": "600000.00", "document": "文1号"}
    officer.done("/funds/employment_security_fund:2024/appropriate", appropriation, version=0)
    allot = {"amount": "100000.00", "document": "文2号", "programme": "startup_grant", "place": "330500"}
    officer.done("/funds/employment_security_fund:2024/allot", allot, version=1)


def step(office: Office, officer: str, case: str, verb: str, **body: Any) -> Any:
    return office.as_(officer).done(f"/applications/{case}/{verb}", body, version=office.version(case))


def test_where_a_busy_book_lies_is_not_told_over_the_network(office: Office) -> None:
    with office.app.test_request_context("/"):
        office.app.preprocess_request()
        answer = problem(office.app, BookBusy(url="sqlite:///srv/ledger/330500.sqlite"))
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "1"
    assert "330500.sqlite" not in answer.get_data(as_text=True)


def test_a_mistake_in_a_form_is_pointed_at_where_it_stands_in_what_was_sent(office: Office) -> None:
    form = startup_form()
    form["facts"]["founders"] = "x"
    refused = office.as_("intake").post("/applications/submit", {"form": form})
    assert refused.status_code == 422
    assert [each["pointer"] for each in refused.get_json()["errors"]] == ["#/form/facts/founders"]


def test_a_list_tells_the_versions_that_a_bulk_act_needs(office: Office) -> None:
    budget(office)
    office.on("2024-03-01")
    office.as_("intake").done("/applications/submit", {"form": startup_form()})
    row = office.as_("intake").read("/applications", next_stage="completeness")["items"][0]
    items = [{"id": row["id"], "version": row["version"]} for _ in range(2)]
    first, stale = office.as_("intake").done("/applications/bulk/accept", {"items": items})["items"]
    assert (first["status"], stale["status"]) == (200, 412)
    assert [each["pointer"] for each in stale["problem"]["errors"]] == ["#/items/1/version"]


def test_the_roles_that_open_an_endpoint_are_told_by_name_in_chinese_and_by_code_in_english(office: Office) -> None:
    told = office.as_("intake").get("/accounts").get_json()
    assert told["zh"].endswith("需要下列角色之一:账号管理员、审计人。")
    assert told["en"].endswith("it takes one of: account_administrator, auditor.")


def test_what_is_to_be_mended_and_why_a_case_was_refused_can_be_read(office: Office) -> None:
    office.on("2024-03-01")
    intake = office.as_("intake")
    case = intake.done("/applications/submit", {"form": startup_form()})["subject"]
    step(office, "intake", case, "return", findings=["营业执照复印件不清晰"])
    assert intake.read(f"/applications/{case}")["findings"] == ["营业执照复印件不清晰"]
    step(office, "intake", case, "resubmit")
    assert intake.read(f"/applications/{case}")["findings"] == []
    ground = {"zh": "店铺已停止经营", "en": "The shop is closed", "clause": "第五条"}
    step(office, "intake", case, "reject", grounds=[ground])
    (reason,) = intake.read(f"/applications/{case}")["reasons"]
    assert (reason["zh"], reason["authority"]) == ("店铺已停止经营", "第五条")
