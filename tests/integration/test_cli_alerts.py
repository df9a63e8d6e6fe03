"""Alerts on the command line: listed, looked into, heard, found, carried out, appealed, suppressed, and traced."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from domain.actor import Actor
from domain.alert import stream_of
from domain.identity_link import stream_of as stream_of_pair
from ledger.book import Book
from ledger.commands.alerts import record_hits, version_of
from ledger.commands.base import Request
from ledger.commands.identity_links import Suggest
from ledger.commands.identity_links import suggest as suggest_pairs
from tests.integration.desk import Desk, applicant
from tests.integration.world_alerts import agreed_on, hit, ran
from tests.integration.world_identities import likely

ANALYST = {"officer": "analyst", "role": "fraud_analyst"}
REVIEWER = {"officer": "reviewer", "role": "fraud_reviewer"}
PLACE = "330500"
HITS = (hit("p_a", severity="LOW"), hit("p_b", amount=0), hit("p_c", amount=99_000), hit("p_d", mode="shadow"))


def run(desk: Desk, case: str, key: str = "run") -> list[str]:
    """A run that found something about three persons and, on trial, about a fourth; all of them about one case."""
    hits = [
        hit(each.subject, severity=each.severity, amount=each.amount, mode=each.mode, cases=(case,)) for each in HITS
    ]
    request = Request(
        actor=Actor(id=f"{PLACE}-analyst", roles=("fraud_analyst",), place=PLACE),
        now=datetime(2024, 3, 20, 2, tzinfo=UTC),
        key=key,
        reason="每日运行",
    )
    with Book.open(desk.url) as book:
        agreed_on(book, msgspec.structs.replace(request, key=f"{key}-agreed"))
        record_hits(book, ran(*dict.fromkeys(version_of(each) for each in hits)), hits, request)
    return [stream_of(each) for each in hits]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk whose book has some budget."""
    here = Desk(tmp_path)
    here.budget("startup_grant", "500000.00")
    return here


@pytest.fixture
def case(desk: Desk) -> str:
    """A grant that is approved and not paid."""
    found = desk.approved("startup_grant")
    desk.on("2024-04-01")
    return found


def opened(desk: Desk, *alerts: str) -> str:
    given = [word for alert in alerts for word in ("--alert", alert)]
    words = ("investigation", "open", "--place", PLACE, "--title", "ghost_worker", *given)
    return str(desk.done(*words, **ANALYST)["subject"])


def one_person(desk: Desk, left: str, right: str) -> None:
    """Two officers find that both are one person."""
    pair = stream_of_pair(left, right)
    now = desk.now
    actor = Actor(id=f"{PLACE}-analyst", roles=("fraud_analyst",), place=PLACE)
    with Book.open(desk.url) as book:
        suggest = Suggest(place=PLACE, model="0" * 64, entries=2, pairs=(likely(left, right),))
        suggest_pairs(book, suggest, Request(actor=actor, now=now, key="pairs", reason="比对"))
    desk.done("identity", "judge", pair, "--verdict", "same_person", "--ground", "核对户籍底册", **ANALYST)
    desk.done("identity", "confirm", pair, "--ground", "核对照片", **REVIEWER)


def heard(desk: Desk, investigation: str) -> None:
    parties = desk.read("investigation", "show", investigation)["investigation"]["parties"]
    for party in parties:
        asking = ("--party", party, "--question", "何时到岗", "--document", "询〔2024〕1号")
        desk.done("investigation", "ask", investigation, *asking, **ANALYST)
        desk.done("investigation", "answer", investigation, "--party", party, "--reference", "笔录1号", **ANALYST)


def test_the_gravest_and_dearest_alerts_come_first_and_trials_on_their_own_list(desk: Desk, case: str) -> None:
    light, unknown, dear, trial = run(desk, case)
    assert [row["id"] for row in desk.read("alerts", "list")["alerts"]] == [dear, unknown, light]
    assert [row["id"] for row in desk.read("alerts", "list", "--trial")["alerts"]] == [trial]
    assert [row["subject"] for row in desk.read("alerts", "list", "--case", case, "--subject", "p_c")["alerts"]] == [
        "p_c"
    ]
    (ran_once,) = desk.read("alerts", "runs")["runs"]
    assert (ran_once["raised"], ran_once["checks"]) == (3, 2)
    assert len(desk.read("alerts", "runs", "--check", "RF15")["checks"]) == 2


