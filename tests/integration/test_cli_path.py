"""The path of one grant on the command line, from the budget to the bank and back."""

from pathlib import Path

import pytest

from tests.integration.desk import ACCOUNT, LEVY, Desk, applicant

GRANT = "10000.00"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A demonstration book with budget for start-up grants."""
    desk = Desk(tmp_path)
    desk.budget("startup_grant", "100000.00")
    return desk


def test_a_grant_goes_from_the_budget_to_the_bank(desk: Desk) -> None:
    payment = desk.settled("startup_grant", GRANT)
    shown = desk.read("case", "show", payment.removesuffix("-P1"))
    assert (shown["case"]["status"], shown["case"]["amount"], shown["case"]["paid"]) == ("approved", GRANT, GRANT)
    assert [each["status"] for each in shown["payments"]] == ["settled"]
    paid = [each for each in desk.read("balances")["balances"] if each["account"] == "Budget:ExpendedPaid"]
    assert [each["amount"] for each in paid] == [GRANT]
    assert desk.read("verify")["ok"] is True


def test_a_case_explains_its_amount_step_by_step(desk: Desk) -> None:
    case = desk.submitted("startup_grant")
    desk.done("application", "accept", case, officer="intake")
    steps = desk.read("case", "show", case)["decision"]["steps"]
    assert {"label", "expression", "value", "authority", "grade"} <= set(steps[0])
    shown = desk.type("case", "show", case, as_json=False).stdout
    assert all(step["label"] in shown for step in steps)
    assert "演示值" in shown
    assert "正常经营起始日 running_since" in shown


def test_a_refused_case_shows_every_reason_with_its_clause(desk: Desk) -> None:
    case = desk.submitted("startup_grant", still_running=False, certificate_valid=False)
    receipt = desk.done("application", "accept", case, officer="intake")
    assert receipt["outcome"] == {"granted": "no", "amount": "0.00"}
    shown = desk.read("case", "show", case)
    assert {reason["code"] for reason in shown["reasons"]} == {"certificate_not_valid", "not_running"}
    assert all(reason["authority"] and reason["zh"] and reason["en"] for reason in shown["reasons"])
    assert "申请时残疾人证无效" in desk.type("case", "show", case, as_json=False).stdout


def test_facts_in_the_log_name_nobody(desk: Desk) -> None:
    case = desk.submitted("startup_grant", 3)
    shown = desk.type("case", "show", case).stdout
    assert "申请人3" not in shown
    assert "19930315" not in shown


def test_a_payment_is_traced_both_ways(desk: Desk) -> None:
    payment = desk.settled("startup_grant", GRANT)
    for identifier in (payment, payment.removesuffix("-P1"), f"{ACCOUNT}/0001"):
        found = desk.read("trace", identifier)
        assert [each["document"] for each in found["budget"]["documents"]] == ["财社〔演示〕1号", "残联〔演示〕2号"]
        (paid,) = found["case"]["payments"]
        assert paid["bank_lines"][0]["reference"] == "0001"
    shares = desk.read("trace", f"fund:{LEVY}:2024")["shares"]
    assert [share["case"] for share in shares] == [payment.removesuffix("-P1")]
    assert "流水 bank line" in desk.type("trace", payment, as_json=False).stdout


def test_a_returned_payment_is_reissued_and_part_of_it_recovered(desk: Desk) -> None:
    payment = desk.settled("startup_grant", GRANT)
    desk.done("payment", "return", payment, "--code", "AC01", *desk.booked("0002", GRANT), officer="finance")
    desk.done("payment", "reissue", payment, "--reason", "账户已更正", officer="finance")
    desk.done("payment", "settle", payment, *desk.booked("0003", GRANT), officer="finance")
    claim = ("--amount", "1000.00", "--ground", "登记不实", "--clause", "第十四条")
    recovery = desk.done("recovery", "determine", payment, *claim, officer="finance")["subject"]
    desk.done("recovery", "receive", recovery, *desk.booked("0004", "600.00"), officer="finance")
    rest = ("--amount", "400.00", "--document", "财社〔演示〕9号")
    desk.done("recovery", "write-off", recovery, *rest, officer="budget")
    (row,) = desk.read("recovery", "list")["recoveries"]
    assert (row["received"], row["written_off"], row["outstanding"]) == ("600.00", "400.00", "0.00")
    assert desk.read("verify")["ok"] is True


def test_an_instruction_that_never_left_is_returned_without_a_bank_line_and_cancelled(desk: Desk) -> None:
    case = desk.approved("startup_grant")
    payment = desk.done("payment", "instruct", case, officer="finance")["subject"]
    desk.done("payment", "return", payment, "--code", "AC04", officer="finance")
    desk.done("payment", "cancel", payment, "--reason", "申请人放弃", officer="finance")
    assert [row["status"] for row in desk.read("payment", "list")["payments"]] == ["cancelled"]


def test_a_draft_is_amended_submitted_returned_and_resubmitted(desk: Desk) -> None:
    form = desk.form("startup_grant", founders=2)
    case = desk.done("application", "draft", "--form", form, officer="intake")["subject"]
    form = desk.form("startup_grant", founders=3)
    desk.done("application", "amend", case, "--form", form, "--reason", "更正人数", officer="intake")
    desk.done("application", "submit", case, officer="intake")
    desk.done("application", "return", case, "--finding", "缺登记证", "--finding", "缺合同", officer="intake")
    desk.done("application", "resubmit", case, officer="intake")
    shown = desk.read("case", "show", case)
    assert (shown["case"]["status"], shown["facts"]["founders"]) == ("submitted", 3)
    assert [row["id"] for row in desk.read("application", "list", "--status", "submitted")["cases"]] == [case]


def test_an_amended_form_may_not_change_the_applicant(desk: Desk) -> None:
    case = desk.done("application", "draft", "--form", desk.form("startup_grant"), officer="intake")["subject"]
    other = ("--form", desk.form("startup_grant", 1), "--reason", "更正")
    assert desk.refused("application", "amend", case, *other, officer="intake")["code"] == "other-applicant"


def test_an_objection_sends_the_case_back_or_is_dismissed(desk: Desk) -> None:
    case = desk.published("startup_grant")
    paper = ("--reference", "信访〔演示〕1号", "--ground", "反映未经营")
    assert desk.done("application", "object", case, *paper, officer="intake")["outcome"] == {"number": "1"}
    finding = ("--dismissed", "--finding", "查无此事")
    desk.done("application", "resolve-objection", case, 1, *finding, officer="second")
    desk.done("application", "object", case, *paper, officer="intake")
    desk.done("application", "resolve-objection", case, 2, "--upheld", "--finding", "属实", officer="second")
    assert desk.read("case", "show", case)["case"]["next_stage"] == "first_review"


def test_a_grant_is_suspended_resumed_and_terminated(desk: Desk) -> None:
    case = desk.approved("startup_grant")
    desk.done("application", "suspend", case, "--ground", "线索核查", officer="second")
    assert desk.read("case", "show", case)["case"]["suspended"] is True
    desk.done("application", "resume", case, "--finding", "查无问题", officer="second")
    desk.done("application", "terminate", case, "--ground", "停业", officer="second")
    assert desk.read("case", "show", case)["case"]["encumbered"] == "0.00"


def test_a_rejected_case_is_appealed_and_taken_up_again(desk: Desk) -> None:
    case = desk.submitted("startup_grant")
    desk.done("application", "accept", case, officer="intake")
    ground = ("--ground", "经核查未实际经营", "it never ran", "办法第三条")
    desk.done("application", "reject", case, *ground, officer="first")
    assert desk.read("case", "show", case)["reasons"][0]["authority"] == "办法第三条"
    desk.done("application", "appeal", case, "--reference", "复〔演示〕1号", officer="intake")
    decided = ("--outcome", "revoked", "--finding", "事实不清")
    desk.done("application", "decide-appeal", case, *decided, officer="appeal")
    shown = desk.read("case", "show", case)
    assert (shown["case"]["status"], shown["reasons"]) == ("submitted", [])


def test_an_applicant_withdraws(desk: Desk) -> None:
    case = desk.submitted("startup_grant")
    desk.done("application", "withdraw", case, "--reason", "申请人要求", officer="intake")
    assert desk.read("case", "show", case)["case"]["status"] == "withdrawn"


def test_unused_allotment_is_taken_back_and_the_year_closed(desk: Desk) -> None:
    line = ("--fund", LEVY, "--year", 2024, "--programme", "startup_grant", "--place", "330500")
    back = ("--amount", "40000.00", "--document", "残联〔演示〕3号", "--reason", "调减")
    desk.done("fund", "withdraw", *line, *back, officer="budget")
    closing = ("--fund", LEVY, "--year", 2024, "--document", "财社〔演示〕4号", "--carry-forward", "70000.00")
    desk.on("2024-12-31")
    receipt = desk.done("fund", "close-year", *closing, officer="budget")
    assert receipt["outcome"] == {"carried_forward": "70000.00", "lapsed": "30000.00"}


def test_balances_are_seen_as_of_a_value_date_and_as_known_on_a_day(desk: Desk) -> None:
    desk.settled("startup_grant", GRANT)
    by_line = desk.read("balances", "--by", "line", "--account", "Budget:Allotted")["balances"]
    assert [each["amount"] for each in by_line] == ["90000.00"]
    early = desk.read("balances", "--as-of", "2024-02-29", "--known-on", "2024-12-31")
    assert (early["as_of"], early["balances"]) == ("2024-02-29", [])
    assert desk.read("balances", "--by", "case", "--account", "Budget:ExpendedPaid")["balances"][0]["case"]
    assert "已列支已付" in desk.type("balances", as_json=False).stdout


def test_rebuilt_views_are_the_same(desk: Desk) -> None:
    desk.settled("startup_grant", GRANT)
    first, second = desk.read("views", "rebuild"), desk.read("views", "rebuild")
    assert first == second
    assert first["position"] == desk.length


def test_the_law_in_force_is_shown_with_its_document(desk: Desk) -> None:
    shown = desk.read("law", "show", "startup_grant", "--place", "330502", "--on", "2024-03-01")
    keys = {each["key"]: each for each in shown["provisions"]}
    assert keys["amount.single"]["grade"] == "demo"
    assert "演示值" in keys["amount.single"]["shown"]
    assert keys["working_age_from"]["authority"].startswith("中华人民共和国劳动法")


def test_law_that_was_not_published_yet_is_not_shown(desk: Desk) -> None:
    def wage(known_on: str) -> str:
        place = ("--place", "330502", "--on", "2024-01-05", "--known-on", known_on)
        provisions = desk.read("law", "show", "startup_grant", *place)["provisions"]
        return str(next(row["shown"] for row in provisions if row["key"] == "monthly_minimum_wage.class_1"))

    assert (wage("2024-01-14"), wage("2024-01-15")) == ("2,280.00 元/月", "2,490.00 元/月")


def test_details_are_changed_and_one_field_is_revealed_on_the_record(desk: Desk) -> None:
    case = desk.submitted("startup_grant")
    party = desk.read("case", "show", case)["case"]["applicant"]
    changed = desk.file(applicant(0) | {"account": "6230000000009999"})
    receipt = desk.done("party", "register", "--form", changed, "--reason", "换卡", officer="intake")
    assert receipt["subject"] == party
    length = desk.length
    shown = desk.done("party", "reveal", party, "--field", "account", "--reason", "核对", officer="privacy")
    assert (shown["value"], desk.length) == ("6230000000009999", length + 1)


def test_lists_are_read_by_people_too(desk: Desk) -> None:
    payment = desk.settled("startup_grant", GRANT)
    claim = ("--amount", "1000.00", "--ground", "登记不实", "--clause", "第十四条")
    desk.done("recovery", "determine", payment, *claim, officer="finance")
    shown = {
        ("application", "list"): "一次性创业补贴",
        ("payment", "list"): "已结清 settled",
        ("recovery", "list"): "第十四条",
        ("balances", "--by", "line"): "已下达可用额度",
        ("book", "info"): "浙江省湖州市",
        ("views", "rebuild"): "视图已重建",
        ("verify",): "全部相符",
        ("law", "show", "startup_grant", "--place", "330500"): "演示值",
        ("trace", f"fund:{LEVY}:2024"): "一次性创业补贴",
    }
    for words, said in shown.items():
        result = desk.type(*words, as_json=False)
        assert (result.exit_code, said in result.stdout) == (0, True), words


def test_cases_are_listed_by_programme_and_place(desk: Desk) -> None:
    case = desk.submitted("startup_grant")
    assert [row["id"] for row in desk.read("application", "list", "--place", "330000")["cases"]] == [case]
    assert desk.read("application", "list", "--place", "330502")["cases"] == []
    assert desk.read("application", "list", "--programme", "lease_subsidy")["cases"] == []
