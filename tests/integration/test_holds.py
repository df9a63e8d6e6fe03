"""Holds in a real book beside adjustments, the year's end and rivals; both stores."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import msgspec
import pytest

from domain.act import BeforeLastAct
from domain.actor import OfficerRecused, RoleNotAllowed
from domain.alert import stream_of
from domain.errors import NotFound, Refusal
from domain.hold_due import HoldGround
from domain.hold_refusals import GroundsMissing, NothingToHold, PaymentHeld, TrialHoldsNothing
from domain.money import yuan
from domain.statutes.book import StatuteBook
from domain.statutes.loader import load_statutes
from ledger import chart, law
from ledger.audit.trace import trace
from ledger.audit.verify import verify
from ledger.commands import adjustments, endings, holds, payments
from ledger.commands.load import load_hold
from ledger.views import queries
from ledger.views.digest import digest
from ledger.views.projection import catch_up
from ledger.views.rebuild import rebuild
from tests.factories import uscc
from tests.integration.leased import with_lease
from tests.integration.tampering import wrong
from tests.integration.world import LEASE, LEASE_LINE, World
from tests.integration.world_alerts import agreed_on, hit, recorded

APPROVED_ON = date(2024, 3, 11)
GROUND = HoldGround(check="RF18", authority="演示条款")
QUARTER = 300_000
"""A quarter's rent (fen) under the cap of 1,000 yuan a month."""


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A book on either store with a lease of four quarters that is approved, the first one paid."""
    here = with_lease(book_url, tmp_path)
    here.instruct("lease")
    here.settle("lease", "S-1")
    yield here
    here.book.close()


def place(world: World, tranche: int = 2, *grounds: HoldGround, on: date | None = None) -> None:
    command = holds.Place(case=world.cases["lease"], tranche=tranche, grounds=grounds or (GROUND,))
    holds.place(world.book, command, world.request("analyst", on=on))


def release(world: World, tranche: int = 2) -> None:
    command = holds.Release(hold=world.payment("lease", tranche), ground="合同属实")
    holds.release(world.book, command, world.request("fraud-reviewer"))


def law_of(patch: pytest.MonkeyPatch, world: World, cap: int) -> None:
    """A new monthly cap (fen) of the first year, published today for all of 2023; too much is asked back."""
    shipped, first = load_statutes(demo=True), date(2023, 1, 1)
    known = shipped.at(LEASE, "monthly_cap.year_1", world.today, "330500", world.today)
    asked = shipped.at("general", "overpayment_recovered", world.today, "330500", world.today)
    dates = {"valid_from": first, "published_on": world.today}
    rows = (
        msgspec.structs.replace(known, place="330500", value=yuan(cap), **dates),
        msgspec.structs.replace(asked, place="330500", value=True, **dates),
    )
    changed = StatuteBook((*shipped.provisions, *rows))
    patch.setattr(law, "load_statutes", lambda *, demo: changed)


def adjust(world: World) -> str:
    """The adjustment of the lease, opened and approved."""
    case = adjustments.Open(case=world.cases["lease"])
    id = adjustments.open_(world.book, case, world.request("first")).subject
    adjustments.approve(world.book, adjustments.Approve(adjustment=id), world.request("approver"))
    return id


def recover(world: World, id: str) -> dict[str, str]:
    order = adjustments.OnAdjustment(adjustment=id)
    return adjustments.recover(world.book, order, world.request("finance")).outcome


def sound(world: World) -> None:
    """Everything verifies, and the views are what a rebuild makes of the book."""
    assert wrong(verify(world.book, vault=world.vault)) == set()
    catch_up(world.book)
    live = digest(world.book)
    rebuild(world.book)
    assert digest(world.book) == live


def test_a_hold_is_in_the_view_the_trace_and_the_line(world: World) -> None:
    place(world)
    row = queries.hold(world.book, world.payment("lease", 2))
    assert (row.amount, row.status, row.checks) == (QUARTER, "hold_active", ("RF18",))
    case = queries.case(world.book, world.cases["lease"])
    assert (case.encumbered, case.held, case.paid) == (2 * QUARTER, QUARTER, QUARTER)
    (line,) = [each for each in queries.allotments(world.book) if each.id == LEASE_LINE]
    assert line.held == QUARTER
    found = trace(world.book, world.cases["lease"]).case
    assert found is not None
    assert [(each.hold.id, len(each.events)) for each in found.holds] == [(row.id, 1)]
    assert [share.held for share in trace(world.book, LEASE_LINE).shares] == [QUARTER]
    sound(world)


def test_what_was_paid_too_much_is_withheld_first_from_what_is_free(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(world, 4)
    world.today += timedelta(days=1)
    law_of(monkeypatch, world, 90_000)
    assert recover(world, adjust(world)) == {"withheld": "1200.00", "recovered": "0.00"}
    state, _ = load_hold(world.book, world.payment("lease", 4))
    assert (state.active, state.amount) == (True, QUARTER)
    sound(world)


def test_then_from_what_is_held_and_the_rest_stays_held(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for tranche in (2, 3, 4):
        place(world, tranche)
    world.today += timedelta(days=1)
    law_of(monkeypatch, world, 70_000)  # 300 a month too much, 3,600 in all: a quarter and 600 more
    assert recover(world, adjust(world)) == {"withheld": "3600.00", "recovered": "0.00"}
    states = [load_hold(world.book, world.payment("lease", tranche))[0] for tranche in (2, 3, 4)]
    assert [(state.status.value, state.amount) for state in states] == [
        ("hold_active", QUARTER),
        ("hold_active", QUARTER - 60_000),
        ("hold_ended", QUARTER),
    ]
    sound(world)
    release(world, 3)
    assert queries.case(world.book, world.cases["lease"]).encumbered == QUARTER - 60_000
    sound(world)


def test_a_hold_that_ran_out_is_said_to_when_its_money_is_withheld(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for tranche in (2, 3, 4):
        place(world, tranche)
    world.today += timedelta(days=40)
    law_of(monkeypatch, world, 70_000)
    recover(world, adjust(world))
    found = [row.status for row in queries.holds(world.book, case=world.cases["lease"])]
    assert sorted(found) == ["hold_active", "hold_expired", "hold_expired"]
    sound(world)


def back_pay(world: World, patch: pytest.MonkeyPatch) -> str:
    """An adjustment that gives 50 yuan a month more, approved and held."""
    world.today += timedelta(days=1)
    law_of(patch, world, 105_000)
    id = adjust(world)
    place(world, 5)
    return id


def test_back_pay_is_held_like_any_tranche(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    order = adjustments.OnAdjustment(adjustment=back_pay(world, monkeypatch))
    with pytest.raises(PaymentHeld):
        adjustments.pay(world.book, order, world.request("finance"))
    release(world, 5)
    paid = adjustments.pay(world.book, order, world.request("finance"))
    assert paid.outcome == {"amount": "600.00"}
    sound(world)


def test_back_pay_whose_hold_ran_out_is_paid(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    order = adjustments.OnAdjustment(adjustment=back_pay(world, monkeypatch))
    world.today += timedelta(days=31)
    receipt = adjustments.pay(world.book, order, world.request("finance"))
    assert receipt.events == ("hold.Expired", "adjustment.Settled", "payment.Instructed")
    sound(world)


def test_back_pay_that_is_given_up_is_held_no_more(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    id = back_pay(world, monkeypatch)
    ground = adjustments.Dismiss(adjustment=id, ground="单位书面放弃")
    receipt = adjustments.dismiss(world.book, ground, world.request("approver"))
    assert receipt.events == ("hold.Ended", "adjustment.Dismissed")
    with pytest.raises(NothingToHold):
        place(world, 5, HoldGround(authority="举报登记2号"))
    sound(world)


def test_money_of_a_closed_year_is_held_released_and_paid(world: World) -> None:
    world.today = date(2024, 12, 31)
    place(world)
    world.close_year(1_000_000)
    world.today = date(2025, 1, 6)
    release(world)
    world.instruct("lease", 2)
    world.settle("lease", "S-2", 2)
    sound(world)


def test_the_end_of_a_grant_ends_every_hold_of_it(world: World) -> None:
    for tranche in (2, 3):
        place(world, tranche)
    world.ground(endings.terminate, "second", "lease")
    assert {row.status for row in queries.holds(world.book)} == {"hold_ended"}
    case = queries.case(world.book, world.cases["lease"])
    assert (case.held, case.encumbered, case.paid) == (0, 0, QUARTER)
    sound(world)
    world.appeal("lease", "revoked")
    assert queries.case(world.book, world.cases["lease"]).encumbered == 3 * QUARTER
    place(world, 2)
    sound(world)


def test_nothing_is_dated_before_the_hold_that_it_undoes(world: World) -> None:
    world.today += timedelta(days=3)
    place(world)
    command = endings.Ground(case=world.cases["lease"], ground="单位注销")
    with pytest.raises(BeforeLastAct):
        endings.terminate(world.book, command, world.request("second", on=world.today - timedelta(days=1)))
    release(world)
    paying = payments.Instruct(case=world.cases["lease"], tranche=2)
    with pytest.raises(BeforeLastAct):
        payments.instruct(world.book, paying, world.request("finance", on=world.today - timedelta(days=1)))
    sound(world)


def test_a_hold_needs_a_ground_and_an_analyst_without_an_interest(world: World) -> None:
    command = holds.Place(case=world.cases["lease"], tranche=2, grounds=())
    with pytest.raises(GroundsMissing):
        holds.place(world.book, command, world.request("analyst"))
    request = world.request("analyst")
    party = queries.case(world.book, world.cases["lease"]).applicant
    kin = msgspec.structs.replace(request.actor, kin=frozenset({party}))
    with pytest.raises(OfficerRecused):
        holds.place(world.book, command, msgspec.structs.replace(request, actor=kin))


def test_a_hold_names_alerts_that_are_there_and_no_trial(world: World) -> None:
    trial = hit("p_" + "7" * 24, mode="shadow")
    agreed_on(world.book, world.request("fraud-reviewer"))
    recorded(world, [hit("p_" + "1" * 24), trial])
    with pytest.raises(NotFound, match="疑点"):
        place(world, 2, HoldGround(alert="alert:RF15-AAAAAAAAAAAAAAAA", authority="演示条款"))
    with pytest.raises(TrialHoldsNothing):
        place(world, 2, HoldGround(alert=stream_of(trial), authority="演示条款"))
    place(world, 2, HoldGround(alert=stream_of(hit("p_" + "1" * 24)), authority="演示条款"))
    sound(world)


def test_what_was_let_go_is_held_again_by_an_analyst_only_for_a_new_alert_about_the_case(world: World) -> None:
    place(world)
    release(world)
    about = hit("p_" + "1" * 24, cases=(world.cases["lease"],))
    elsewhere = hit("p_" + "2" * 24)
    agreed_on(world.book, world.request("fraud-reviewer"))
    recorded(world, [about, elsewhere])
    for ground in (HoldGround(authority="来信2号"), HoldGround(alert=stream_of(elsewhere), authority="最低工资规定")):
        with pytest.raises(RoleNotAllowed):
            place(world, 2, ground)
    place(world, 2, HoldGround(alert=stream_of(about), authority="最低工资规定"))
    sound(world)


def test_whoever_is_close_to_one_whom_the_alert_is_about_does_not_review_the_hold(world: World) -> None:
    subject, member = "p_" + "1" * 24, uscc(7)
    ring = hit("ring:8793507cba80cdb8", subject_kind="ring", parties=(member,))
    recorded(world, [hit(subject), ring])
    place(world, 2, *(HoldGround(alert=stream_of(each), authority="演示条款") for each in (hit(subject), ring)))
    request, held = world.request("fraud-reviewer"), world.payment("lease", 2)
    for close in (subject, member):
        kin = msgspec.structs.replace(request, actor=msgspec.structs.replace(request.actor, kin=frozenset({close})))
        with pytest.raises(OfficerRecused):
            holds.release(world.book, holds.Release(hold=held, ground="合同属实"), kin)
        with pytest.raises(OfficerRecused):
            holds.renew(world.book, holds.Renew(hold=held), kin)
    release(world)


def test_nor_says_that_it_ran_out(world: World) -> None:
    subject, member, applicant = "p_" + "1" * 24, uscc(7), queries.case(world.book, world.cases["lease"]).applicant
    ring = hit("ring:8793507cba80cdb8", subject_kind="ring", parties=(member,))
    agreed_on(world.book, world.request("fraud-reviewer"))
    recorded(world, [hit(subject), ring])
    place(world, 2, *(HoldGround(alert=stream_of(each), authority="演示条款") for each in (hit(subject), ring)))
    world.today += timedelta(days=40)
    request, position = world.request("fraud-reviewer"), world.book.head.position
    for close in (subject, member, applicant):
        kin = msgspec.structs.replace(request.actor, kin=frozenset({close}))
        assert holds.expire(world.book, msgspec.structs.replace(request, actor=kin)) == ()
    assert world.book.head.position == position
    assert holds.expire(world.book, request) == (f"hold:{world.payment('lease', 2)}",)
    sound(world)


def test_of_two_who_hold_and_pay_a_tranche_at_once_one_is_refused(world: World) -> None:
    paying = payments.Instruct(case=world.cases["lease"], tranche=2)
    payer = world.request("finance")
    acts = [partial(place, world, 2), partial(payments.instruct, world.book, paying, payer)]

    def outcome(act: partial[object]) -> object:
        try:
            return act()
        except Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(outcome, acts))
    assert sum(isinstance(answer, Refusal) for answer in answers) == 1
    held = world.book.balances(chart.ENCUMBERED_HELD.code)
    assert sum(held.values()) in (0, QUARTER)
    sound(world)
