"""A payment rests on which checks stop payments: where that changes while one looks, it is looked at again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.check_policy import PolicyMode
from domain.check_run import Screening
from ledger.audit.verify import verify
from ledger.commands import check_policies, payments
from ledger.views.check_queries import ChecksNotAtHand
from tests.integration.leased import with_lease
from tests.integration.looking import Looker
from tests.integration.world import World
from tests.integration.world_evidence import agreed, brought, wages, withdrawing


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """An approved lease of which nothing is paid, once on each store."""
    here = with_lease(book_url, tmp_path)
    yield here
    here.book.close()


def propose(world: World, mode: PolicyMode, check: str = "RF18") -> None:
    asked = check_policies.Propose(check=check, mode=mode, from_on=world.today)
    check_policies.propose(world.book, asked, world.request("analyst"))


def approve(world: World, check: str = "RF18") -> None:
    check_policies.approve(world.book, check_policies.Decide(check=check), world.request("fraud-reviewer"))


def agree(world: World, mode: PolicyMode) -> None:
    propose(world, mode)
    approve(world)


def ends(world: World, register: str) -> None:
    agreed(world, register)


def paid(world: World, screen: Looker | None) -> Screening | None:
    command = payments.Instruct(case=world.cases["lease"], tranche=1)
    receipt = payments.instruct(world.book, command, world.request("finance"), screen)
    (recorded,) = world.book.events(receipt.subject)
    screening: Screening | None = recorded.event.screening  # type: ignore[attr-defined]
    return screening


def test_a_first_check_that_is_agreed_on_meanwhile_looks_at_the_payment_too(world: World) -> None:
    propose(world, "hold")
    looker = Looker(lambda: approve(world))
    screening = paid(world, looker)
    assert screening is not None
    assert ([each.check for each in screening.checks], looker.looks) == (["RF18"], 2)
    assert verify(world.book).check("payments-screened").ok


def test_another_check_that_is_agreed_on_meanwhile_looks_at_the_payment_too(world: World) -> None:
    agree(world, "hold")
    propose(world, "hold", "RF15")
    looker = Looker(lambda: approve(world, "RF15"))
    screening = paid(world, looker)
    assert screening is not None
    assert ([each.check for each in screening.checks], looker.looks) == (["RF15", "RF18"], 2)


def test_a_check_that_stops_no_payment_any_more_is_not_asked_for(world: World) -> None:
    agree(world, "hold")
    propose(world, "review")
    looker = Looker(lambda: approve(world))
    assert paid(world, looker) is None
    assert verify(world.book).check("payments-screened").ok


def test_without_a_screen_nothing_is_paid_where_checks_stop_payments(world: World) -> None:
    agree(world, "hold")
    with pytest.raises(ChecksNotAtHand):
        paid(world, None)


def test_evidence_that_changes_meanwhile_does_not_make_a_payment_look_twice(world: World) -> None:
    agree(world, "hold")
    register = brought(world, wages(1)).subject
    withdrawing(world, register)
    looker = Looker(lambda: ends(world, register))
    assert paid(world, looker) is not None
    assert looker.looks == 1
    assert verify(world.book).ok
