"""The measure of holding money: laid by a finding, good for what comes later too, lifted by another; both stores."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from domain.actor import OutsideJurisdiction, RoleNotAllowed
from domain.alert import stream_of
from domain.hold_due import HoldGround
from domain.hold_refusals import HeldByFinding, PaymentHeld
from domain.investigation.refusals import NotOrdered, NotStanding, SamePersonFinds
from ledger import chart
from ledger.audit.verify import verify
from ledger.commands import endings, findings, holds, investigations, payments
from ledger.commands.base import Request
from ledger.commands.load import load_hold, load_investigation, load_payment
from ledger.views import alert_queries, queries
from tests.integration.found import SECOND, confirmed, propose, recover, reviewer, revoke, sound
from tests.integration.leased import with_lease
from tests.integration.tampering import find, forge, setting, wrong
from tests.integration.world import World
from tests.integration.world_alerts import agreed_on, hit, recorded

ELSEWHERE = "330521"
"""A county in which the lease does not lie."""


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A lease of four quarters: the first was paid and came back, the second is at the bank, the rest is unpaid."""
    here = with_lease(book_url, tmp_path)
    here.instruct("lease")
    here.instruct("lease", 2)
    here.give_back("lease")
    yield here
    here.book.close()


def lift(world: World, id: str, officer: str = SECOND) -> None:
    command = findings.LiftMeasure(investigation=id, number=1, case=world.cases["lease"], ground="已如数退回")
    findings.lift(world.book, command, reviewer(world, officer))


def of_place(request: Request, place: str) -> Request:
    """The same officer, with authority over this place only."""
    return msgspec.structs.replace(request, actor=msgspec.structs.replace(request.actor, place=place))


def of_elsewhere(request: Request) -> Request:
    """The same officer, with authority over another county only."""
    return of_place(request, ELSEWHERE)


def standing(world: World) -> list[tuple[int, str, int]]:
    """Each hold of the lease: its tranche, where it stands, how much (fen) it holds."""
    rows = queries.holds(world.book, case=world.cases["lease"])
    return sorted((row.tranche, row.status, row.amount) for row in rows)


def test_a_confirmed_measure_holds_what_is_unpaid_and_what_came_back(world: World) -> None:
    id = confirmed(world)
    assert standing(world) == [(tranche, "hold_active", 300_000) for tranche in (1, 3, 4)]
    assert sum(world.book.balances(chart.ENCUMBERED_HELD.code).values()) == 600_000
    state, _ = load_hold(world.book, world.payment("lease", 3))
    assert [ground.investigation for ground in state.grounds] == [id]
    with pytest.raises(PaymentHeld, match=id):
        world.instruct("lease", 3)
    with pytest.raises(PaymentHeld):
        world.again(payments.reissue, "lease")
    assert alert_queries.investigation(world.book, id).orders == (f"1:hold:{world.cases['lease']}",)
    sound(world)


def test_what_is_approved_or_runs_out_later_is_held_when_somebody_would_pay_it(world: World) -> None:
    confirmed(world)
    world.today += timedelta(days=40)
    world.instruct("lease", 3)
    world.again(payments.reissue, "lease")
    assert [(tranche, status) for tranche, status, _ in standing(world)] == [
        (1, "hold_active"),
        (3, "hold_active"),
        (4, "hold_active"),
    ]
    assert load_payment(world.book, world.payment("lease"))[0].attempt == 1
    world.ground(endings.terminate, "second", "lease")
    world.appeal("lease", "revoked")
    world.instruct("lease", 4)
    assert standing(world)[-1] == (4, "hold_active", 300_000)
    sound(world)


def test_another_reviewer_lifts_the_measure_and_the_money_goes(world: World) -> None:
    id = confirmed(world)
    for officer, refusal in (("fraud-reviewer", SamePersonFinds), ("analyst", SamePersonFinds)):
        with pytest.raises(refusal):
            lift(world, id, officer)
    release = holds.Release(hold=world.payment("lease", 3), ground="合同属实")
    with pytest.raises(HeldByFinding):
        holds.release(world.book, release, reviewer(world))
    lift(world, id)
    assert {status for _, status, _ in standing(world)} == {"hold_released"}
    world.instruct("lease", 3)
    world.again(payments.reissue, "lease")
    assert load_payment(world.book, world.payment("lease"))[0].attempt == 2
    assert load_investigation(world.book, id)[0].orders == ()
    with pytest.raises(NotStanding):
        lift(world, id)
    sound(world)


def test_in_an_office_with_one_reviewer_the_level_above_lifts_it(world: World) -> None:
    id = confirmed(world)
    command = findings.LiftMeasure(investigation=id, number=1, case=world.cases["lease"], ground="已如数退回")
    with pytest.raises(SamePersonFinds):
        findings.lift(world.book, command, of_place(reviewer(world, "fraud-reviewer"), "330502"))
    findings.lift(world.book, command, of_place(reviewer(world), "330000"))
    assert {status for _, status, _ in standing(world)} == {"hold_released"}
    sound(world)


