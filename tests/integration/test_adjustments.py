"""Adjustments in a real book: opened once, paid like any payment, traced, verified, and what is forged is found."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

import msgspec
import pytest

from domain.adjustment_refusals import AlreadyAdjusted, BackPayOpen
from domain.errors import NotFound, Refusal
from domain.money import yuan
from domain.statutes.book import StatuteBook
from domain.statutes.loader import load_statutes
from ledger import law
from ledger.audit.law_changes import added_to, published_since, touched
from ledger.audit.recompute import recompute
from ledger.audit.trace import trace
from ledger.audit.verify import verify
from ledger.book import Book
from ledger.commands import adjustments, endings
from ledger.commands.base import Receipt
from ledger.commands.open_adjustments import open_adjustments
from ledger.law import statutes_of
from ledger.views import queries
from ledger.views.digest import digest
from ledger.views.rebuild import rebuild
from tests.integration.tampering import find, forge, setting, wrong
from tests.integration.world import STARTUP, World, opened, startup_facts

NEWS_ON = date(2024, 5, 6)


def publish(patch: pytest.MonkeyPatch, amount: int, published_on: date = NEWS_ON) -> StatuteBook:
    """A new amount (fen) of the start-up grant for all of 2024; returns the book without it."""
    shipped, first = load_statutes(demo=True), date(2024, 1, 1)
    known = shipped.at(STARTUP, "amount.single", first, "330500", first)
    dates = {"valid_from": first, "published_on": published_on}
    row = msgspec.structs.replace(known, place="330500", value=yuan(amount), **dates)
    changed = StatuteBook((*shipped.provisions, row))
    patch.setattr(law, "load_statutes", lambda *, demo: changed)
    return shipped


def granted(world: World, *names: str) -> None:
    """Cases that were granted the start-up grant, paid and settled by the middle of March."""
    world.today = date(2024, 3, 1)
    for number, name in enumerate(names, start=1):
        world.file(name, number, STARTUP, startup_facts(world.today, number))
        world.accept(name)
        world.review(name)
        world.publish(name)
    world.wait_for_notice(names[0])
    for number, name in enumerate(names, start=1):
        world.approve(name)
        world.instruct(name)
        world.settle(name, f"S-{number}")
    world.today = date(2024, 6, 3)


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A book on either store with two paid grants."""
    here = opened(book_url, tmp_path)
    granted(here, "one", "two")
    yield here
    here.book.close()


def adjusted(world: World, name: str, number: int = 1) -> str:
    """The whole way of back-pay but its settlement; returns the adjustment."""
    case = adjustments.Open(case=world.cases[name])
    id = adjustments.open_(world.book, case, world.request("first")).subject
    adjustments.approve(world.book, adjustments.Approve(adjustment=id), world.request("approver"))
    adjustments.pay(world.book, adjustments.OnAdjustment(adjustment=id), world.request("finance"))
    assert id == f"{world.cases[name]}-J{number}"
    return id


def test_every_touched_decision_is_listed_and_opened_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(monkeypatch, 1_200_000)
    rows = published_since(statutes_of(world.book), NEWS_ON, world.today)
    found = touched(world.book, rows, world.today)
    assert {case.case for case in found} == set(world.cases.values())
    assert {case.difference for case in found} == {200_000}
    assert all(case.payments == (f"{case.case}-P1",) for case in found)
    first = open_adjustments(world.book, found, world.request("first"))
    again = open_adjustments(world.book, touched(world.book, rows, world.today), world.request("first"))
    assert len(first.opened) == 2
    assert (again.opened, set(again.skipped)) == ((), set(world.cases.values()))


