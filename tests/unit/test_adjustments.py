"""Adjustments: what opens one, who may sign it, and how it becomes back-pay, recovery or nothing."""

from datetime import date
from typing import Any

import msgspec
import pytest

from domain import adjustment_refusals as r
from domain.act import BeforeLastAct
from domain.actor import RoleNotAllowed
from domain.adjustment import (
    Adjustment,
    AdjustmentStatus,
    Approved,
    Cause,
    Opened,
    Signed,
    approve,
    change_of,
    dismiss,
    due,
    evolve,
    must_recover,
    open_,
    pay,
    settled,
    stream_of,
)
from domain.application.refusals import CaseSuspended, SignedAlready, WrongStatus
from domain.application.state import Application, Status
from domain.events import Event
from domain.statutes.book import Provision
from domain.statutes.loader import load_statutes
from domain.workflow import SamePersonActs
from tests.cases import CASE, CaseFile, by, granted, line, recorded

DAY = date(2024, 6, 3)
GRANTED = 1_000_000
CAUSE = Cause(
    programme="startup_grant",
    key="amount.single",
    place="330500",
    valid_from=date(2024, 1, 1),
    published_on=date(2024, 6, 1),
    value="12,000.00 元",
    authority="某文〔2024〕1号",
    source="https://example.org/1",
    grade="A",
)
LINE = line(year=2024)


def case() -> Application:
    return CaseFile().approved(GRANTED).state


def opened(after: int = 1_200_000, *earlier: Adjustment, who: str = "opener") -> Opened:
    return open_(case(), earlier=earlier, decision=granted(after), causes=(CAUSE,), act=by(who, DAY))


def state(*events: tuple[Event, str]) -> Adjustment:
    folded: Adjustment | None = None
    for version, (event, who) in enumerate(events, start=1):
        folded = evolve(folded, recorded(stream_of(CASE, 1), version, event, by(who, DAY)))
    assert folded is not None
    return folded


def waiting(after: int = 1_200_000) -> Adjustment:
    return state((opened(after), "opener"))


def signed(of: Adjustment, who: str = "signer", **with_: Any) -> Signed | Approved:
    given: dict[str, Any] = {"decision": granted(of.after), "line": LINE, "rule": rule(recovered=True)} | with_
    return approve(of, case(), act=by(who, DAY), **given)


def ready(after: int = 1_200_000) -> Adjustment:
    return state((opened(after), "opener"), (signed(waiting(after)), "signer"))


def rule(*, recovered: bool) -> Provision:
    known = load_statutes(demo=True).at("general", "overpayment_recovered", DAY, "000000", DAY)
    return msgspec.structs.replace(known, value=recovered)


def test_an_adjustment_states_before_after_and_the_rows_that_make_it() -> None:
    event = opened()
    assert (event.before, event.difference, event.decision.amount) == (GRANTED, 200_000, 1_200_000)
    assert event.causes == (CAUSE,)
    assert event.number == 1


def test_a_fen_more_opens_and_the_same_amount_does_not() -> None:
    assert opened(GRANTED + 1).difference == 1
    with pytest.raises(r.NothingToAdjust, match=r"10,000\.00 元"):
        opened(GRANTED)


def test_the_same_change_opens_one_adjustment_whatever_became_of_it() -> None:
    for status in AdjustmentStatus:
        known = msgspec.structs.replace(waiting(), status=status, id="X-J1")
        with pytest.raises(r.AlreadyAdjusted, match="X-J1"):
            opened(1_200_000, known)


def test_another_change_waits_until_the_first_is_finished() -> None:
    with pytest.raises(r.AdjustmentUnfinished):
        opened(1_300_000, waiting())
    with pytest.raises(r.AdjustmentUnfinished):
        opened(1_300_000, ready())
    done = msgspec.structs.replace(ready(), status=AdjustmentStatus.SETTLED)
    second = opened(1_300_000, done)
    assert (second.number, second.before, second.difference) == (2, 1_200_000, 100_000)


def test_a_dismissed_adjustment_leaves_the_case_what_it_was_due() -> None:
    dismissed = msgspec.structs.replace(waiting(), status=AdjustmentStatus.DISMISSED)
    assert opened(1_300_000, dismissed).before == GRANTED
    assert due(GRANTED, (dismissed, msgspec.structs.replace(ready(), status=AdjustmentStatus.SETTLED))) == 1_200_000


def test_a_change_is_its_rows_and_its_amount() -> None:
    other = msgspec.structs.replace(CAUSE, published_on=date(2024, 6, 2))
    assert change_of((CAUSE, other), 5) == change_of((other, CAUSE), 5)
    assert len({change_of((CAUSE,), 5), change_of((CAUSE,), 6), change_of((other,), 5), change_of((), 5)}) == 4


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.APPROVED])
def test_only_an_approved_case_is_adjusted(status: Status) -> None:
    changed = msgspec.structs.replace(case(), status=status)
    with pytest.raises(WrongStatus):
        open_(changed, earlier=(), decision=granted(1_200_000), causes=(CAUSE,), act=by("opener", DAY))


def test_who_approved_the_case_does_not_open_its_adjustment() -> None:
    with pytest.raises(SamePersonActs):
        opened(who="approver")


