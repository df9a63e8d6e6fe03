"""Eight processes that want the same thing at the same moment, through the real commands, on both stores."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

import msgspec
import pytest

from domain.application.events import Terminated
from domain.payment import Instructed
from ledger import chart
from ledger.commands import endings, funds, payments, recoveries, review
from ledger.commands.base import Receipt, Request
from ledger.commands.load import load_case, load_payment
from ledger.guards import account_key, recoverable_key
from tests.integration.clerks import Order, assert_sound, at_once, filing, order, startup_form
from tests.integration.world import (
    CLAUSE,
    LEASE,
    LEVY,
    PLACE,
    STARTUP,
    STARTUP_LINE,
    World,
    lease_facts,
    opened,
)

PROCESSES = 8
GRANT = 1_000_000
"""The start-up grant (fen)."""
LEVY_2024 = "CNY.LEVY24B"

Race = Callable[[Sequence[Order]], "Finish"]


class Finish(msgspec.Struct, frozen=True):
    """What came of a race: the receipts, how often each refusal, how often each kind of event."""

    receipts: list[Receipt]
    refusals: dict[str, int]
    topics: dict[str, int]


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A new book with a budget, once on each store."""
    here = opened(book_url, tmp_path)
    yield here
    here.book.close()


@pytest.fixture
def race(world: World, book_url: str, tmp_path: Path) -> Race:
    """Eight processes share some orders and begin at one moment; the book is sound afterwards."""

    def run(orders: Sequence[Order]) -> Finish:
        before = world.book.head.position
        said = at_once(book_url, tmp_path, [orders[number::PROCESSES] for number in range(PROCESSES)])
        assert_sound(world.book, world.vault)
        return Finish(
            [what for what in said if isinstance(what, Receipt)],
            Counter(what for what in said if isinstance(what, str)),
            Counter(event.event.topic for event in world.book.read(before)),
        )

    return run


def rival(world: World, officer: str) -> Request:
    """A request under a key of its own at the same time as all its rivals: clocks that differ are another matter."""
    noon = datetime.combine(world.today, time(4), UTC)
    return msgspec.structs.replace(world.request(officer), now=noon)


def startup_filing(world: World, number: int, request: Request) -> Order:
    """The order to hand in the start-up application of one person."""
    return filing(startup_form(world, number), request)


def file_many(world: World, number: int) -> list[str]:
    """So many submitted cases of start-ups."""
    for one in range(number):
        receipt = startup_filing(world, one, world.request("intake"))(world.book, world.vault)
        world.cases[f"startup-{one}"] = receipt.subject
    return list(world.cases.values())


def approve_many(world: World, number: int) -> list[str]:
    """So many approved cases of start-ups, by name."""
    file_many(world, number)
    for name in world.cases:
        world.accept(name)
        world.review(name)
        world.publish(name)
    world.wait_for_notice("startup-0")
    for name in world.cases:
        world.approve(name)
    return list(world.cases)


def pay_many(world: World, number: int) -> list[str]:
    """So many payments under way."""
    names = approve_many(world, number)
    for name in names:
        world.instruct(name)
    return [world.payment(name) for name in names]


def settling(world: World, payment: str, reference: str) -> Order:
    """The order to match a payment to a line of the bank statement."""
    amount = load_payment(world.book, payment)[0].amount
    command = payments.Settle(payment=payment, booked=world.booked(reference, amount))
    return order(payments.settle, command, rival(world, "finance"))


def left_on_line(world: World) -> int:
    """What is left (fen) of the start-up line."""
    return world.book.balance(account_key(chart.ALLOTTED, LEVY_2024, STARTUP_LINE))


def test_an_allotment_is_never_overspent_by_a_fen(world: World, race: Race) -> None:
    cases = file_many(world, 24)
    world.allot(STARTUP, left_on_line(world) - 11 * GRANT + 1, verb=funds.withdraw_allotment)
    finish = race([order(review.accept, review.Accept(case=case), rival(world, "intake")) for case in cases])
    assert finish.refusals == {"AllotmentOverspent": 14}
    assert finish.topics == {"application.Accepted": 10}
    assert left_on_line(world) == GRANT - 1
    taken = {account_key(chart.PRE_ENCUMBERED, LEVY_2024, STARTUP_LINE, each.subject) for each in finish.receipts}
    assert world.book.balances(chart.PRE_ENCUMBERED.code) == dict.fromkeys(taken, GRANT)


def test_one_cost_item_has_one_holder(world: World, race: Race) -> None:
    finish = race([startup_filing(world, 1, rival(world, "intake")) for _ in range(PROCESSES)])
    assert finish.refusals == {"CostAlreadyClaimed": PROCESSES - 1}
    assert finish.topics == {"party.Registered": 1, "application.Drafted": 1, "application.Submitted": 1}
    (winner,) = finish.receipts
    assert set(world.book.guard_tables().claims.values()) == {winner.subject}


