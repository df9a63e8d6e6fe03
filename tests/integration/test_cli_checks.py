"""Checks on the command line: listed, explained, set by two persons, run in every scope, tuned."""

from pathlib import Path

import pytest

from ledger.checks.engines.spark import SparkEngine
from ledger.checks.registry import checks
from tests.evidence.files import WAGE, written
from tests.factories import bank_card
from tests.integration.desk import Desk, applicant
from tests.integration.evidence_against import ANALYST, CHECK, REVIEWER, brought, set_to, told


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with budget for start-up grants."""
    here = Desk(tmp_path)
    here.budget("startup_grant", "500000.00")
    return here


@pytest.fixture
def case(desk: Desk) -> str:
    """A grant that is approved, to somebody whom the death register knows and who is paid wages."""
    found = desk.approved("startup_grant")
    brought(desk)
    return found


def test_every_check_is_listed_with_its_mode_thresholds_and_sources(desk: Desk) -> None:
    set_to(desk, "review")
    listed = {each["id"]: each for each in desk.read("checks", "list", "--as-of", "2024-03-02")["checks"]}
    assert set(listed) == set(checks())
    assert (listed[CHECK]["mode"], listed["RF15"]["mode"]) == ("review", "off")
    assert [(each["name"], each["value"], each["grade"]) for each in listed[CHECK]["thresholds"]] == [
        ("grace", 1, "demo")
    ]
    assert [each["dataset"] for each in listed[CHECK]["sources"]] == ["deaths", "wages"]


def test_a_check_is_explained_with_its_rule_as_it_is_written_or_as_sql(desk: Desk, case: str) -> None:
    told_of = desk.read("checks", "explain", CHECK, "--as-of", "2024-03-11")
    assert told_of["title"] == {"zh": "死亡人员仍享受", "en": "Deceased beneficiary"}
    assert {each["dataset"]: each["as_of"] for each in told_of["sources"]}["deaths"] == "2024-03-11"
    assert "def hits(t: Tables, p: Parameters)" in told_of["rule"]
    assert "COPY" not in desk.read("checks", "explain", CHECK, "--sql", "spark")["rule"]
    assert "SELECT" in desk.read("checks", "explain", CHECK, "--sql", "spark")["rule"]
    shown = desk.type("checks", "explain", CHECK, as_json=False).stdout
    assert "死亡登记错误或身份证号录错" in shown
    assert desk.type("checks", "explain", "RF00").exit_code == 1


def test_a_jurisdiction_sets_a_threshold_within_its_range_and_another_person_agrees(desk: Desk) -> None:
    words = ("checks", "propose", CHECK, "--mode", "hold", "--from", "2024-03-01")
    assert desk.refused(*words, "--set", "grace=7", **ANALYST)["code"] == "threshold-out-of-range"
    assert desk.refused(*words, "--set", "grace", **ANALYST)["code"] == "threshold-not-plain"
    desk.done(*words, "--set", "grace=3", **ANALYST)
    told_of = desk.read("checks", "explain", CHECK, "--as-of", "2024-03-02")
    assert (told_of["mode"], told_of["proposed"]["thresholds"]) == ("off", {"grace": 3})
    desk.done("checks", "approve", "--all", **REVIEWER)
    (threshold,) = desk.read("checks", "explain", CHECK, "--as-of", "2024-03-02")["thresholds"]
    assert (threshold["value"], threshold["clause"]) == (3, ""), "no clause of the statute book gives it"


def test_what_is_refused_for_one_check_leaves_the_others_be(desk: Desk) -> None:
    set_to(desk, "review", "RF15")
    answer = desk.type("checks", "approve", "RF15", CHECK, officer="reviewer", role="fraud_reviewer")
    assert answer.exit_code == 1
    desk.done("checks", "propose", "--all", "--mode", "shadow", "--from", "2024-03-01", **ANALYST)
    desk.done("checks", "reject", CHECK, **REVIEWER)
    done = desk.done("checks", "approve", "--all", **REVIEWER)["checks"]
    assert {row["check"] for row in done} == set(checks()) - {CHECK}
    assert desk.type("checks", "approve", officer="reviewer", role="fraud_reviewer").exit_code == 2


def test_a_run_over_everything_raises_an_alert_once(desk: Desk, case: str) -> None:
    assert desk.refused("checks", "run", **REVIEWER)["code"] == "role-not-allowed", "that is seen first"
    assert desk.refused("checks", "run", **ANALYST)["code"] == "no-checks-run"
    set_to(desk, "review", CHECK, "RF02")
    dry = told(desk, "--dry")
    assert (dry["run"], dry["by_check"][CHECK]["hits"], len(dry["hits"])) == (None, 1, 1)
    first = told(desk)
    assert first["by_check"][CHECK] == {"check": CHECK, "mode": "review", "hits": 1, **raised(1)}
    assert [(each["check"], each["cause"], each["source"]) for each in first["omitted"]] == [
        ("RF02", "missing", "custody")
    ]
    assert told(desk)["by_check"][CHECK]["unchanged"] == 1
    (alert,) = desk.read("alerts", "list", "--case", case)["alerts"]
    assert desk.read("alerts", "show", alert["id"])["alert"]["sentence"]["zh"].startswith("登记于2023-10-01死亡")


def test_a_run_looks_at_one_case_some_cases_or_a_party(desk: Desk, case: str) -> None:
    other = desk.published("startup_grant", 1)
    set_to(desk, "review")
    party = desk.read("case", "show", case)["case"]["applicant"]
    for scope in ([case], [case, other], [party]):
        words = [word for one in scope for word in ("--scope", one)]
        assert told(desk, *words, "--dry")["by_check"][CHECK]["hits"] == 1
    assert told(desk, "--scope", other, "--dry")["by_check"][CHECK]["hits"] == 0
    assert desk.refused("checks", "run", "--scope", case, "--engine", "spark", **ANALYST)["code"] == (
        "scope-on-this-engine"
    )


def test_a_run_looks_at_the_batch_that_is_paid_next(desk: Desk) -> None:
    other = desk.published("startup_grant", 1)
    case = desk.approved("startup_grant")
    brought(desk)
    set_to(desk, "review")
    found = told(desk, "--scope", "payable", "--scope", case)
    assert (found["scope"], found["by_check"][CHECK]["raised"]) == ("case", 1), (
        "whoever is named twice is looked at once"
    )
    desk.done("application", "second-review", other, "--opinion", "同意", officer="second")
    desk.done("application", "approve", other, officer="approver")
    assert told(desk, "--scope", "payable", "--dry")["scope"] == "batch"
    desk.done("payment", "instruct", case, officer="finance")
    left = told(desk, "--scope", "payable", "--dry")
    assert (left["scope"], left["by_check"][CHECK]["hits"]) == ("case", 0), "what is instructed is in no batch any more"


def test_a_hit_about_an_account_leads_to_persons_and_their_cases(desk: Desk, case: str) -> None:
    other = desk.submitted("startup_grant", 1)
    paid_into_one_account(desk)
    set_to(desk, "review", "RF37")
    assert told(desk)["by_check"]["RF37"]["raised"] == 1
    (alert,) = desk.read("alerts", "list", "--check", "RF37")["alerts"]
    assert (alert["subject_kind"], set(alert["cases"])) == ("account", {case, other})
    assert told(desk, "--scope", case)["by_check"]["RF37"]["unchanged"] == 1, "the same in every scope"
    words = ("investigation", "open", "--place", desk.place, "--title", "sham_placement", "--alert", alert["id"])
    looked = str(desk.done(*words, **ANALYST)["subject"])
    shown = desk.read("investigation", "show", looked)["investigation"]
    applicants = {desk.read("case", "show", id)["case"]["applicant"] for id in (case, other)}
    assert applicants < set(shown["parties"]), "and who holds the account, though without a case"
    assert set(shown["cases"]) == {case, other}


def paid_into_one_account(desk: Desk) -> None:
    """The wages of two persons go to the account of a third."""
    account = bank_card(77)
    holder = {"account": account, "person": applicant(2)["resident_id"], "opened_day": "2020-01-01", "kind": "个人账户"}
    accounts = written(desk.folder / "accounts.csv", [holder | {"name_matches": "是"}])
    said = ("--source", "bank", "--as-of", f"{desk.now:%Y-%m-%d}")
    desk.done("evidence", "import", "accounts", accounts, *said, officer="data")
    month = WAGE | {"month": "2024-01", "paid_day": "2024-02-05", "account": account}
    paid = [month | {"person": applicant(number)["resident_id"]} for number in (0, 1)]
    wages = written(desk.folder / "shared.csv", paid)
    desk.done("evidence", "import", "wages", wages, "--source", "bank", "--period", "2024-01..2024-01", officer="data")


def test_a_check_on_trial_runs_where_it_is_asked_for(desk: Desk, case: str) -> None:
    set_to(desk, "review")
    set_to(desk, "shadow", grace=6)
    assert [row["mode"] for row in told(desk, "--dry")["checks"]] == ["review"]
    assert [(row["mode"], row["hits"]) for row in told(desk, "--trial")["checks"]] == [("review", 1), ("shadow", 0)]


def test_postgresql_says_the_same(desk: Desk, case: str, postgres_server: str) -> None:
    set_to(desk, "review")
    assert desk.refused("checks", "run", "--engine", "postgres", **ANALYST)["code"] == "engine-address-not-said"
    answer = told(desk, "--engine", "postgres", "--engine-url", postgres_server)
    assert (answer["engine"], answer["by_check"][CHECK]["raised"]) == ("postgres", 1)


def test_without_spark_the_engine_is_refused(desk: Desk, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ImportError

    monkeypatch.setattr(SparkEngine, "local", missing)
    set_to(desk, "review")
    assert desk.refused("checks", "run", "--engine", "spark", **ANALYST)["code"] == "spark-not-installed"


def test_a_range_of_thresholds_is_tried_against_what_became_of_alerts(desk: Desk, case: str) -> None:
    set_to(desk, "review")
    set_to(desk, "shadow", grace=2)
    told(desk, "--trial")
    words = ("checks", "tune", CHECK, "--set", "grace=0..6", "--as-of", "2024-03-11")
    tuning = desk.read(*words)["tuning"]
    assert [(each["value"], each["set"], each["hits"]) for each in tuning["tried"]] == [
        (0, False, 1), (1, True, 1), (2, False, 1), (3, False, 1), (4, False, 1), (5, False, 0), (6, False, 0)
    ], "applied for in March, five months after the death"  # fmt: skip
    assert [(each["both"], each["only_trial"], each["only_now"]) for each in tuning["trials"]] == [(1, 0, 0)]
    assert desk.type("checks", "tune", CHECK, "--set", "grace=6..0").exit_code == 1


def test_a_ring_that_nobody_knows_is_not_found(desk: Desk, case: str) -> None:
    for ring in ("ring:0000000000000001", "ring"):
        result = desk.type("checks", "network", ring)
        assert (result.exit_code, "not-found" in result.stdout) == (1, True)
    assert "未找到关系网「ring」。" in desk.type("checks", "network", "ring", as_json=False).stderr


def test_a_register_of_identities_without_entries_suggests_nobody(desk: Desk, case: str) -> None:
    assert desk.read("evidence", "prepare") == {"prepared": True}
    assert desk.read("evidence", "prepare") == {"prepared": False}
    assert desk.refused("identity", "suggest", **REVIEWER)["code"] == "role-not-allowed"
    receipt = desk.done("identity", "suggest", **ANALYST)
    assert receipt["outcome"] == {"suggested": "0", "known": "0"}


def raised(number: int) -> dict[str, int]:
    return {"raised": number, "refreshed": 0, "reopened": 0, "unchanged": 0, "suppressed": 0, "gone": 0}
