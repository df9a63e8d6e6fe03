"""Public-welfare posts: facts that cannot be, referrals in a row, and what the working says."""

from datetime import date
from typing import Any

import msgspec
import pytest

from domain.calendar import Month
from domain.errors import Refusal
from domain.programs.base import Earlier
from domain.programs.public_welfare_entry import failed_in_a_row, months_off
from domain.programs.public_welfare_facts import (
    HolderGivenTwice,
    MonthBeforePlacement,
    NobodyHoldsThePost,
    PostHolder,
    PostMonth,
    PostMonthGivenTwice,
    PostReferral,
    PublicWelfarePostFacts,
)
from domain.programs.public_welfare_post_subsidy import CODE, claims, decide, history, last_day, law_day
from domain.statutes.loader import load_statutes
from tests.factories import uscc

LAW = load_statutes(demo=True).law(CODE, "430100", date(2025, 12, 31))
JANUARY = Month(2024, 1)


def worked(*months: Month, wage: int = 220_000, insured: bool = True) -> tuple[PostMonth, ...]:
    return tuple(PostMonth(month=month, wage_paid=wage, insured=insured) for month in months)


def holder(person: str = "p_1", months: tuple[PostMonth, ...] | None = None, **more: Any) -> PostHolder:
    stated: dict[str, Any] = {
        "person": person,
        "ground": "minimum_living_allowance",
        "ground_verified": True,
        "disability_grade": 3,
        "placed_from": Month(2023, 12),
        "first_recognised": Month(2023, 12),
        "months": worked(JANUARY) if months is None else months,
    }
    return PostHolder(**(stated | more))


def post(*holders: PostHolder) -> PublicWelfarePostFacts:
    return PublicWelfarePostFacts(post_kind="cleaning", holders=holders)


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        (post(), NobodyHoldsThePost),
        (post(holder(months=())), NobodyHoldsThePost),
        (post(holder(), holder()), HolderGivenTwice),
        (post(holder(months=worked(JANUARY, JANUARY))), PostMonthGivenTwice),
        (post(holder(months=worked(Month(2023, 11)))), MonthBeforePlacement),
    ],
)
def test_facts_that_cannot_be_are_refused_on_submission_and_on_decision(
    facts: PublicWelfarePostFacts, error: type[Refusal]
) -> None:
    with pytest.raises(error):
        claims(facts, uscc(1))
    with pytest.raises(error):
        decide(facts, LAW)


def test_the_law_day_is_the_earliest_and_the_last_day_the_latest_month() -> None:
    facts = post(holder(months=worked(Month(2024, 3), JANUARY)), holder("p_2", months=worked(Month(2024, 5))))
    assert (law_day(facts), last_day(facts)) == (date(2024, 1, 1), date(2024, 5, 1))


def test_a_month_is_one_claim_whoever_applies_for_it() -> None:
    assert claims(post(holder()), uscc(1)) == claims(post(holder()), uscc(2))


def test_months_that_are_not_paid_for_do_not_use_the_term_up() -> None:
    months = (*worked(JANUARY, insured=False), *worked(Month(2024, 2)))
    assert decide(post(holder(months=months, months_already_subsidised=35)), LAW).amount == 220_000


def test_the_term_ends_within_one_application() -> None:
    months = worked(JANUARY, Month(2024, 2), Month(2024, 3))
    decision = decide(post(holder(months=months, months_already_subsidised=34)), LAW)
    assert decision.amount == 2 * 220_000
    assert [step.label for step in decision.steps if step.expression == "已享受满规定期限"] == ["p_1 2024-03 不计"]


def test_every_ground_is_given_once_where_nothing_is_payable() -> None:
    facts = post(
        holder("p_1", ground_verified=False),
        holder("p_2", ground_verified=False),
        holder("p_3", months=worked(JANUARY, wage=0)),
    )
    decision = decide(facts, LAW)
    assert [reason.code for reason in decision.reasons] == ["ground_not_verified", "wage_too_low"]
    assert all(reason.authority for reason in decision.reasons)


def referral(day: int, outcome: Any = "not_hired", *, through_market: bool = True) -> PostReferral:
    return PostReferral(referred_on=date(2023, 6, day), through_market=through_market, outcome=outcome)


@pytest.mark.parametrize(
    ("referrals", "refusals_count", "row"),
    [
        ((), False, 0),
        ((referral(3), referral(1), referral(2)), False, 3),
        ((referral(1, "hired"), referral(2), referral(3)), False, 2),
        ((referral(1), referral(2, "refused_by_person"), referral(3)), False, 1),
        ((referral(1), referral(2, "refused_by_person"), referral(3)), True, 3),
        ((referral(1), referral(2, "hired", through_market=False), referral(3)), False, 2),
    ],
)
def test_referrals_fail_in_a_row_counted_back_from_the_last(
    referrals: tuple[PostReferral, ...], refusals_count: bool, row: int
) -> None:
    assert failed_in_a_row(holder(referrals=referrals), refusals_count=refusals_count) == row


def test_a_referral_after_the_placement_does_not_count() -> None:
    late = PostReferral(referred_on=date(2024, 1, 5), through_market=True, outcome="not_hired")
    assert failed_in_a_row(holder(referrals=(late, referral(1))), refusals_count=False) == 1


@pytest.mark.parametrize(
    ("ended", "begins", "months"),
    [(Month(2023, 9), Month(2024, 1), 3), (Month(2023, 12), Month(2024, 1), 0), (None, Month(2024, 1), 0)],
)
def test_months_off_are_whole_months_between(ended: Month | None, begins: Month, months: int) -> None:
    assert months_off(ended, begins) == months


def test_a_second_placement_without_the_end_of_the_first_is_too_soon() -> None:
    decision = decide(post(holder(placement=2, disability_grade=1)), LAW)
    assert [reason.code for reason in decision.reasons] == ["placed_again_too_soon"]


def earlier(*holders: PostHolder) -> Earlier:
    return Earlier(case="A-1", facts=post(*holders), law=LAW)


def test_months_of_the_same_placement_that_the_book_granted_cannot_be_left_out() -> None:
    before = earlier(holder(months=worked(JANUARY, Month(2024, 2)) + worked(Month(2024, 3), insured=False)))
    (found,) = history(post(holder(months=worked(Month(2024, 4)), months_already_subsidised=1)), uscc(1), (before,))
    assert (found.field, found.stated, found.held) == ("holders[0].months_already_subsidised", "1", "2")
    assert not list(history(post(holder(months_already_subsidised=2)), uscc(1), (before,)))


def test_a_placement_that_the_book_granted_cannot_be_left_out() -> None:
    before = earlier(holder(placed_from=Month(2021, 1)))
    (found,) = history(post(holder()), uscc(1), (before,))
    assert (found.field, found.stated, found.held, found.cases) == ("holders[0].placement", "1", "2", ("A-1",))


def test_what_the_book_refused_is_no_history() -> None:
    before = earlier(holder(placed_from=Month(2021, 1), ground_verified=False))
    assert not list(history(post(holder()), uscc(1), (before,)))


def test_facts_come_back_from_the_bytes_of_a_log() -> None:
    facts = post(holder(referrals=(referral(1),)))
    assert msgspec.json.decode(msgspec.json.encode(facts), type=PublicWelfarePostFacts) == facts