def test_one_key_has_one_effect(world: World, race: Race) -> None:
    before = left_on_line(world)
    command = funds.Allot(
        fund=LEVY, year=2024, programme=STARTUP, place=PLACE, amount=100_000, document="湖残联〔2024〕4号"
    )
    finish = race([order(funds.allot, command, rival(world, "budget"))] * PROCESSES)
    assert finish.receipts == [finish.receipts[0]] * PROCESSES
    assert finish.topics == {"fund.Allotted": 1}
    assert left_on_line(world) == before + 100_000


def test_one_key_seals_one_set_of_details(world: World, race: Race) -> None:
    finish = race([startup_filing(world, 1, rival(world, "intake"))] * PROCESSES)
    assert finish.receipts == [finish.receipts[0]] * PROCESSES
    assert finish.topics == {"party.Registered": 1, "application.Drafted": 1, "application.Submitted": 1}


def test_one_tranche_is_instructed_once(world: World, race: Race) -> None:
    (name,) = approve_many(world, 1)
    command = payments.Instruct(case=world.cases[name], tranche=1)
    finish = race([order(payments.instruct, command, rival(world, "finance")) for _ in range(PROCESSES)])
    assert finish.refusals == {"TrancheAlreadyInstructed": PROCESSES - 1}
    assert finish.topics == {"payment.Instructed": 1}


def test_one_payment_is_settled_once(world: World, race: Race) -> None:
    (payment,) = pay_many(world, 1)
    finish = race([settling(world, payment, "S-1") for _ in range(PROCESSES)])
    assert finish.refusals == {"AlreadySettled": PROCESSES - 1}
    assert finish.topics == {"payment.Settled": 1}
    assert world.book.balance(recoverable_key(payment)) == GRANT


def test_one_line_of_the_bank_settles_one_payment(world: World, race: Race) -> None:
    finish = race([settling(world, payment, "S-1") for payment in pay_many(world, PROCESSES)])
    assert finish.refusals == {"BankLineUsed": PROCESSES - 1}
    assert finish.topics == {"payment.Settled": 1}


def test_no_more_is_recovered_than_was_paid(world: World, race: Race) -> None:
    (payment,) = pay_many(world, 1)
    settling(world, payment, "S-1")(world.book, world.vault)
    command = recoveries.Determine(payment=payment, amount=300_000, ground="已停业", clause=CLAUSE)
    finish = race([order(recoveries.determine, command, rival(world, "finance")) for _ in range(PROCESSES)])
    assert finish.refusals == {"RecoveryExceedsPaid": PROCESSES - 3}
    assert finish.topics == {"recovery.Determined": 3}
    assert {each.subject for each in finish.receipts} == {f"{payment}-R{number}" for number in (1, 2, 3)}
    assert world.book.balance(recoverable_key(payment)) == GRANT - 3 * 300_000


def test_a_year_closes_among_those_who_still_spend_it(world: World, race: Race) -> None:
    world.today = date(2024, 12, 31)
    cases = file_many(world, PROCESSES - 1)
    close = funds.CloseYear(fund=LEVY, year=2024, carry_forward=0, document="湖财社〔2024〕31号")
    accepts = [order(review.accept, review.Accept(case=case), rival(world, "intake")) for case in cases]
    finish = race([order(funds.close_year, close, rival(world, "budget")), *accepts])
    assert set(finish.refusals) <= {"AllotmentOverspent"}
    assert finish.topics["fund.YearClosed"] == 1
    assert left_on_line(world) == 0
    kept = world.book.balances(chart.PRE_ENCUMBERED.code)
    assert sum(kept.values()) == GRANT * finish.topics.get("application.Accepted", 0)


def test_a_grant_ends_among_those_who_still_pay_it(world: World, race: Race) -> None:
    case = world.file("lease", 1, LEASE, lease_facts())
    world.accept("lease")
    world.review("lease")
    world.publish("lease")
    world.wait_for_notice("lease")
    world.approve("lease")
    amount = load_case(world.book, case)[0].amount
    end = endings.Ground(case=case, ground="已停业")
    ends = [order(endings.terminate, end, rival(world, "second")) for _ in range(4)]
    pays = [
        order(payments.instruct, payments.Instruct(case=case, tranche=number), rival(world, "finance"))
        for number in range(1, 5)
    ]
    finish = race([*pays, *ends])
    assert set(finish.refusals) <= {"WrongStatus", "PaymentExceedsEncumbrance"}
    assert finish.refusals["WrongStatus"] >= len(ends) - 1
    assert finish.topics["application.Terminated"] == 1
    (ended,) = [event.event for event in world.book.read(limit=1000) if isinstance(event.event, Terminated)]
    assert ended.release is not None
    paid = sum(event.event.amount for event in world.book.read(limit=1000) if isinstance(event.event, Instructed))
    assert ended.release.encumbered + paid == amount
    assert bool(ended.claims_released) == (paid == 0)
