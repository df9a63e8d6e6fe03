"""What a finding caused is undone when it falls: cases go on, recoveries are given back; both stores."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest

from domain.actor import RoleNotAllowed
from domain.alert import stream_of
from domain.bank import BankAmountDiffers
from domain.investigation.events import Measure
from domain.investigation.refusals import NotStanding, SamePersonFinds, SuspendedByFinding
from domain.recovery import RecoveryStands, RecoveryUndoneAlready, ReturnAtOdds
from ledger import chart
from ledger.book import Book
from ledger.commands import endings, findings, recoveries, undoing
from ledger.commands.load import load_case, load_investigation, load_recovery, recoverable
from ledger.commands.measures import Measures, laid
from ledger.guards import undo_claim
from ledger.views import alert_queries, queries
from ledger.views.balances import balances
from tests.integration.found import confirm, confirmed, propose, recover, reviewer, revoke, sound
from tests.integration.leased import with_lease
from tests.integration.world import World
from tests.integration.world_alerts import heard, hit

QUARTER = 300_000


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A lease of four quarters; the second was paid."""
    here = with_lease(book_url, tmp_path)
    here.instruct("lease", 2)
    here.settle("lease", "S-2", 2)
    yield here
    here.book.close()


def suspended(world: World) -> str:
    """A finding on which the lease was suspended."""
    id = confirmed(world, "suspend")
    command = findings.CarryOut(investigation=id, measure="suspend", case=world.cases["lease"])
    findings.carry_out(world.book, command, world.request("second"))
    return id


def ordered(world: World, id: str) -> tuple[str, ...]:
    """What is to be done, without the case; the view says what the investigation does."""
    orders = alert_queries.investigation(world.book, id).orders
    assert orders == tuple(each.key for each in load_investigation(world.book, id)[0].orders)
    return tuple(each.removesuffix(f":{world.cases['lease']}") for each in orders)


def lift(world: World, id: str, measure: Literal["suspend", "resume"], officer: str = "second-reviewer") -> None:
    command = findings.LiftMeasure(
        investigation=id, number=1, measure=measure, case=world.cases["lease"], ground="另有事由"
    )
    findings.lift(world.book, command, reviewer(world, officer))


def resume(world: World) -> None:
    world.ground(endings.resume, "second", "lease")


def undo(world: World, recovery: str, reference: str = "", amount: int = 0) -> None:
    booked = world.booked(reference, amount) if reference else None
    recoveries.undo(world.book, recoveries.Undo(recovery=recovery, booked=booked), world.request("finance"))


def waiting(book: Book, world: World) -> dict[str, str]:
    case = world.cases["lease"]
    return book.claims(undo_claim(case, "resume"), undo_claim(case, "give_back"))


def test_a_case_goes_on_once_the_finding_fell_on_which_it_was_suspended(world: World) -> None:
    id = suspended(world)
    revoke(world, id)
    assert load_case(world.book, world.cases["lease"])[0].suspended
    assert ordered(world, id) == ("1:resume",)
    assert "责成撤回措施 1 项" in queries.timeline(world.book, stream=id)[-1].zh
    sound(world)
    resume(world)
    assert ordered(world, id) == ()
    assert waiting(world.book, world) == {}
    assert "已办理「恢复」" in queries.timeline(world.book, stream=id)[-1].zh
    world.instruct("lease", 3)
    sound(world)


def test_a_suspension_falls_with_the_last_finding_that_asks_for_it(world: World) -> None:
    id = suspended(world)
    confirm(world, id, 2, "suspend")
    revoke(world, id)
    assert ordered(world, id) == ()
    revoke(world, id, 2)
    assert ordered(world, id) == ("2:resume",)
    sound(world)


def test_another_reviewer_says_why_a_case_stays_suspended(world: World) -> None:
    id = suspended(world)
    revoke(world, id)
    for officer in ("fraud-reviewer", "analyst"):
        with pytest.raises(SamePersonFinds):
            lift(world, id, "resume", officer=officer)
    lift(world, id, "resume")
    assert (ordered(world, id), waiting(world.book, world)) == ((), {})
    assert load_case(world.book, world.cases["lease"])[0].suspended
    resume(world)
    sound(world)


