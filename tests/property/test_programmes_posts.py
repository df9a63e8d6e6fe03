"""What posts and rewards keep to, whatever is applied for."""

from datetime import date
from fractions import Fraction
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Month
from domain.counting import CountedPlacement
from domain.programs import over_quota_reward, post_subsidy, public_welfare_post_subsidy, referral_reward
from domain.programs.over_quota_facts import CertifiedPerson, OverQuotaRewardFacts
from domain.programs.post_subsidy import PostSubsidyFacts, PostWorker, WorkedMonth
from domain.programs.public_welfare_facts import PostHolder, PostMonth, PublicWelfarePostFacts
from domain.programs.referral_reward import ReferralRewardFacts, ReferredPerson
from domain.statutes.book import Law, StatuteBook
from domain.statutes.loader import load_statutes
from domain.working import Decision
from tests.factories import uscc

DEMO = load_statutes(demo=True)
KNOWN_ON = date(2025, 12, 31)
CAP = 3_000_000


def law_of(code: str, place: str, **changed: str) -> Law:
    rows = (
        msgspec.structs.replace(row, value=changed[row.key]) if row.programme == code and row.key in changed else row
        for row in DEMO.provisions
    )
    book = StatuteBook(rows) if changed else DEMO
    return book.law(code, place, KNOWN_ON)


TARIFFS = {
    order: law_of(over_quota_reward.CODE, "410300", excess_order=order, excess_rounding="fraction_kept")
    for order in ("lowest_tariff_first", "highest_tariff_first")
}
WELFARE = law_of(public_welfare_post_subsidy.CODE, "430100")
POSTS = law_of(post_subsidy.CODE, "330700")
REFERRALS = law_of(referral_reward.CODE, "330500")


def is_coherent(decision: Decision) -> bool:
    """Granted with an amount, or refused with reasons and nothing."""
    return decision.granted is (decision.amount > 0) and bool(decision.steps)


months_of_2024 = st.sets(st.integers(1, 12), min_size=1, max_size=12)


@st.composite
def rosters(draw: st.DrawFn) -> OverQuotaRewardFacts:
    people = draw(
        st.lists(
            st.tuples(st.integers(1, 6), st.integers(1, 4), st.integers(1, 2), st.integers(1, 12)),
            min_size=1,
            max_size=15,
        )
    )
    return OverQuotaRewardFacts(
        year=2014,
        staff_by_month=(draw(st.integers(20, 300)),) * 12,
        placements=tuple(
            CountedPlacement(person=f"p_{n}", weight=weight, months=tuple(Month(2014, m + 1) for m in range(months)))
            for n, (_, _, weight, months) in enumerate(people)
        ),
        certified=tuple(
            CertifiedPerson(person=f"p_{n}", category=category, grade=grade)
            for n, (category, grade, _, _) in enumerate(people)
        ),
    )


@given(rosters())
def test_a_tariff_pays_the_excess_between_its_cheapest_and_its_dearest_and_never_more_than_the_cap(
    facts: OverQuotaRewardFacts,
) -> None:
    low, high = (over_quota_reward.decide(facts, law) for law in TARIFFS.values())
    counted = Fraction(sum(p.weight * len(p.months) for p in facts.placements), 12)
    excess = counted - facts.staff_by_month[0] * Fraction(16, 1000)
    assert low.granted is high.granted is (excess > 0)
    if low.granted:
        assert low.amount <= high.amount <= CAP
        assert min(excess * 200_000, Fraction(CAP)) - 1 < low.amount
        assert high.amount <= excess * 400_000 + 1


@given(months_of_2024, st.integers(0, 40), st.booleans(), st.integers(150_000, 300_000))
def test_a_welfare_post_is_paid_for_as_many_months_as_the_term_leaves(
    months: set[int], drawn: int, insured: bool, wage: int
) -> None:
    worked = tuple(PostMonth(month=Month(2024, month), wage_paid=wage, insured=insured) for month in months)
    holder = PostHolder(
        person="p_1",
        ground="minimum_living_allowance",
        ground_verified=True,
        disability_grade=3,
        placed_from=Month(2021, 1),
        first_recognised=Month(2021, 1),
        months_already_subsidised=drawn,
        months=worked,
    )
    facts = PublicWelfarePostFacts(post_kind="cleaning", holders=(holder,))
    decision = public_welfare_post_subsidy.decide(facts, WELFARE)
    payable = min(len(months), max(36 - drawn, 0)) if insured and wage >= 220_000 else 0
    assert decision.amount == payable * 220_000
    assert is_coherent(decision)
    assert len(public_welfare_post_subsidy.claims(facts, uscc(1))) == len(months)


@given(months_of_2024, st.integers(1, 12), st.integers(0, 40))
def test_a_post_is_paid_from_the_month_of_recognition_on(months: set[int], recognised: int, drawn: int) -> None:
    worked = tuple(
        WorkedMonth(month=Month(2024, month), wage_paid=300_000, hours=160, insured=True) for month in months
    )
    worker = PostWorker(
        person="p_1",
        recognised_from=Month(2024, recognised),
        ability_assessed=True,
        months_already_subsidised=drawn,
        months=worked,
    )
    facts = PostSubsidyFacts(ground="employment_difficulty", recognised=True, workers=(worker,))
    decision = post_subsidy.decide(facts, POSTS)
    payable = min(len([month for month in months if month >= recognised]), max(36 - drawn, 0))
    assert decision.amount == payable * 24_000
    assert is_coherent(decision)


@given(st.lists(st.integers(1, 24), min_size=1, max_size=25))
def test_a_batch_is_paid_per_head_that_stayed_for_a_year(stays: list[int]) -> None:
    referred = (
        ReferredPerson(
            person=f"p_{number}",
            employer_uscc=uscc(2),
            referred_on=date(2022, 12, 20),
            months=tuple(Month(2023, 1).plus(step) for step in range(stay)),
        )
        for number, stay in enumerate(stays)
    )
    facts = ReferralRewardFacts(referred=tuple(referred))
    heads = sum(stay >= 12 for stay in stays)
    decision = referral_reward.decide(facts, REFERRALS)
    assert decision.amount == heads * (60_000 if heads >= 10 else 50_000)
    assert is_coherent(decision)
    restored: Any = msgspec.json.decode(msgspec.json.encode(facts), type=ReferralRewardFacts)
    assert restored == facts
