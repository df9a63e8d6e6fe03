"""Cross-use through the commands: approvals at once, files of applications, and what the command line shows."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier
from typing import Any

import msgspec
import pytest

from domain.adjustment_refusals import LawChangedAgain
from domain.application.refusals import DecisionOutOfDate, NotGranted
from domain.errors import Refusal
from domain.statutes.book import Provision, StatuteBook
from domain.statutes.loader import load_statutes
from ledger import law
from ledger.audit.verify import verify
from ledger.commands import adjustments, review
from ledger.commands.base import Receipt
from ledger.commands.load import load_case
from tests.integration.desk import Desk
from tests.integration.tampering import find, forge, setting, wrong
from tests.integration.world import LEASE, STARTUP, World, lease_facts, opened, startup_facts
from tests.sheets import csv_bytes, lines, row, saved


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A new book with a budget, once on each store."""
    here = opened(book_url, tmp_path)
    yield here
    here.book.close()


def cell(first: str, second: str, relation: str) -> Provision:
    """A cell between two programmes of one person, whenever they are drawn."""
    like = next(each for each in load_statutes(demo=True).provisions if each.programme == "cross_use" and each.is_demo)
    value = {"first": first, "second": second, "scope": "person", "relation": relation, "span": "ever"}
    return msgspec.structs.replace(like, key=f"{first}.{second}.person", place="330500", value=value)


