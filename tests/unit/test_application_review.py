"""Reviewing an application, without a book: corners that the features do not show."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest

from domain.application import endings, filing, review
from domain.application import refusals as r
from domain.application.state import Status
from domain.events import Event
from domain.workflow import SamePersonActs
from tests.cases import AFTER, DAY, CaseFile, by, granted, line, refused

recalculate = partial(review.recalculate, destination="allotment")


def test_a_place_without_site_check_goes_from_first_review_to_notice() -> None:
    case = CaseFile("140100")
    case.submitted().do(filing.accept, by("intake"), decision=granted(), line=line(place="140100"))
    case.do(review.first_review, by("first"), opinion="属实")
    assert case.state.next_stage == "public_notice"


def test_objections_are_numbered_on_and_a_number_is_never_used_again() -> None:
    case = CaseFile().on_notice()
    for number in (1, 2):
        case.do(review.file_objection, by("intake"), reference="来信", ground="未经营")
        case.do(review.resolve_objection, by("second"), number=number, upheld=False, finding="不属实")
    case.do(review.file_objection, by("intake"), reference="来信", ground="未经营")
    assert (case.state.objections, case.state.open_objections) == (3, (3,))


def test_an_upheld_objection_forgets_the_round_but_not_who_acted() -> None:
    case = CaseFile().on_notice()
    case.do(review.file_objection, by("intake"), reference="来信", ground="未经营")
    case.do(review.resolve_objection, by("second"), number=1, upheld=True, finding="属实")
    assert case.state.done == ("completeness",)
    assert case.state.notice_last_day is None
    assert ("first_review", "first") in case.state.acted


def test_whoever_resolved_an_objection_may_review_again() -> None:
    """Resolving an objection is no review of the facts; the demonstration data separate only the four duties."""
    case = CaseFile().on_notice()
    case.do(review.file_objection, by("intake"), reference="来信", ground="未经营")
    case.do(review.resolve_objection, by("second"), number=1, upheld=False, finding="不属实")
    case.do(review.second_review, by("second", AFTER), opinion="同意")
    assert case.state.next_stage == "approval"


def test_a_recalculation_passes_no_stage() -> None:
    case = CaseFile().accepted()
    case.do(recalculate, by("first"), decision=granted(1_200_000))
    assert case.state.next_stage == "first_review"
    assert case.state.amount == 1_200_000


def test_a_recalculation_before_the_notice_keeps_the_stages_passed() -> None:
    case = CaseFile().accepted()
    case.do(review.first_review, by("first"), opinion="属实")
    case.do(recalculate, by("first"), decision=granted(1_200_000))
    assert case.state.next_stage == "on_site_check"


def test_a_recalculation_takes_back_every_signature() -> None:
    case = CaseFile().reviewed(6_000_000)
    case.do(review.approve, by("approver-1", AFTER), decision=granted(6_000_000))
    case.do(recalculate, by("first", AFTER), decision=granted(7_000_000))
    assert case.state.signers == ()
    assert case.state.next_stage == "public_notice"


def test_a_recalculation_says_what_was_calculated_before() -> None:
    case = CaseFile().accepted()
    event = case.do(recalculate, by("first"), decision=granted(900_000))
    assert (event.before, event.decision.amount) == (1_000_000, 900_000)


@pytest.mark.parametrize("decide", [recalculate, review.approve])
def test_a_calculation_that_refuses_now_ends_in_a_rejection_not_in_an_amount(decide: Callable[..., Event]) -> None:
    case = CaseFile().reviewed()
    with pytest.raises(r.NotGranted):
        case.do(decide, by("other", AFTER), decision=refused())


def test_a_suspended_case_is_not_recalculated() -> None:
    case = CaseFile().accepted()
    case.do(endings.suspend, by("second"), ground="待查")
    with pytest.raises(r.CaseSuspended):
        case.do(recalculate, by("first"), decision=granted(1_200_000))


@pytest.mark.parametrize(("amount", "signatures"), [(5_000_000, 1), (5_000_001, 2)])
def test_the_limit_itself_still_needs_one_signature_only(amount: int, signatures: int) -> None:
    case = CaseFile().reviewed(amount)
    for number in range(1, signatures + 1):
        assert case.state.status is Status.IN_REVIEW
        case.do(review.approve, by(f"approver-{number}", AFTER), decision=granted(amount))
    assert case.state.status is Status.APPROVED


def test_an_approval_keeps_facts_decision_and_payee_by_value() -> None:
    case = CaseFile().reviewed()
    event = case.do(review.approve, by("approver", AFTER), decision=granted())
    assert (event.decision, event.facts, event.party) == (granted(), case.state.facts, "p_a")


def test_who_recalculated_may_not_approve() -> None:
    case = CaseFile().accepted()
    case.do(recalculate, by("both"), decision=granted(1_200_000))
    case.do(review.first_review, by("first"), opinion="属实")
    case.do(review.check_site, by("inspector"), visited_on=DAY, finding="在营")
    case.do(review.publish_notice, by("first"), contact="市残联办公室")
    case.do(review.second_review, by("second", AFTER), opinion="同意")
    with pytest.raises(SamePersonActs):
        case.do(review.approve, by("both", AFTER), decision=granted(1_200_000))


def test_a_notice_may_begin_on_a_later_day_of_the_officer_but_never_on_an_earlier_one() -> None:
    case = CaseFile().accepted()
    case.do(review.first_review, by("first"), opinion="属实")
    case.do(review.check_site, by("inspector"), visited_on=DAY, finding="在营")
    with pytest.raises(r.NoticeBackdated):
        case.do(review.publish_notice, by("first", date(2024, 3, 4), today=date(2024, 3, 5)), contact="市残联")
    event = case.do(review.publish_notice, by("first", date(2024, 3, 5)), contact="市残联")
    assert (event.first_day, event.last_day) == (date(2024, 3, 5), date(2024, 3, 11))


def test_no_objection_before_the_notice() -> None:
    case = CaseFile().accepted()
    with pytest.raises(r.NoNoticeRunning):
        case.do(review.file_objection, by("intake"), reference="来信", ground="未经营")


def test_an_objection_of_the_last_day_may_be_recorded_after_it() -> None:
    """What counts is the day on which it came in."""
    case = CaseFile().on_notice()
    last = case.state.notice_last_day
    assert last is not None
    case.do(
        review.file_objection, by("intake", last, today=last + timedelta(days=1)), reference="来信", ground="未经营"
    )
    assert case.state.open_objections == (1,)


def test_an_approved_case_passes_no_stage_again() -> None:
    case = CaseFile().approved()
    with pytest.raises(r.WrongStatus):
        case.do(review.first_review, by("other", AFTER), opinion="属实")
    with pytest.raises(r.WrongStatus):
        case.do(review.approve, by("other", AFTER), decision=granted())