def test_an_alert_shows_its_facts_and_the_rows_that_prove_it(desk: Desk, case: str) -> None:
    _, _, dear, _ = run(desk, case)
    told = desk.read("alerts", "show", dear)["alert"]
    assert told["facts"] == {"from_month": 24290, "minimum_fen": 201_000, "paid_fen": 150_000}
    assert told["evidence"] == [{"dataset": "payroll", "import_id": "evidence:2024-330500-AAAAAAAAAA", "line": 2}]
    assert told["amount"] == "990.00"
    assert told["sentence"]["zh"]
    shown = desk.type("alerts", "show", dear, as_json=False).stdout
    assert "payroll" in shown


def test_a_false_alarm_is_cleared_and_counts_against_its_check(desk: Desk, case: str) -> None:
    light, unknown, dear, _ = run(desk, case)
    investigation = opened(desk, light)
    assert [row["id"] for row in desk.read("alerts", "list", "--waiting")["alerts"]] == [dear, unknown]
    words = ("--alert", light, "--code", "job_change_mid_month", "--note", "月中离职")
    desk.done("investigation", "clear", investigation, *words, **ANALYST)
    assert desk.read("investigation", "show", investigation)["investigation"]["status"] == "investigation_closed"
    (row,) = desk.read("alerts", "precision")["precision"]
    assert (row["innocent"], row["open"], row["right_low"]) == (1, 2, 0)
    assert row["right_high"] < 1000


def test_a_finding_is_heard_confirmed_carried_out_and_appealed(desk: Desk, case: str) -> None:
    _, unknown, dear, _ = run(desk, case)
    id = opened(desk, dear)
    desk.done("investigation", "join", id, "--alert", unknown, **ANALYST)
    desk.done("investigation", "assign", id, "--analyst", f"{PLACE}-analyst", **ANALYST)
    proposal = ("--alert", dear, "--finding", "fraud", "--amount", "990.00", "--measure", "suspend")
    proposing = (
        "investigation",
        "propose",
        id,
        *proposal,
        "--measure",
        "refer",
        "--case",
        case,
        "--reasons",
        "从未到岗",
    )
    assert desk.refused(*proposing, **ANALYST)["code"] == "party-not-heard"
    heard(desk, id)
    desk.done(*proposing, **ANALYST)
    assert desk.refused("investigation", "confirm", id, "--finding", 1, **ANALYST)["code"] == "role-not-allowed"
    desk.done("investigation", "confirm", id, "--finding", 1, **REVIEWER)
    assert desk.read("investigation", "show", id)["investigation"]["orders"] == [f"1:suspend:{case}"]
    desk.done("investigation", "carry-out", id, "suspend", "--case", case, officer="second")
    assert desk.read("case", "show", case)["case"]["suspended"] is True
    desk.done("investigation", "refer", id, "--body", "330500-police", "--document", "移〔2024〕1号", **REVIEWER)
    appeal = ("--outcome", "changed", "--as", "claimant_error", "--reference", "申诉1号")
    desk.done("investigation", "appeal", id, "--finding", 1, *appeal, officer="appeal")
    assert desk.read("alerts", "list", "--subject", "p_c")["alerts"][0]["finding"] == "claimant_error"
    desk.done("investigation", "propose", id, "--alert", unknown, *proposal[2:4], "--reasons", "同上", **ANALYST)
    desk.done("investigation", "reject", id, "--finding", 2, "--ground", "证据不足", **REVIEWER)
    assert desk.read("verify")["ok"] is True


def test_a_case_and_its_trace_tell_of_alerts_and_what_became_of_them(desk: Desk, case: str) -> None:
    light, unknown, _, _ = run(desk, case)
    investigation = opened(desk, light, unknown)
    applicant = desk.read("case", "show", case)["case"]["applicant"]
    one_person(desk, applicant, "p_a")
    traced = desk.read("trace", case)["case"]
    assert traced["same_persons"] == ["p_a"]
    assert desk.read("alerts", "show", light)["alert"]["same_persons"] == [applicant]
    assert [row["same_persons"] for row in desk.read("alerts", "list", "--subject", "p_a")["alerts"]] == [[applicant]]
    assert [row["same_persons"] for row in desk.read("alerts", "list", "--subject", "p_b")["alerts"]] == [[]]
    assert applicant in desk.type("alerts", "show", light, as_json=False).stdout
    assert {each["alert"]["subject"] for each in traced["alerts"]} == {"p_a", "p_b", "p_c"}
    assert [each["investigation"]["id"] for each in traced["investigations"]] == [investigation]
    tree = desk.type("trace", case, as_json=False).stdout
    assert "疑点 alert" in tree
    assert "核查 investigation" in tree
    assert "同一人 same person p_a" in tree


