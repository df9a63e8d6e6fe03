"""Holds on the command line: placed, seen, renewed, released, expired, and two people at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.integration.desk import Desk

ANALYST = {"officer": "analyst", "role": "fraud_analyst"}
REVIEWER = {"officer": "reviewer", "role": "fraud_reviewer"}
WHY = ("--authority", "举报登记1号", "--reason", "举报转租,待核实")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk whose book has some budget."""
    here = Desk(tmp_path)
    here.budget("startup_grant", "500000.00")
    return here


@pytest.fixture
def case(desk: Desk) -> str:
    """A grant of 10,000 yuan that is approved and not paid."""
    return desk.approved("startup_grant")


def test_a_hold_is_placed_seen_and_released(desk: Desk, case: str) -> None:
    placed = desk.done("hold", "place", case, *WHY, "--check", "RF18", **ANALYST)
    assert placed["outcome"] == {"amount": "10000.00", "until": "2024-04-10"}
    (row,) = desk.read("hold", "list", "--active", "--as-of", "2024-04-10")["holds"]
    assert (row["id"], row["amount"], row["checks"]) == (f"{case}-P1", "10000.00", ["RF18"])
    assert desk.read("hold", "list", "--active", "--as-of", "2024-04-11")["holds"] == []
    assert desk.read("case", "show", case)["case"]["held"] == "10000.00"
    assert "暂缓支付 hold" in desk.type("trace", f"{case}-P1", as_json=False).stdout
    assert [each["hold"]["id"] for each in desk.read("trace", case)["case"]["holds"]] == [f"{case}-P1"]
    error = desk.refused("payment", "instruct", case, officer="finance")
    assert (error["code"], error["details"]["last_day"]) == ("payment-held", "2024-04-10")
    desk.done("hold", "release", row["id"], "--ground", "合同属实", **REVIEWER)
    told = desk.read("hold", "show", row["id"])
    assert (told["hold"]["status"], told["hold"]["ground"]) == ("hold_released", "合同属实")
    assert [event["reason"] for event in told["events"]] == ["举报转租,待核实", "解除暂缓支付"]
    desk.done("payment", "instruct", case, officer="finance")


def test_a_hold_is_renewed_and_expires_with_its_day(desk: Desk, case: str) -> None:
    desk.done("hold", "place", case, *WHY, "--until", "2024-03-20", **ANALYST)
    desk.on("2024-03-20")
    assert desk.done("hold", "expire", **REVIEWER) == {"expired": []}
    desk.done("hold", "renew", f"{case}-P1", "--reason", "尚待回函", **REVIEWER)
    desk.on("2024-04-20")
    assert desk.done("hold", "expire", **REVIEWER) == {"expired": [f"hold:{case}-P1"]}
    assert desk.done("hold", "expire", **REVIEWER) == {"expired": []}
    shown = desk.type("hold", "show", f"{case}-P1", as_json=False).stdout
    assert "已期满 expired" in shown
    assert desk.refused("hold", "expire", officer="finance")["code"] == "role-not-allowed"


def test_why_a_hold_is_placed_must_be_said(desk: Desk, case: str) -> None:
    result = desk.type("hold", "place", case, "--authority", "举报登记1号", officer="analyst", role="fraud_analyst")
    assert result.exit_code == 2
    assert "--reason" in result.output


def test_a_payment_and_a_hold_of_it_at_the_same_time_end_as_one_of_them(desk: Desk, case: str) -> None:

    def say(words: tuple[object, ...]) -> int:
        officer, role = ("analyst", "fraud_analyst") if words[0] == "hold" else ("finance", "")
        return desk.type(*words, officer=officer, role=role).exit_code

    with ThreadPoolExecutor(2) as both:
        codes = list(both.map(say, (("hold", "place", case, *WHY), ("payment", "instruct", case))))
    assert sorted(codes) == [0, 1]
    assert desk.read("verify")["ok"] is True