def test_an_appeal_that_succeeds_lifts_it_but_not_what_else_holds_the_money(world: World) -> None:
    command = holds.Place(case=world.cases["lease"], tranche=4, grounds=(HoldGround(authority="举报登记1号"),))
    holds.place(world.book, command, world.request("analyst"))
    id = confirmed(world)
    revoke(world, id)
    assert [status for _, status, _ in standing(world)] == ["hold_released", "hold_released", "hold_active"]
    sound(world)


def test_a_returned_payment_that_is_given_up_is_held_no_more(world: World) -> None:
    confirmed(world)
    world.again(payments.cancel, "lease")
    assert standing(world)[0] == (1, "hold_ended", 300_000)
    sound(world)


def test_a_recovery_stays_ordered_until_the_whole_amount_is_determined(world: World) -> None:
    world.settle("lease", "S-2", 2)
    id = confirmed(world, "recover")
    order = f"1:recover:{world.cases['lease']}"
    for amount, left in ((1, (order,)), (11_998, (order,)), (1, ())):
        recover(world, id, amount)
        assert alert_queries.investigation(world.book, id).orders == left
        assert tuple(each.key for each in load_investigation(world.book, id)[0].orders) == left
    with pytest.raises(NotOrdered):
        recover(world, id, 1)
    sound(world)


@pytest.mark.parametrize(
    ("number", "path", "to"),
    [
        (1, "amount", 12_000),
        (2, "left", 0),
        (2, "stream", "R-never"),
        (2, "stream", "-R1"),
    ],
)
def test_a_recovery_that_counts_for_more_than_it_is_is_found(
    world: World, number: int, path: str, to: int | str
) -> None:
    world.settle("lease", "S-2", 2)
    id = confirmed(world, "recover")
    for amount in (1, 2):
        recover(world, id, amount)
    sound(world)
    of_case = world.payment("lease", 2) + str(to) if to == "-R1" else to
    forge(world.book, find(world.book, "investigation.MeasureTaken", number), setting("data", path, to=of_case))
    assert "findings-recovered" in wrong(verify(world.book))


def test_another_reviewer_closes_a_recovery_that_cannot_reach_the_amount(world: World) -> None:
    world.settle("lease", "S-2", 2)
    id = confirmed(world, "recover")
    recover(world, id, 1)
    command = findings.LiftMeasure(
        investigation=id, number=1, measure="recover", case=world.cases["lease"], ground="其余无从追回"
    )
    for officer in ("fraud-reviewer", "analyst"):
        with pytest.raises(SamePersonFinds):
            findings.lift(world.book, command, reviewer(world, officer))
    findings.lift(world.book, command, reviewer(world))
    assert load_investigation(world.book, id)[0].orders == ()
    sound(world)


def test_a_recovery_that_is_lifted_leaves_what_is_held(world: World) -> None:
    world.settle("lease", "S-2", 2)
    id = confirmed(world, "hold", "recover")
    command = findings.LiftMeasure(
        investigation=id, number=1, measure="recover", case=world.cases["lease"], ground="其余无从追回"
    )
    findings.lift(world.book, command, reviewer(world))
    assert {status for _, status, _ in standing(world)} == {"hold_active"}
    with pytest.raises(PaymentHeld):
        world.instruct("lease", 3)
    sound(world)


def test_a_county_reaches_no_case_of_another_place(world: World) -> None:
    alert = hit("p_" + "8" * 24, place=ELSEWHERE)
    agreed_on(world.book, world.request("fraud-reviewer"))
    recorded(world, [alert])
    opening = investigations.Open(place=ELSEWHERE, title="other", alerts=(stream_of(alert),))
    id = investigations.open_(world.book, opening, world.request("analyst")).subject
    adding = investigations.AddCase(investigation=id, case=world.cases["lease"])
    for officer in ("analyst", "fraud-reviewer"):
        with pytest.raises(OutsideJurisdiction):
            investigations.add_case(world.book, adding, of_elsewhere(world.request(officer)))
    investigations.add_case(world.book, adding, world.request("analyst"))
    for party in load_investigation(world.book, id)[0].parties:
        asking = investigations.Ask(investigation=id, party=party, questions=("何时到岗",), document="询1号")
        investigations.ask(world.book, asking, world.request("analyst"))
        answer = investigations.Answered(investigation=id, party=party, reference="笔录1号")
        investigations.answer(world.book, answer, world.request("analyst"))
    propose(world, id, stream_of(alert), "hold")
    confirm = findings.Confirm(investigation=id, number=1)
    with pytest.raises(OutsideJurisdiction):
        findings.confirm(world.book, confirm, of_elsewhere(world.request("fraud-reviewer")))
    findings.confirm(world.book, confirm, world.request("fraud-reviewer"))
    command = findings.LiftMeasure(investigation=id, number=1, case=world.cases["lease"], ground="已退")
    with pytest.raises(OutsideJurisdiction):
        findings.lift(world.book, command, of_elsewhere(reviewer(world)))
    sound(world)


def test_an_officer_without_the_role_lifts_nothing(world: World) -> None:
    id = confirmed(world)
    command = findings.LiftMeasure(investigation=id, number=1, case=world.cases["lease"], ground="已退")
    position = world.book.head.position
    with pytest.raises(RoleNotAllowed):
        findings.lift(world.book, command, world.request("finance"))
    assert world.book.head.position == position