def test_an_investigation_is_overdue_after_its_working_days(desk: Desk, case: str) -> None:
    id = opened(desk, run(desk, case)[0])
    desk.done("investigation", "assign", id, "--analyst", f"{PLACE}-analyst", **ANALYST)
    due = desk.read("investigation", "list")["investigations"][0]["due"]
    assert desk.read("investigation", "list", "--overdue", "--as-of", due)["investigations"] == []
    assert [
        row["id"] for row in desk.read("investigation", "list", "--overdue", "--as-of", "2024-12-31")["investigations"]
    ]
    assert "逾期" in desk.type("investigation", "list", "--as-of", "2024-12-31", as_json=False).stdout


def test_silence_counts_after_the_term_only(desk: Desk, case: str) -> None:
    id = opened(desk, run(desk, case)[0])
    asking = ("--party", "p_a", "--question", "何时到岗", "--document", "询〔2024〕1号")
    desk.done("investigation", "ask", id, *asking, **ANALYST)
    assert desk.refused("investigation", "silent", id, "--party", "p_a", **ANALYST)["code"] == "term-still-runs"
    desk.on("2024-05-01")
    desk.done("investigation", "silent", id, "--party", "p_a", **ANALYST)


def test_a_suppression_is_asked_for_granted_and_ended(desk: Desk, case: str) -> None:
    run(desk, case)
    about = ("--check", "RF15", "--subject-kind", "person", "--subject", "p_a", "--place", PLACE)
    why = ("--until", "2024-12-31", "--code", "twins", "--note", "两人")
    first, second = (str(desk.done("suppression", "request", *about, *why, **ANALYST)["subject"]) for _ in range(2))
    desk.done("suppression", "grant", first, **REVIEWER)
    desk.done("suppression", "refuse", second, "--ground", "重复", **REVIEWER)
    assert len(desk.read("alerts", "list", "--waiting", "--as-of", "2024-04-02")["alerts"]) == 2
    desk.done("suppression", "end", first, "--ground", "已更正", **REVIEWER)
    assert len(desk.read("alerts", "list", "--waiting", "--as-of", "2024-04-02")["alerts"]) == 3
    listed = desk.read("suppression", "list")["suppressions"]
    assert {row["status"] for row in listed} == {"suppression_ended", "suppression_refused"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--check", "RF999", "--subject-kind", "person", "--place", PLACE), "not-found"),
        (("--subject-kind", "banana", "--place", PLACE), "kind-never-hit"),
        (("--check", "RF17", "--subject-kind", "person", "--place", PLACE), "kind-never-hit"),
        (("--check", "RF15", "--subject-kind", "person", "--place", "330521"), "suppression-reaches-nothing"),
        (("--subject-kind", "person", "--place", "330521"), "suppression-reaches-nothing"),
    ],
)
def test_a_suppression_that_would_silence_nothing_is_refused(
    desk: Desk, case: str, words: tuple[str, ...], code: str
) -> None:
    run(desk, case)
    why = ("--until", "2024-12-31", "--code", "twins", "--note", "两人")
    assert desk.refused("suppression", "request", "--subject", "p_a", *words, *why, **ANALYST)["code"] == code


def test_a_refusal_does_not_repeat_a_personal_number_that_was_typed(desk: Desk, case: str) -> None:
    id, number = opened(desk, run(desk, case)[0]), applicant(0)["resident_id"]
    asking = ("--question", "何时到岗", "--document", "询〔2024〕1号")
    for words in (("ask", id, "--party", number, *asking), ("add-case", id, "--case", number)):
        shown = desk.type("investigation", *words, **ANALYST, as_json=False)
        told = desk.refused("investigation", *words, **ANALYST)
        assert number not in f"{told} {shown.output} {shown.stderr}"
        assert "***" in told["zh"]