def test_a_suspension_that_a_reviewer_lifts_is_to_be_undone_too(world: World) -> None:
    id = suspended(world)
    with pytest.raises(SamePersonFinds):
        lift(world, id, "suspend", officer="fraud-reviewer")
    lift(world, id, "suspend")
    assert ordered(world, id) == ("1:resume",)
    with pytest.raises(NotStanding):
        lift(world, id, "suspend")
    revoke(world, id)
    assert ordered(world, id) == ("1:resume",)
    resume(world)
    assert ordered(world, id) == ()
    sound(world)


def test_nothing_is_to_be_undone_of_what_was_undone_before(world: World) -> None:
    id = suspended(world)
    lift(world, id, "suspend")
    resume(world)
    with pytest.raises(NotStanding):
        lift(world, id, "suspend")
    revoke(world, id)
    assert ordered(world, id) == ()
    sound(world)


def stays_suspended(world: World, id: str, number: int = 1) -> None:
    """The case does not go on, because of this finding, and nothing is stored of the attempt."""
    position = world.book.head.position
    with pytest.raises(SuspendedByFinding) as refused:
        resume(world)
    assert (refused.value.details["investigation"], refused.value.details["number"]) == (id, number)
    assert world.book.head.position == position


def test_a_case_stays_suspended_while_a_finding_stands_that_asks_for_it(world: World) -> None:
    id = suspended(world)
    confirm(world, id, 2, "suspend")
    stays_suspended(world, id)
    revoke(world, id)
    stays_suspended(world, id, 2)
    revoke(world, id, 2)
    resume(world)
    world.instruct("lease", 3)
    sound(world)


@pytest.mark.parametrize("before", [True, False])
def test_a_suspension_by_hand_is_kept_by_a_finding_that_asks_for_one(world: World, before: bool) -> None:
    if before:
        world.ground(endings.suspend, "second", "lease")
    id = confirmed(world, "suspend")
    if not before:
        world.ground(endings.suspend, "second", "lease")
    stays_suspended(world, id)
    lift(world, id, "suspend")
    resume(world)
    sound(world)


@pytest.mark.parametrize("measure", ["hold", "recover", "refer"])
def test_a_finding_that_asks_for_no_suspension_keeps_no_case(world: World, measure: Measure) -> None:
    world.ground(endings.suspend, "second", "lease")
    confirmed(world, measure)
    resume(world)
    assert not load_case(world.book, world.cases["lease"])[0].suspended
    sound(world)


def proposed(world: World) -> tuple[str, findings.Confirm]:
    """A case that somebody suspended, and a second finding that asks for it and is to be confirmed."""
    world.ground(endings.suspend, "second", "lease")
    id = confirmed(world, "refer")
    alert = stream_of(hit(f"p_{2:024}"))
    heard(world, id, alert)
    propose(world, id, alert, "suspend")
    return id, findings.Confirm(investigation=id, number=2)