@pytest.fixture
def with_cell(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The shipped demonstration law with one more cell, or another one in its place."""

    def change(*cells: Provision) -> None:
        keys = {each.key for each in cells}
        kept = (each for each in load_statutes(demo=True).provisions if each.key not in keys)
        changed = StatuteBook((*kept, *cells))
        monkeypatch.setattr(law, "load_statutes", lambda *, demo: changed)

    return change


def test_of_two_approvals_at_once_one_pays_the_difference_only(world: World, with_cell: Any) -> None:
    with_cell(cell(LEASE, STARTUP, "max"))
    world.today = date(2024, 3, 1)
    world.file("grant", 1, STARTUP, startup_facts(world.today, 1))
    world.file("rent", 1, LEASE, lease_facts())
    for name in ("grant", "rent"):
        world.accept(name)
        world.review(name)
        world.publish(name)
    world.wait_for_notice("rent")
    for name in ("grant", "rent"):
        opinion = review.Review(case=world.cases[name], opinion="同意")
        review.second_review(world.book, opinion, world.request("second"))
    requests = {name: world.request("approver") for name in ("grant", "rent")}
    barrier = Barrier(2)

    def approve(name: str) -> Receipt | Refusal:
        barrier.wait()
        try:
            return review.approve(world.book, review.Approve(case=world.cases[name]), requests[name])
        except Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(2) as threads:
        said = list(threads.map(approve, ("grant", "rent")))
    (receipt,) = [each for each in said if isinstance(each, Receipt)]
    (refusal,) = [each for each in said if isinstance(each, Refusal)]
    # The rent is the higher of the two: beside it nothing of the grant is left, beside the grant some of the rent is.
    assert type(refusal) is (NotGranted if receipt.subject == world.cases["rent"] else DecisionOutOfDate)
    assert {load_case(world.book, case)[0].status.value for case in world.cases.values()} == {"approved", "in_review"}
    assert verify(world.book).ok


def higher_grant(amount: str) -> list[Provision]:
    """The rows of the start-up grant, and one that was published in May and reaches back to January."""
    known = [each for each in load_statutes(demo=True).provisions if each.key == "amount.single"]
    like = next(each for each in known if each.programme == STARTUP)
    dates = {"valid_from": date(2024, 1, 1), "valid_to": None, "published_on": date(2024, 5, 6)}
    return [*known, msgspec.structs.replace(like, place="330500", value=amount, **dates)]


def granted(world: World, name: str, programme: str, facts: dict[str, Any]) -> None:
    world.file(name, 1, programme, facts)
    world.accept(name)
    world.review(name)
    world.publish(name)
    world.wait_for_notice(name)
    world.approve(name)


def adjusted(world: World, name: str, *, signed: bool = True) -> str:
    id = adjustments.open_(world.book, adjustments.Open(case=world.cases[name]), world.request("first")).subject
    if signed:
        adjustments.approve(world.book, adjustments.Approve(adjustment=id), world.request("approver"))
    return id


def set_off(world: World, name: str) -> list[int]:
    """What was set off against a case (fen)."""
    decision = load_case(world.book, world.cases[name])[0].decision
    assert decision is not None
    return [each.amount for each in decision.offsets]


def test_approved_back_pay_is_set_off_too(world: World, with_cell: Any) -> None:
    world.today = date(2024, 3, 1)
    granted(world, "grant", STARTUP, startup_facts(world.today, 1))
    world.today = date(2024, 6, 3)
    with_cell(cell(LEASE, STARTUP, "max"), *higher_grant("11000.00"))
    adjusted(world, "grant")
    granted(world, "rent", LEASE, lease_facts())
    assert set_off(world, "rent") == [1_100_000]
    assert wrong(verify(world.book)) == set()
    for topic in ("application.Accepted", "application.Approved"):
        forge(world.book, find(world.book, topic, 2), setting("data", "decision", "offsets", 0, "amount", to=1_000_000))
    assert "no-cross-use" in wrong(verify(world.book))


def test_of_an_approval_and_back_pay_at_once_the_second_sees_the_first(world: World, with_cell: Any) -> None:
    world.today = date(2024, 3, 1)
    granted(world, "grant", STARTUP, startup_facts(world.today, 1))
    world.today = date(2024, 6, 3)
    with_cell(cell(LEASE, STARTUP, "max"), *higher_grant("11000.00"))
    id = adjusted(world, "grant", signed=False)
    world.file("rent", 1, LEASE, lease_facts())
    world.accept("rent")
    world.review("rent")
    world.publish("rent")
    world.wait_for_notice("rent")
    opinion = review.Review(case=world.cases["rent"], opinion="同意")
    review.second_review(world.book, opinion, world.request("second"))
    signing, approving = world.request("approver"), world.request("approver")
    barrier = Barrier(2)

    def act(verb: Any, command: Any, request: Any) -> Receipt | Refusal:
        barrier.wait()
        try:
            done: Receipt = verb(world.book, command, request)
        except Refusal as refusal:
            return refusal
        return done

    rent = review.Approve(case=world.cases["rent"])
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(act, adjustments.approve, adjustments.Approve(adjustment=id), signing)
        second = threads.submit(act, review.approve, rent, approving)
    said = [first.result(), second.result()]
    (refusal,) = [each for each in said if isinstance(each, Refusal)]
    # Back-pay after the rent would go beyond the higher of the two; the rent after back-pay must be calculated anew.
    assert type(refusal) is (LawChangedAgain if said[0] is refusal else DecisionOutOfDate)
    assert wrong(verify(world.book)) == set()


def leases(world: World) -> list[int]:
    """Two granted leases of one person, the second of which states the first; where their approvals stand."""
    world.today = date(2024, 3, 1)
    first = lease_facts()
    second = first | {
        "months": [{"month": {"year": 2024, "month": 1}, "rent_paid": 120_000}],
        "first_subsidised": {"year": 2023, "month": 1},
    }
    granted(world, "first", LEASE, first)
    granted(world, "second", LEASE, second)
    topics = ("application.Drafted", "application.Accepted", "application.Approved")
    return [find(world.book, topic, 2) for topic in topics]


def without_the_first_month(content: dict[str, Any]) -> None:
    content["data"]["facts"]["first_subsidised"] = None


def of_the_first_schema(content: dict[str, Any]) -> None:
    without_the_first_month(content)
    content["schema"] = 1
    content["data"]["decision"].pop("offsets")


def test_a_history_that_was_taken_out_afterwards_is_found(world: World) -> None:
    for position in leases(world):
        forge(world.book, position, without_the_first_month)
    assert "no-cross-use" in wrong(verify(world.book))


def test_decisions_from_before_the_comparison_are_let_stand(world: World) -> None:
    drafted, *decided = leases(world)
    forge(world.book, drafted, without_the_first_month)
    for position in decided:
        forge(world.book, position, of_the_first_schema)
    assert "no-cross-use" not in wrong(verify(world.book))


def test_two_lines_of_a_file_that_exclude_each_other_are_reported(tmp_path: Path, with_cell: Any) -> None:
    desk = Desk(tmp_path)
    with_cell(cell(LEASE, LEASE, "exclusive"))
    first, second = row(LEASE), row(LEASE)
    months = {name: value for name, value in second.items() if name.startswith("months") and str(value)[:2] == "20"}
    assert months
    second |= {name: str(value).replace("2023", "2022").replace("2024", "2023") for name, value in months.items()}
    second |= {"form_number": "2", "lease_begins_on": "2020-01-01"}
    path = saved(tmp_path, csv_bytes(lines(LEASE, [first, second])))
    result = desk.type("application", "import", path, "--programme", LEASE, officer="intake")
    assert result.exit_code == 1, result.output
    problems = json.loads(result.stdout)["error"]["problems"]
    assert [(each["line"], each["code"]) for each in problems] == [(3, "cross-use-excluded")]
    assert "line 2" in problems[0]["en"]


# --- the command line ---


def test_the_matrix_is_printed_with_its_clauses(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    cells = desk.read("law", "cross-use", "--place", "330500", "--on", "2024-03-01")["cells"]
    found = {(each["first"], each["second"]): each for each in cells}
    assert found["lease_subsidy", "startup_grant"]["relation"] == "complement"
    assert all(each["authority"] and each["source"] for each in cells)
    shown = desk.type("law", "cross-use", "--place", "330500", "--on", "2024-03-01", as_json=False).output
    assert "演示值" in shown
    assert "选定后锁定 36 个月" in shown.replace("\n", "")


def test_a_production_book_has_no_demonstration_cell(tmp_path: Path) -> None:
    desk = Desk(tmp_path, mode="production")
    cells = desk.read("law", "cross-use", "--place", "330500")["cells"]
    assert {each["grade"] for each in cells} <= {"A", "B"}


def test_a_case_says_what_it_excludes(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    case = desk.submitted(STARTUP, 1)
    about = desk.read("case", "show", case)["cross_use"]
    assert {STARTUP} <= {name for each in about for name in (each["first"], each["second"])}
    assert all(STARTUP in (each["first"], each["second"]) for each in about)
    assert "本案的交叉使用限制" in desk.type("case", "show", case, as_json=False).output
