"""Endings of a case and appeals, without a book: corners that the features do not show."""

from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest

from domain.application import endings, filing, review
from domain.application import refusals as r
from domain.application.state import Status
from domain.workflow import SamePersonActs
from domain.working import Reason
from tests.cases import AFTER, CLAIMS, DAY, CaseFile, by, granted, line, release

REASON = Reason(code="closed", zh="已注销", en="closed down", authority="演示条款")


def rejected() -> CaseFile:
    case = CaseFile().accepted()
    case.do(endings.reject, by("first"), reasons=(REASON,), release=release(case.state))
    return case


def test_a_returned_application_may_be_rejected_by_the_intake_officer() -> None:
    case = CaseFile().submitted()
    case.do(filing.return_for_correction, by("intake"), findings=("补交执照",))
    event = case.do(endings.reject, by("intake"), reasons=(REASON,), release=None)
    assert event.stage == "completeness"


def test_a_rejection_names_the_stage_at_which_it_fell() -> None:
    case = CaseFile().reviewed()
    event = case.do(endings.reject, by("approver", AFTER), reasons=(REASON,), release=release(case.state))
    assert event.stage == "approval"


def test_an_ending_closes_suspension_and_objections() -> None:
    case = CaseFile().on_notice()
    case.do(review.file_objection, by("intake"), reference="来信", ground="未经营")
    case.do(endings.suspend, by("second"), ground="待查")
    case.do(endings.withdraw, by("intake"), release=release(case.state))
    assert (case.state.suspended, case.state.open_objections) == (False, ())


@pytest.mark.parametrize("made", [CaseFile, lambda: CaseFile().submitted(), lambda: CaseFile().reviewed()])
def test_an_application_can_be_withdrawn_at_any_time_before_the_approval(made: Callable[[], CaseFile]) -> None:
    case = made()
    case.do(endings.withdraw, by("intake", AFTER), release=release(case.state))
    assert case.state.status is Status.WITHDRAWN
    assert case.state.claims == ()


def test_a_termination_keeps_the_claims_that_a_payment_has_used() -> None:
    case = CaseFile().approved()
    case.do(endings.terminate, by("second", AFTER), ground="注销", claims_released=(), release=release(case.state))
    assert case.state.claims == CLAIMS


def test_an_appeal_after_its_time_is_refused() -> None:
    case = rejected()
    with pytest.raises(r.AppealTooLate):
        case.do(endings.appeal, by("intake", DAY + timedelta(days=61)), reference="复议1", days=60)


def test_a_decision_can_be_appealed_once() -> None:
    case = rejected()
    case.do(endings.appeal, by("intake", DAY + timedelta(days=30)), reference="复议1", days=60)
    case.do(endings.decide_appeal, by("appeal", DAY + timedelta(days=40)), outcome="upheld", finding="维持")
    with pytest.raises(r.AppealAlreadyDecided):
        case.do(endings.appeal, by("intake", DAY + timedelta(days=41)), reference="复议2", days=60)


def test_who_refused_does_not_decide_the_appeal() -> None:
    case = rejected()
    refuser = case.state.acted[-1][1]
    assert case.state.acted[-1][0] == "rejection"
    case.do(endings.appeal, by("intake"), reference="复议1", days=60)
    act = by("appeal")
    with pytest.raises(SamePersonActs):
        case.do(
            endings.decide_appeal,
            msgspec.structs.replace(act, actor=msgspec.structs.replace(act.actor, id=refuser)),
            outcome="upheld",
            finding="维持",
        )


def test_an_appeal_may_be_recorded_late_if_it_came_in_time() -> None:
    case = rejected()
    in_time = by("intake", DAY + timedelta(days=60), today=DAY + timedelta(days=70))
    event = case.do(endings.appeal, in_time, reference="复议1", days=60)
    assert event.deadline == DAY + timedelta(days=60)


def test_an_upheld_refusal_leaves_everything_as_it_was() -> None:
    case = rejected()
    before = case.state
    case.do(endings.appeal, by("intake"), reference="复议1", days=60)
    event = case.do(endings.decide_appeal, by("appeal"), outcome="upheld", finding="维持")
    assert (event.claims_taken, event.reinstated) == ((), None)
    assert (case.state.status, case.state.claims) == (before.status, before.claims)


@pytest.mark.parametrize("outcome", ["changed", "revoked"])
def test_a_refusal_that_falls_is_taken_up_from_the_beginning(outcome: str) -> None:
    case = rejected()
    case.do(endings.appeal, by("intake"), reference="复议1", days=60)
    case.do(endings.decide_appeal, by("appeal"), outcome=outcome, finding="重新办理")
    state = case.state
    assert (state.status, state.done, state.decision, state.line) == (Status.SUBMITTED, (), None, None)
    assert state.claims == CLAIMS
    assert state.next_stage == "completeness"


def test_a_refusal_by_calculation_can_be_appealed_too() -> None:
    case = CaseFile().submitted()
    case.do(endings.reject, by("intake"), reasons=(REASON,), release=None)
    case.do(endings.appeal, by("intake"), reference="复议1", days=60)
    case.do(endings.decide_appeal, by("appeal"), outcome="revoked", finding="重新办理")
    case.do(filing.accept, by("intake"), decision=granted(), line=line())
    assert case.state.status is Status.IN_REVIEW


def test_a_termination_that_falls_gives_the_same_budget_and_claims_back() -> None:
    case = CaseFile().approved()
    given = release(case.state)
    case.do(endings.terminate, by("second", AFTER), ground="注销", claims_released=CLAIMS, release=given)
    case.do(endings.appeal, by("intake", AFTER), reference="复议1", days=60)
    event = case.do(endings.decide_appeal, by("appeal", AFTER), outcome="revoked", finding="恢复")
    assert (event.reinstated, event.claims_taken) == (given, CLAIMS)
    assert (case.state.status, case.state.released, case.state.claims) == (Status.APPROVED, None, CLAIMS)


def test_an_approved_grant_is_not_appealed() -> None:
    case = CaseFile().approved()
    with pytest.raises(r.WrongStatus):
        case.do(endings.appeal, by("intake", AFTER), reference="复议1", days=60)
