"""What bad input gets on the command line: a named error in two languages, an exit code, a log as long as before."""

from pathlib import Path

import pytest

from api.forms.reference import example_of
from api.schemas.catalogue import form_of
from tests.factories import disability_certificate, resident_id
from tests.integration.desk import LEVY, ROLES, Desk

GRANT = "10000.00"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A demonstration book with budget for two start-up grants."""
    desk = Desk(tmp_path)
    desk.budget("startup_grant", "20000.00")
    return desk


def refused_form(desk: Desk, form: Path) -> list[tuple[str, str]]:
    """The fields and codes that a form is refused for."""
    error = desk.refused("application", "submit", "--form", form, officer="intake")
    assert error["code"] == "form-invalid"
    return [(problem["field"], problem["code"]) for problem in error["problems"]]


def test_an_unknown_place_is_refused(desk: Desk) -> None:
    data = example_of(form_of("startup_grant")) | {"place": "339999"}
    assert refused_form(desk, desk.file(data)) == [("place", "unknown-place")]


def test_a_place_outside_the_book_is_refused(desk: Desk) -> None:
    form = desk.file(example_of(form_of("startup_grant")) | {"place": "330702"})
    error = desk.refused("application", "submit", "--form", form, officer="intake")
    assert error["code"] == "place-outside-book"


def test_an_unknown_programme_is_refused(desk: Desk) -> None:
    form = desk.file(example_of(form_of("startup_grant")) | {"programme": "free_lunch"})
    error = desk.refused("application", "submit", "--form", form, officer="intake")
    assert (error["code"], error["field"]) == ("unknown-programme", "programme")


def test_somebody_elses_certificate_is_refused(desk: Desk) -> None:
    data = example_of(form_of("startup_grant"))
    data["applicant"]["certificate"] = disability_certificate(resident_id("19700101"))
    assert refused_form(desk, desk.file(data)) == [("applicant.certificate", "certificate-does-not-match-id")]


def test_a_wrong_check_digit_is_refused_without_repeating_the_number(desk: Desk) -> None:
    data = example_of(form_of("startup_grant"))
    wrong = data["applicant"]["resident_id"][:-1] + "7"
    data["applicant"]["resident_id"] = wrong
    form = desk.file(data)
    assert ("applicant.resident_id", "wrong-resident-id-check") in refused_form(desk, form)
    shown = desk.type("application", "submit", "--form", form, officer="intake", as_json=False)
    assert wrong not in shown.output


def test_every_mistake_of_a_form_is_listed_at_once(desk: Desk) -> None:
    data = example_of(form_of("startup_grant"))
    data["facts"] |= {"registered_on": "2023/4/10", "still_running": "maybe", "colour": "red"}
    del data["facts"]["grants_received"]
    assert sorted(refused_form(desk, desk.file(data))) == [
        ("facts.colour", "field-unknown"),
        ("facts.grants_received", "field-missing"),
        ("facts.registered_on", "not-a-date"),
        ("facts.still_running", "not-yes-or-no"),
    ]


def test_an_application_outside_its_window_is_refused(tmp_path: Path) -> None:
    desk = Desk(tmp_path, place="140800")
    desk.on("2024-05-06")
    data = example_of(form_of("over_quota_reward"))
    form = desk.file(data | {"place": "140828", "applied_on": "2024-05-06"})
    error = desk.refused("application", "submit", "--form", form, officer="intake")
    assert error["code"] == "application-outside-window"
    assert error["rule"]


def test_the_same_cost_and_month_is_claimed_once(desk: Desk) -> None:
    desk.submitted("lease_subsidy")
    again = desk.form("lease_subsidy")
    error = desk.refused("application", "submit", "--form", again, officer="intake")
    assert error["code"] == "cost-already-claimed"


def test_whoever_reviewed_does_not_approve(desk: Desk) -> None:
    case = desk.published("startup_grant")
    desk.on("2024-03-11")
    desk.done("application", "second-review", case, "--opinion", "同意", officer="second")
    everything = " ".join(ROLES.values())
    error = desk.refused("application", "approve", case, officer="first", role=everything)
    assert error["code"] == "same-person-acts"


def test_nothing_follows_a_notice_before_it_ends(desk: Desk) -> None:
    case = desk.published("startup_grant")
    desk.on("2024-03-07")
    error = desk.refused("application", "second-review", case, "--opinion", "同意", officer="second")
    assert error["code"] == "notice-not-ended"
    assert desk.refused("application", "approve", case, officer="approver")["code"] == "stage-out-of-order"


def test_no_more_is_paid_than_is_encumbered(desk: Desk) -> None:
    case = desk.approved("startup_grant")
    error = desk.refused("payment", "instruct", case, "--amount", "10000.01", officer="finance")
    assert error["code"] == "payment-exceeds-encumbrance"


def test_an_allotment_is_not_overspent(desk: Desk) -> None:
    cases = [desk.submitted("startup_grant", number) for number in range(3)]
    for case in cases[:2]:
        desk.done("application", "accept", case, officer="intake")
    error = desk.refused("application", "accept", cases[2], officer="intake")
    assert (error["code"], error["details"]["left"]) == ("allotment-overspent", "0.00 元")


def test_a_payment_is_settled_once(desk: Desk) -> None:
    payment = desk.settled("startup_grant", GRANT)
    again = desk.booked("0002", GRANT)
    assert desk.refused("payment", "settle", payment, *again, officer="finance")["code"] == "already-settled"


def test_a_bank_line_settles_one_payment(desk: Desk) -> None:
    cases = [desk.published("startup_grant", number) for number in range(2)]
    desk.on("2024-03-11")
    for case in cases:
        desk.done("application", "second-review", case, "--opinion", "同意", officer="second")
        desk.done("application", "approve", case, officer="approver")
        desk.done("payment", "instruct", case, officer="finance")
    line = desk.booked("0001", GRANT)
    desk.done("payment", "settle", f"{cases[0]}-P1", *line, officer="finance")
    error = desk.refused("payment", "settle", f"{cases[1]}-P1", *line, officer="finance")
    assert error["code"] == "bank-line-used"


def test_no_more_is_clawed_back_than_was_paid(desk: Desk) -> None:
    payment = desk.settled("startup_grant", GRANT)
    claim = ("--amount", "10000.01", "--ground", "登记不实", "--clause", "第十四条")
    error = desk.refused("recovery", "determine", payment, *claim, officer="finance")
    assert error["code"] == "recovery-exceeds-paid"


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("100.005", "money-not-exact"),
        ("1,000.00", "malformed-money"),
        ("1e3", "malformed-money"),
        ("NaN", "malformed-money"),
        ("-1.00", "negative-money"),
        ("99999999999999999999", "money-too-large"),
        ("0", "amount-not-positive"),
    ],
)
def test_money_is_exact_and_positive(desk: Desk, amount: str, code: str) -> None:
    line = ("--fund", LEVY, "--year", 2024, f"--amount={amount}", "--document", "财社〔演示〕5号")
    assert desk.refused("fund", "appropriate", *line, officer="budget")["code"] == code


def test_money_in_a_form_is_exact(desk: Desk) -> None:
    form = desk.form("training_fee_subsidy", fee="1350.505")
    assert refused_form(desk, form) == [("facts.fee", "money-not-exact")]


def test_a_float_in_a_form_is_read_as_it_is_written(desk: Desk) -> None:
    form = desk.form("training_fee_subsidy")
    form.write_text(form.read_text(encoding="utf-8").replace('"1350.50"', "1350.50"), encoding="utf-8")
    case = desk.done("application", "submit", "--form", form, officer="intake")["subject"]
    assert desk.read("case", "show", case)["facts"]["fee"] == "1350.50"


def test_an_unknown_fund_is_refused(desk: Desk) -> None:
    line = ("--fund", "piggy_bank", "--year", 2024, "--amount", "1.00", "--document", "财社〔演示〕5号")
    assert desk.refused("fund", "appropriate", *line, officer="budget")["code"] == "unknown-fund"


def test_a_role_that_is_not_held_is_refused(desk: Desk) -> None:
    line = ("--fund", LEVY, "--year", 2024, "--amount", "1.00", "--document", "财社〔演示〕5号")
    assert desk.refused("fund", "appropriate", *line, officer="intake")["code"] == "role-not-allowed"


def test_personal_numbers_are_kept_out_of_reasons(desk: Desk) -> None:
    case = desk.submitted("startup_grant")
    reason = ("--reason", "本人电话 13800000000 要求")
    error = desk.refused("application", "withdraw", case, *reason, officer="intake")
    assert error["code"] == "personal-data-in-text"


@pytest.mark.parametrize("words", [("case", "show", "A0"), ("trace", "A0"), ("trace", "fund:none:2024")])
def test_what_does_not_exist_is_not_found(desk: Desk, words: tuple[str, ...]) -> None:
    result = desk.type(*words)
    assert result.exit_code == 1
    assert '"code": "not-found"' in result.stdout


def test_a_production_book_knows_no_demonstration_value(tmp_path: Path) -> None:
    desk = Desk(tmp_path, mode="production")
    error = desk.refused("application", "submit", "--form", desk.form("startup_grant"), officer="intake")
    assert error["code"] == "no-provision-in-force"
