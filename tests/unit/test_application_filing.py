"""Filing an application, without a book: corners that the features do not show."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest

from domain.act import BeforeLastAct
from domain.application import endings, filing
from domain.application.refusals import ApplicationOutsideWindow, LineDoesNotFit, WrongStatus
from domain.application.state import Status
from domain.events import Event
from tests.cases import CLAIMS, DAY, CaseFile, by, granted, law, line, refused, workflow


def test_a_draft_has_neither_claims_nor_workflow() -> None:
    state = CaseFile().state
    assert (state.claims, state.workflow, state.next_stage, state.amount) == ((), None, None, 0)


@pytest.mark.parametrize(
    ("applied_on", "inside"),
    [
        (date(2024, 2, 29), False),
        (date(2024, 3, 1), True),
        (date(2024, 4, 10), True),
        (date(2024, 4, 11), False),
        (date(2025, 2, 28), False),
        (date(2025, 3, 1), True),
    ],
)
def test_a_window_includes_both_its_ends_every_year(applied_on: date, *, inside: bool) -> None:
    shanxi = law("140100", "over_quota_reward", date(2025, 12, 31))
    if inside:
        filing.check_window(shanxi, applied_on)
    else:
        with pytest.raises(ApplicationOutsideWindow):
            filing.check_window(shanxi, applied_on)


def test_the_window_is_that_of_the_day_of_application_not_of_the_day_it_is_handed_in() -> None:
    case = CaseFile("140100")
    reward = law("140100", "over_quota_reward", date(2024, 4, 30))
    late = by("intake", date(2024, 4, 30))
    event = case.do(filing.submit, late, claims=(), workflow=workflow("140100"), law=reward)
    assert event.topic == "application.Submitted"


@pytest.mark.parametrize(
    "misfit", [None, line("lease_subsidy"), line(place="330523"), line(place="330700"), line(place="430000")]
)
def test_a_line_of_another_programme_or_place_is_refused(misfit: object) -> None:
    case = CaseFile().submitted()
    with pytest.raises(LineDoesNotFit):
        case.do(filing.accept, by("intake"), decision=granted(), line=misfit)


@pytest.mark.parametrize("place", ["330500", "330000", "000000"])
def test_a_line_of_the_place_or_of_anything_around_it_fits(place: str) -> None:
    case = CaseFile().submitted()
    case.do(filing.accept, by("intake"), decision=granted(), line=line(place=place))
    assert case.state.line == line(place=place)


def test_a_calculation_that_refuses_needs_no_line_and_gives_every_claim_back() -> None:
    case = CaseFile().submitted()
    case.do(filing.accept, by("intake"), decision=refused(), line=None)
    assert case.state.status is Status.REJECTED
    assert (case.state.claims, case.state.given_up) == ((), CLAIMS)


def test_resubmitting_takes_what_is_new_and_gives_back_what_is_gone() -> None:
    case = CaseFile().submitted()
    case.do(filing.return_for_correction, by("intake"), findings=("核对企业",))
    mended = (CLAIMS[0], "cost:91330500MA11111111:startup_grant:once")
    event = case.do(filing.resubmit, by("intake"), claims=mended)
    assert (event.claims_taken, event.claims_released) == ((mended[1],), (CLAIMS[1],))
    assert case.state.claims == mended


def test_resubmitting_unchanged_facts_moves_no_claim() -> None:
    case = CaseFile().submitted()
    case.do(filing.return_for_correction, by("intake"), findings=("补交执照",))
    event = case.do(filing.resubmit, by("intake"), claims=CLAIMS)
    assert (event.claims_taken, event.claims_released) == ((), ())
    assert case.state.claims == CLAIMS


def test_an_application_may_be_returned_more_than_once() -> None:
    case = CaseFile().submitted()
    for _ in range(3):
        case.do(filing.return_for_correction, by("intake"), findings=("补交执照",))
        case.do(filing.resubmit, by("intake"), claims=CLAIMS)
    assert case.state.status is Status.SUBMITTED


def test_an_ended_case_can_be_neither_amended_nor_submitted_nor_accepted() -> None:
    case = CaseFile().submitted()
    case.do(endings.withdraw, by("intake"), release=None)
    acts: list[Callable[..., Event]] = [
        partial(filing.amend, facts={}),
        partial(filing.submit, claims=CLAIMS, workflow=workflow(), law=law()),
        partial(filing.resubmit, claims=CLAIMS),
        partial(filing.accept, decision=granted(), line=line()),
    ]
    for act in acts:
        with pytest.raises(WrongStatus):
            case.do(act, by("intake"))


@pytest.mark.parametrize(
    "act",
    [
        partial(filing.amend, facts={}),
        partial(filing.submit, claims=CLAIMS, workflow=workflow(), law=law()),
        partial(endings.withdraw, release=None),
    ],
)
def test_a_draft_is_not_touched_on_a_value_date_before_it_was_written(act: Callable[..., Event]) -> None:
    case = CaseFile()
    with pytest.raises(BeforeLastAct):
        case.do(act, by("intake", DAY - timedelta(days=1), today=DAY))