def test_a_finding_that_is_confirmed_meanwhile_keeps_the_case(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    id, confirming = proposed(world)
    told = undoing.resumed

    def confirmed_first(book: Book, case: str) -> undoing.Told:
        monkeypatch.setattr(undoing, "resumed", told)
        findings.confirm(world.book, confirming, world.request("fraud-reviewer"))
        return told(book, case)

    monkeypatch.setattr(undoing, "resumed", confirmed_first)
    with pytest.raises(SuspendedByFinding):
        resume(world)
    assert load_case(world.book, world.cases["lease"])[0].suspended
    assert ordered(world, id) == ()
    sound(world)


def test_a_case_that_goes_on_meanwhile_is_ordered_to_be_suspended(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, confirming = proposed(world)

    def resumed_first(*given: Any) -> Measures:
        monkeypatch.setattr("ledger.commands.findings.laid", laid)
        resume(world)
        return laid(*given)

    monkeypatch.setattr("ledger.commands.findings.laid", resumed_first)
    findings.confirm(world.book, confirming, world.request("fraud-reviewer"))
    assert ordered(world, id) == ("2:suspend",)
    sound(world)


def test_what_was_recovered_on_a_fallen_finding_goes_back(world: World) -> None:
    id = confirmed(world, "recover")
    recover(world, id, 12_000)
    recovery = f"{world.payment('lease', 2)}-R1"
    world.receive(recovery, "R-1", 5_000)
    world.write_off(recovery, 3_000)
    revoke(world, id)
    assert ordered(world, id) == ("1:give_back",)
    position = world.book.head.position
    for refusal, line in ((ReturnAtOdds, ("", 0)), (BankAmountDiffers, ("U-1", 4_999))):
        with pytest.raises(refusal):
            undo(world, recovery, *line)
    with pytest.raises(RoleNotAllowed):
        recoveries.undo(world.book, recoveries.Undo(recovery=recovery), world.request("second"))
    assert world.book.head.position == position
    undo(world, recovery, "U-1", 5_000)
    assert (ordered(world, id), waiting(world.book, world)) == ((), {})
    (row,) = queries.recoveries(world.book, id=recovery)
    assert (row.amount, row.received, row.written_off, row.outstanding, row.undone) == (12_000, 0, 0, 0, 12_000)
    case = queries.case(world.book, world.cases["lease"])
    assert (case.paid, case.recovered) == (QUARTER, 0)
    (paid,) = queries.payments(world.book, id=world.payment("lease", 2))
    assert (paid.recovering, paid.recovered, paid.written_off) == (0, 0, 0)
    assert recoverable(world.book, world.payment("lease", 2)) == QUARTER
    with pytest.raises(RecoveryUndoneAlready):
        undo(world, recovery)
    sound(world)


def test_the_order_stands_until_every_recovery_was_given_back(world: World) -> None:
    id = confirmed(world, "recover")
    for amount in (2_000, 10_000):
        recover(world, id, amount)
    revoke(world, id)
    first, second = (f"{world.payment('lease', 2)}-R{number}" for number in (1, 2))
    undo(world, second)
    assert ordered(world, id) == ("1:give_back",)
    undo(world, first)
    assert ordered(world, id) == ()
    sound(world)


def test_money_that_went_back_counts_from_the_day_of_the_bank_whatever_was_decided_since(world: World) -> None:
    id = confirmed(world, "recover")
    confirm(world, id, 2, "suspend")
    for number in (1, 2):
        recover(world, id, 6_000)
        world.receive(f"{world.payment('lease', 2)}-R{number}", f"R-{number}", 5_000)
    revoke(world, id)
    first = recoveries.Undo(recovery=f"{world.payment('lease', 2)}-R1", booked=world.booked("U-1", 5_000))
    world.today += timedelta(days=1)
    undo(world, f"{world.payment('lease', 2)}-R2", "U-2", 5_000)
    revoke(world, id, 2)
    recoveries.undo(world.book, first, world.request("finance"))
    assert ordered(world, id) == ()
    sound(world)


def test_a_recovery_stands_while_its_finding_does(world: World) -> None:
    id = confirmed(world, "recover")
    recover(world, id, 12_000)
    other = recoveries.Determine(payment=world.payment("lease", 2), amount=1_000, ground="转租", clause="第八条")
    beside = recoveries.determine(world.book, other, world.request("finance")).subject
    position = world.book.head.position
    with pytest.raises(RecoveryStands):
        undo(world, f"{world.payment('lease', 2)}-R1")
    assert world.book.head.position == position
    revoke(world, id)
    with pytest.raises(RecoveryStands):
        undo(world, beside)
    undo(world, f"{world.payment('lease', 2)}-R1")
    assert load_recovery(world.book, beside)[0].outstanding == 1_000
    sound(world)


def test_what_came_in_before_and_after_the_closing_of_the_year_goes_back_from_where_it_went(world: World) -> None:
    id = confirmed(world, "recover")
    recover(world, id, 12_000)
    recovery = f"{world.payment('lease', 2)}-R1"
    world.receive(recovery, "R-1", 5_000)
    world.ground(endings.terminate, "second", "lease")
    world.today = date(2025, 1, 10)
    world.close_year(0)
    world.receive(recovery, "R-2", 4_000)
    revoke(world, id)
    undo(world, recovery, "U-1", 9_000)
    left = {each.account: each.amount for each in balances(world.book, group_by=("account",))}
    for account in (chart.REMITTED, chart.DUE_TO_TREASURY, chart.TREASURY_CASH, chart.CLAWBACK, chart.TREASURY_RIGHT):
        assert left.get(account.code, 0) == 0
    assert left[chart.EXPENDED_PAID.code] == left[chart.SUBSIDY.code] == QUARTER
    sound(world)