def test_back_pay_is_a_further_tranche_on_its_own_line() -> None:
    event = signed(waiting())
    assert isinstance(event, Approved)
    assert (event.difference, event.line, event.tranche) == (200_000, LINE, 2)


@pytest.mark.parametrize(("difference", "signers"), [(5_000_000, 1), (5_000_001, 2)])
def test_the_difference_decides_how_many_sign(difference: int, signers: int) -> None:
    first = signed(waiting(GRANTED + difference))
    assert isinstance(first, Approved if signers == 1 else Signed)
    if isinstance(first, Signed):
        once = state((opened(GRANTED + difference), "opener"), (first, "signer"))
        with pytest.raises(SignedAlready):
            signed(once)
        assert isinstance(signed(once, "another"), Approved)


def test_nobody_signs_for_what_he_or_she_opened() -> None:
    with pytest.raises(SamePersonActs, match="调整立案"):
        signed(waiting(), "opener")


def test_the_law_of_the_day_of_approval_must_still_give_the_amount() -> None:
    with pytest.raises(r.LawChangedAgain, match=r"11,000\.00"):
        signed(waiting(), decision=granted(1_100_000))


@pytest.mark.parametrize("given", [None, rule(recovered=False)])
def test_what_was_taken_in_good_faith_stays_unless_a_rule_asks_it_back(given: Provision | None) -> None:
    with pytest.raises(r.GoodFaithProtected):
        signed(waiting(900_000), rule=given)
    assert isinstance(signed(waiting(1_100_000), rule=given), Approved)


def test_a_recovery_has_neither_line_nor_tranche() -> None:
    event = signed(waiting(900_000))
    assert isinstance(event, Approved)
    assert (event.difference, event.line, event.tranche) == (-100_000, None, 0)
    assert must_recover(ready(900_000), case(), by("finance", DAY)) == 100_000


def test_back_pay_is_paid_to_the_applicant_in_full() -> None:
    instructed, done = pay(ready(), case(), label="补发", details_version=3, act=by("finance", DAY))
    assert (instructed.amount, instructed.tranche, instructed.line) == (200_000, 2, LINE)
    assert (instructed.party, instructed.details_version) == (case().applicant, 3)
    assert done.payment == f"{CASE}-P2"


@pytest.mark.parametrize("who", ["opener", "signer", "first", "approver"])
def test_the_payer_is_a_third_person(who: str) -> None:
    with pytest.raises(SamePersonActs):
        pay(ready(), case(), label="补发", details_version=1, act=by(who, DAY))
    with pytest.raises(SamePersonActs):
        must_recover(ready(900_000), case(), by(who, DAY))


def test_back_pay_is_not_recovered_and_a_recovery_is_not_paid() -> None:
    with pytest.raises(r.NoBackPay):
        pay(ready(900_000), case(), label="补发", details_version=1, act=by("finance", DAY))
    with pytest.raises(r.NothingToRecover):
        must_recover(ready(), case(), by("finance", DAY))


def test_a_suspended_case_is_not_paid() -> None:
    suspended = msgspec.structs.replace(case(), suspended=True)
    with pytest.raises(CaseSuspended):
        pay(ready(), suspended, label="补发", details_version=1, act=by("finance", DAY))


@pytest.mark.parametrize("status", [AdjustmentStatus.DISMISSED, AdjustmentStatus.SETTLED])
def test_what_is_finished_stays_finished(status: AdjustmentStatus) -> None:
    done = msgspec.structs.replace(ready(), status=status)
    with pytest.raises(r.AdjustmentNotOpen):
        signed(done)
    with pytest.raises(r.AdjustmentNotOpen):
        dismiss(done, case(), ground="-", release=None, act=by("another", DAY))
    with pytest.raises(r.AdjustmentNotOpen):
        pay(done, case(), label="补发", details_version=1, act=by("finance", DAY))


def test_somebody_else_than_the_opener_dismisses_even_after_the_grant_has_ended() -> None:
    ended = msgspec.structs.replace(case(), status=Status.TERMINATED)
    event = dismiss(waiting(), ended, ground="单位注销", release=None, act=by("signer", DAY))
    assert event.ground == "单位注销"
    with pytest.raises(SamePersonActs):
        dismiss(waiting(), ended, ground="单位注销", release=None, act=by("opener", DAY))


def test_no_act_precedes_the_last_one() -> None:
    with pytest.raises(BeforeLastAct):
        approve(
            waiting(),
            case(),
            decision=granted(1_200_000),
            line=LINE,
            rule=None,
            act=by("signer", date(2024, 6, 2), today=DAY),
        )


def test_a_role_is_needed() -> None:
    act = by("signer", DAY)
    without = msgspec.structs.replace(act, actor=msgspec.structs.replace(act.actor, roles=("first_reviewer",)))
    with pytest.raises(RoleNotAllowed):
        approve(waiting(), case(), decision=granted(1_200_000), line=LINE, rule=None, act=without)


def test_the_closing_event_names_what_carries_it_out() -> None:
    assert settled(ready(900_000), ("R1", "R2")).recoveries == ("R1", "R2")
    assert settled(ready(900_000)).payment == ""
    assert state((opened(), "opener"), (signed(waiting()), "signer"), (settled(ready()), "finance")).status == (
        AdjustmentStatus.SETTLED
    )
