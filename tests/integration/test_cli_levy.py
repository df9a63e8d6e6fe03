"""The levy and the fund's uses on the command line, from the assessment to a book that verifies."""

from pathlib import Path
from typing import Any

import pytest

from tests.factories import uscc
from tests.integration.desk import Desk

OFFICER, APPROVER, FINANCE = "levy_officer", "levy_approver", "finance_officer"
EMPLOYER = uscc(9)
FIGURES = ("--year", 2024, "--kind", "enterprise", "--counted", 0, "--wages", "12000000.00")
STAFF = ("--staff", ",".join(["100"] * 12))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A demonstration book of Taiyuan in September 2024."""
    made = Desk(tmp_path, "140100")
    made.on("2024-09-02")
    return made


def assessed(desk: Desk) -> str:
    """A levy of 162,000 yuan."""
    words = ("levy", "assess", EMPLOYER, "--place", "140100", *FIGURES, *STAFF)
    return str(desk.done(*words, officer="levy", role=OFFICER)["subject"])


def line(desk: Desk, reference: str, amount: str) -> tuple[str, ...]:
    day = f"{desk.now:%Y-%m-%d}"
    return ("--account", "GK", "--reference", reference, "--booked-on", day, "--amount", amount)


def shown(desk: Desk, levy: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.read("levy", "show", levy)["levy"]
    return found


def test_a_levy_is_assessed_paid_late_surcharged_and_settled(desk: Desk) -> None:
    levy = assessed(desk)
    desk.done("levy", "pay", levy, *line(desk, "0001", "100000.00"), officer="levy", role=OFFICER)
    desk.on("2024-12-02")
    order = ("--deadline", "2024-12-15", "--document", "通知书1号")
    desk.done("levy", "notice", levy, *order, officer="levy", role=OFFICER)
    desk.on("2024-12-20")
    desk.done("levy", "surcharge", levy, officer="levy", role=OFFICER)
    assert (shown(desk, levy)["outstanding"], shown(desk, levy)["surcharge_due"]) == ("62000.00", "6200.00")
    rest = (*line(desk, "0002", "68200.00"), "--surcharge", "6200.00")
    desk.done("levy", "pay", levy, *rest, officer="levy", role=OFFICER)
    row = shown(desk, levy)
    assert (row["outstanding"], row["surcharge_due"], row["received"]) == ("0.00", "0.00", "168200.00")
    assert desk.read("levy", "list", "--year", 2024)["levies"] == [row]
    assert "应缴残保金" in desk.type("levy", "show", levy, as_json=False).stdout
    assert levy in desk.type("levy", "list", as_json=False).stdout
    assert desk.read("verify")["ok"] is True


def test_what_was_paid_too_much_goes_back_and_revenue_stays_apart(desk: Desk) -> None:
    levy = assessed(desk)
    desk.done("levy", "pay", levy, *line(desk, "0001", "162000.00"), officer="levy", role=OFFICER)
    fewer = (*FIGURES[:-1], "6000000.00", "--staff", ",".join(["50"] * 12), "--reason", "更正职工人数")
    desk.done("levy", "reassess", levy, *fewer, officer="levy", role=OFFICER)
    assert shown(desk, levy)["overpaid"] == "81000.00"
    desk.done("levy", "refund", levy, *line(desk, "0002", "81000.00"), officer="finance", role=FINANCE)
    desk.done("levy", "waive", levy, "--amount", "1000.00", "--document", "批复1号", officer="boss", role=APPROVER)
    row = shown(desk, levy)
    assert (row["amount"], row["overpaid"], row["refunded"]) == ("80000.00", "1000.00", "81000.00")
    balances = {each["account"]: each["commodity"] for each in desk.read("balances")["balances"]}
    assert set(balances) == {"Levy:Treasury", "Levy:RefundDue", "Levy:Income"}
    assert set(balances.values()) == {"CNY.LEVY24R"}
    assert desk.read("verify")["ok"] is True


def test_a_deferral_moves_the_due_day_and_a_later_law_is_applied_only_where_it_changes_something(desk: Desk) -> None:
    levy = assessed(desk)
    later = ("--until", "2025-01-31", "--document", "批复1号")
    desk.done("levy", "defer", levy, *later, officer="boss", role=APPROVER)
    assert shown(desk, levy)["due_on"] == "2025-01-31"
    error = desk.refused("levy", "apply-law", levy, "--reason", "新规定", officer="levy", role=OFFICER)
    assert error["code"] == "levy-unchanged"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("levy", "assess", "914401010000000021", "--place", "140100", *FIGURES, *STAFF), "wrong-uscc-check"),
        (("levy", "assess", EMPLOYER, "--place", "330500", *FIGURES, *STAFF), "place-outside-book"),
        (("levy", "assess", EMPLOYER, "--place", "140100", *FIGURES, "--staff", "1,2"), "staff-months-incomplete"),
        (
            (
                "levy",
                "pay",
                "levy:nobody:2024",
                *("--account", "GK", "--reference", "1"),
                *("--booked-on", "2024-09-02", "--amount", "1.00"),
            ),
            "not-found",
        ),
    ],
)
def test_a_levy_that_cannot_be_is_refused(desk: Desk, words: tuple[object, ...], code: str) -> None:
    assert desk.refused(*words, officer="levy", role=OFFICER)["code"] == code


def test_staff_that_is_no_number_is_wrong_usage(desk: Desk) -> None:
    words = ("levy", "assess", EMPLOYER, "--place", "140100", *FIGURES, "--staff", "many")
    assert desk.type(*words, officer="levy", role=OFFICER).exit_code == 2


def test_a_later_levy_year_without_a_law_is_refused(desk: Desk) -> None:
    desk.on("2028-09-01")
    words = ("levy", "assess", EMPLOYER, "--place", "140100", "--year", 2028, *FIGURES[2:], *STAFF)
    assert desk.refused(*words, officer="levy", role=OFFICER)["code"] == "no-provision-in-force"


def test_performance_ties_to_the_ledger_and_forbidden_uses_are_refused_by_name(desk: Desk) -> None:
    desk.budget("startup_grant", "10000.00")
    (fund,) = desk.read("fund", "performance", "--year", 2024)["funds"]
    assert (fund["budget"], fund["unallotted"], fund["paid"], fund["rate"]) == ("10000.00", "0.00", "0.00", "0%")
    assert [each["programme"] for each in fund["programmes"]] == ["startup_grant"]
    assert "执行率" in desk.type("fund", "performance", "--year", 2024, as_json=False).stdout
    words = ("fund", "allot", "--fund", "employment_security_fund", "--year", 2024, "--programme", "conference")
    where = ("--place", "140100", "--amount", "1.00", "--document", "文1号")
    assert desk.refused(*words, *where, officer="budget")["code"] == "use-forbidden"


def test_what_no_document_gives_is_listed(desk: Desk) -> None:
    found = desk.read("law", "missing", "--place", "140100", "--programme", "startup_grant", "--on", "2024-03-01")
    assert "amount.single" in {each["key"] for each in found["missing"]}
    everything = desk.read("law", "missing", "--place", "140100", "--on", "2024-03-01")["missing"]
    assert {"levy", "general", "lease_subsidy"} <= {each["programme"] for each in everything}
    assert "没有文件规定" in desk.type("law", "missing", "--place", "140100", as_json=False).stdout


def test_a_receipt_says_how_it_was_taken(desk: Desk) -> None:
    levy = assessed(desk)
    paid = desk.done("levy", "pay", levy, *line(desk, "0001", "162000.01"), officer="levy", role=OFFICER)
    assert paid["outcome"] == {"levy": "162000.00", "surcharge": "0.00", "overpaid": "0.01"}
    back = desk.done("levy", "refund", levy, *line(desk, "0002", "0.01"), officer="finance", role=FINANCE)
    assert back["outcome"] == {"amount": "0.01", "still_overpaid": "0.00"}


def test_a_receipt_of_the_treasury_leads_to_its_levy_and_how_it_was_computed(desk: Desk) -> None:
    levy = assessed(desk)
    desk.done("levy", "pay", levy, *line(desk, "0001", "100000.00"), officer="levy", role=OFFICER)
    found = desk.read("trace", "GK/0001")
    assert (found["kind"], found["levy"]["levy"]["id"], found["case"]) == ("levy", levy, None)
    assert [(one["reference"], one["amount"]) for one in found["levy"]["bank_lines"]] == [("0001", "100000.00")]
    assert found["levy"]["decisions"][0]["amount"] == "162000.00"
    assert found["levy"]["certification"] is None
    text = desk.type("trace", levy, as_json=False).stdout
    assert "应缴残保金" in text
    assert "流水 bank line GK/0001" in text


def test_a_surcharge_stands_in_the_trace_with_its_days(desk: Desk) -> None:
    levy = assessed(desk)
    desk.on("2024-12-02")
    order = ("--deadline", "2024-12-15", "--document", "通知书1号")
    desk.done("levy", "notice", levy, *order, officer="levy", role=OFFICER)
    desk.on("2024-12-20")
    desk.done("levy", "surcharge", levy, officer="levy", role=OFFICER)
    topics = [made["topic"] for made in desk.read("trace", levy)["levy"]["decisions"]]
    assert topics == ["levy.Assessed", "levy.SurchargeCharged"]
