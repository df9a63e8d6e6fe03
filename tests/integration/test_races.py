"""Eight processes that want the same thing at the same moment, through the real commands, on both stores."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from domain.details import PersonDetails
from ledger import chart
from ledger.commands import draft, funds, payments, recoveries, review
from ledger.commands.load import load_payment
from ledger.guards import account_key, recoverable_key
from tests.factories import bank_card, disability_certificate, resident_id
from tests.integration.clerks import Order, Said, assert_sound, at_once, filing, order, receipts, tally, topics
from tests.integration.world import CLAUSE, LEVY, PLACE, STARTUP, STARTUP_LINE, World, opened, person, startup_facts

PROCESSES = 8
GRANT = 1_000_000
"""The start-up grant (fen)."""


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A new book with a budget, once on each store."""
    here = opened(book_url, tmp_path)
    yield here
    here.book.close()


def race(world: World, url: str, folder: Path, orders: list[Order]) -> list[Said]:
    """Let eight processes share the orders; the book is sound afterwards."""
    shares = [orders[number::PROCESSES] for number in range(PROCESSES)]
    outcomes = at_once(url, folder, shares)
    assert_sound(world.book, world.vault)
    return outcomes


def applicant(number: int) -> PersonDetails:
    """One of many certified persons who do not exist."""
    identity = resident_id(f"{1970 + number}0101")
    certificate = disability_certificate(identity)
    return PersonDetails(
        resident_id=identity, name=f"申请人{number}", certificate=certificate, account=bank_card(number)
    )


def file_startup(world: World, number: int) -> Order:
    """The order to hand in the start-up application of one person."""
    form = draft.application(
        world.vault,
        programme=STARTUP,
        place="330502",
        applied_on=world.today,
        facts=startup_facts(world.today, number),
        applicant=applicant(number),
    )
    return filing(form, world.request("intake"))


def paid_out(world: World, names: list[str]) -> None:
    """Payments under way to as many people."""
    for number, name in enumerate(names):
        world.file(name, number, STARTUP, startup_facts(world.today, number))
        world.accept(name)
        world.review(name)
        world.publish(name)
    for name in names:
        world.wait_for_notice(name)
        world.approve(name)
        world.instruct(name)


def left_on_line(world: World) -> int:
    """What is left (fen) of the start-up line."""
    return world.book.balance(account_key(chart.ALLOTTED, "CNY.LEVY24B", STARTUP_LINE))


def test_an_allotment_is_never_overspent_by_a_fen(world: World, book_url: str, tmp_path: Path) -> None:
    cases, affordable = 24, 10
    world.allot(STARTUP, left_on_line(world) - affordable * GRANT - (GRANT - 1), verb=funds.withdraw_allotment)
    files = [file_startup(world, number) for number in range(cases)]
    filed = receipts([("done", one(world.book, world.vault)) for one in files])
    before = world.book.head.position
    accepting = [order(review.accept, review.Accept(case=each.subject), world.request("intake")) for each in filed]
    # All at the same time of day: a clock that is ahead of the others would be another refusal.
    outcomes = race(world, book_url, tmp_path, at_one_time(accepting, world))
    assert tally(outcomes) == {"done": affordable, "AllotmentOverspent": cases - affordable}
    assert left_on_line(world) == GRANT - 1
    assert topics(world, before) == {"application.Accepted": affordable}
    taken = world.book.balances(account_key(chart.PRE_ENCUMBERED, "CNY.LEVY24B", STARTUP_LINE))
    assert taken == {
        account_key(chart.PRE_ENCUMBERED, "CNY.LEVY24B", STARTUP_LINE, each.subject): GRANT
        for each in receipts(outcomes)
    }