def test_a_run_that_broke_off_goes_on_under_its_key(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(monkeypatch, 1_200_000)
    found = touched(world.book, published_since(statutes_of(world.book), NEWS_ON, world.today), world.today)
    request = world.request("first")
    first = open_adjustments(world.book, found[:1], request)
    head = world.book.head.position
    both = open_adjustments(world.book, found, request)
    assert both.opened[0] == first.opened[0]
    assert (len(both.opened), world.book.head.position) == (2, head + 1)


def test_rows_that_an_older_statute_book_lacks_are_changes_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    older = publish(monkeypatch, 1_200_000, published_on=date(2024, 1, 2))
    rows = added_to(older, statutes_of(world.book))
    assert [row.key for row in rows] == ["amount.single"]
    (one, two) = touched(world.book, rows, world.today)
    assert one.difference == two.difference == 200_000
    assert one.causes[0].published_on < one.decided_on


def test_rows_that_touch_nobody_touch_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(monkeypatch, 1_200_000)
    elsewhere = [row for row in statutes_of(world.book).provisions if row.place == "140000"]
    assert touched(world.book, elsewhere, world.today) == ()
    unread = [row for row in statutes_of(world.book).provisions if row.key == "amount.joint"]
    assert touched(world.book, unread, world.today) == ()


def test_a_repeated_command_gets_the_first_answer(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(monkeypatch, 1_200_000)
    command, request = adjustments.Open(case=world.cases["one"]), world.request("first")
    first = adjustments.open_(world.book, command, request)
    assert adjustments.open_(world.book, command, request) == first
    with pytest.raises(AlreadyAdjusted):
        adjustments.open_(world.book, command, world.request("first"))


def test_back_pay_is_traced_verified_and_rebuilt(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(monkeypatch, 1_200_000)
    id = adjusted(world, "one")
    world.settle("one", "B-1", tranche=2)
    row = queries.adjustment(world.book, id)
    assert row.version == world.book.version(id)
    assert (row.status, row.payment) == ("adjustment_settled", f"{world.cases['one']}-P2")
    assert (row.before, row.after, row.keys) == (1_000_000, 1_200_000, ("amount.single",))
    assert queries.case(world.book, world.cases["one"]).paid == 1_200_000
    for identifier in (id, row.payment, world.cases["one"]):
        found = trace(world.book, identifier).case
        assert found is not None
        assert [adjustment.id for adjustment in found.adjustments] == [id]
    assert wrong(verify(world.book, vault=world.vault)) == set()
    assert recompute(world.book).differences == ()
    live = digest(world.book)
    rebuild(world.book)
    assert digest(world.book) == live


def test_a_second_change_builds_on_the_first(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(monkeypatch, 1_200_000)
    adjusted(world, "one")
    world.today = date(2024, 6, 10)
    rows = statutes_of(world.book).provisions
    (first,) = [row for row in rows if row.key == "amount.single" and row.published_on == NEWS_ON]
    later = msgspec.structs.replace(first, value="15000.00", published_on=date(2024, 6, 5))
    both = StatuteBook((*rows, later))
    monkeypatch.setattr(law, "load_statutes", lambda *, demo: both)
    second = queries.adjustment(world.book, adjusted(world, "one", 2))
    assert (second.before, second.difference, second.payment) == (1_200_000, 300_000, f"{world.cases['one']}-P3")
    assert wrong(verify(world.book)) == set()


def test_a_grant_ends_only_once_its_back_pay_is_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(monkeypatch, 1_200_000)
    receipt = adjustments.open_(world.book, adjustments.Open(case=world.cases["one"]), world.request("first"))
    adjustments.approve(world.book, adjustments.Approve(adjustment=receipt.subject), world.request("approver"))
    with pytest.raises(BackPayOpen):
        world.ground(endings.terminate, "second", "one")
    adjustments.pay(world.book, adjustments.OnAdjustment(adjustment=receipt.subject), world.request("finance"))
    world.settle("one", "B-1", tranche=2)
    world.ground(endings.terminate, "second", "one")
    assert wrong(verify(world.book)) == set()


def test_what_is_not_there_is_named(world: World) -> None:
    for verb in (adjustments.pay, adjustments.recover):
        with pytest.raises(NotFound, match="调整"):
            verb(world.book, adjustments.OnAdjustment(adjustment="X-J1"), world.request("finance"))


@pytest.fixture
def forged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Book]:
    """A book in a file with one adjustment that was carried out, to tamper with."""
    here = opened(f"sqlite:///{tmp_path / 'book.sqlite'}", tmp_path)
    granted(here, "one")
    publish(monkeypatch, 1_200_000)
    adjusted(here, "one")
    yield here.book
    here.book.close()


FORGERIES = {
    "another amount is approved": ("adjustment.Approved", ("data", "difference"), 300_000, "adjustments-in-order"),
    "it begins from another sum": ("adjustment.Opened", ("data", "before"), 900_000, "adjustments-in-order"),
    "another difference is opened": ("adjustment.Opened", ("data", "difference"), 300_000, "adjustments-in-order"),
    "the new amount is invented": (
        "adjustment.Opened",
        ("data", "decision", "amount"),
        1_300_000,
        "decisions-recompute",
    ),
    "who opened it approved it": ("adjustment.Approved", ("actor",), "330500-first", "adjustments-in-order"),
    "who approved it paid it": ("adjustment.Settled", ("actor",), "330500-approver", "adjustments-in-order"),
    "the opening is known too early": (
        "adjustment.Opened",
        ("data", "decision", "known_on"),
        "2024-05-07",
        "decided-on-their-day",
    ),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_adjustment_is_found(forged: Book, forgery: str) -> None:
    topic, path, value, code = FORGERIES[forgery]
    assert wrong(verify(forged)) == set()
    forge(forged, find(forged, topic), setting(*path, to=value))
    assert code in wrong(verify(forged))


def test_back_pay_of_another_amount_than_approved_is_found(forged: Book) -> None:
    forge(forged, find(forged, "payment.Instructed", 2), setting("data", "amount", to=100_000))
    assert "adjustments-in-order" in wrong(verify(forged))


def test_a_rule_that_was_not_applied_is_a_fault_until_it_is_adjusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = opened(f"sqlite:///{tmp_path / 'book.sqlite'}", tmp_path)
    granted(here, "one")
    publish(monkeypatch, 1_200_000, published_on=date(2024, 1, 2))
    assert wrong(verify(here.book)) == {"decisions-recompute"}
    adjusted(here, "one")
    report = verify(here.book)
    assert wrong(report) == set()
    (remark,) = next(check for check in report.checks if check.code == "decisions-recompute").remarks
    assert f"{here.cases['one']}-J1" in remark
    here.book.close()


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """What each act gave, the refused ones their refusal, all begun together."""

    def outcome(act: Callable[[], object]) -> object:
        try:
            return act()
        except Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(outcome, acts))


def test_of_two_who_open_pay_or_end_at_once_one_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(monkeypatch, 1_200_000)
    command = adjustments.Open(case=world.cases["one"])
    asked = world.request("first")
    requests = [msgspec.structs.replace(asked, key=f"{asked.key}-{n}") for n in range(4)]
    answers = at_once([partial(adjustments.open_, world.book, command, request) for request in requests])
    assert Counter(map(type, answers)) == {AlreadyAdjusted: 3, Receipt: 1}, answers
    id = queries.adjustments(world.book)[0].id
    signing = adjustments.Approve(adjustment=id)
    ending = endings.Ground(case=world.cases["one"], ground="单位注销")
    signer, ender = world.request("approver"), world.request("second")
    answers = at_once(
        [
            lambda: adjustments.approve(world.book, signing, signer),
            lambda: endings.terminate(world.book, ending, ender),
        ]
    )
    assert sum(isinstance(answer, Refusal) for answer in answers) == 1
    assert wrong(verify(world.book)) == set()
