"""Rewards for referral and for stable placement: facts that cannot be, and one reward for one person."""

from datetime import date

import pytest

from domain.calendar import Month, month_range
from domain.counting import MonthOutsideYear
from domain.errors import Refusal
from domain.programs import referral_reward, stable_placement_reward
from domain.programs.referral_reward import (
    NobodyReferred,
    OwnWorker,
    ReferralRewardFacts,
    ReferredPerson,
    ReferredTwice,
    stable_months,
)
from domain.programs.stable_placement_reward import (
    NobodyPlaced,
    PlacedTwice,
    StablePlacement,
    StablePlacementFacts,
)
from domain.statutes.loader import load_statutes
from tests.factories import uscc

YEAR = month_range(Month(2023, 1), Month(2023, 12))
DEMO = load_statutes(demo=True)


def referred(person: str, *months: Month) -> ReferredPerson:
    return ReferredPerson(person=person, employer_uscc=uscc(2), referred_on=date(2022, 12, 30), months=months)


def batch(*people: ReferredPerson) -> ReferralRewardFacts:
    return ReferralRewardFacts(referred=people)


@pytest.mark.parametrize(
    ("facts", "subject", "error"),
    [
        (batch(), uscc(1), NobodyReferred),
        (batch(referred("p_1")), uscc(1), NobodyReferred),
        (batch(referred("p_1", *YEAR), referred("p_1", *YEAR)), uscc(1), ReferredTwice),
        (batch(referred("p_1", *YEAR)), uscc(2), OwnWorker),
    ],
)
def test_a_batch_that_cannot_be_takes_no_claim(facts: ReferralRewardFacts, subject: str, error: type[Refusal]) -> None:
    with pytest.raises(error):
        referral_reward.claims(facts, subject)


def test_two_agencies_claim_the_same_person_once() -> None:
    facts = batch(referred("p_1", *YEAR))
    assert referral_reward.claims(facts, uscc(1)) == referral_reward.claims(facts, uscc(3))


@pytest.mark.parametrize(
    ("months", "breaks", "stable"),
    [
        ((Month(2023, 1), Month(2023, 2), Month(2023, 4)), 0, 2),
        ((Month(2023, 1), Month(2023, 2), Month(2023, 4)), 1, 3),
        ((Month(2023, 4), Month(2023, 1), Month(2023, 1)), 2, 2),
        ((Month(2023, 1), Month(2023, 4), Month(2023, 5)), 1, 1),
    ],
)
def test_months_are_stable_until_too_long_a_break(months: tuple[Month, ...], breaks: int, stable: int) -> None:
    assert stable_months(months, breaks) == stable


def test_every_ground_of_a_batch_without_anybody_is_given() -> None:
    law = DEMO.law(referral_reward.CODE, "330500", date(2025, 1, 1))
    facts = batch(referred("p_1", Month(2022, 11), *YEAR), referred("p_2", *YEAR[:11]))
    decision = referral_reward.decide(facts, law)
    assert [reason.code for reason in decision.reasons] == ["insured_before_referral", "not_stable"]
    assert all(reason.authority for reason in decision.reasons)


def stable(*people: StablePlacement) -> StablePlacementFacts:
    return StablePlacementFacts(year=2023, kind="employer", placements=people)


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        (stable(), NobodyPlaced),
        (stable(StablePlacement(person="p_1", months=YEAR), StablePlacement(person="p_1", months=YEAR)), PlacedTwice),
        (stable(StablePlacement(person="p_1", months=(Month(2022, 12),))), MonthOutsideYear),
    ],
)
def test_a_year_that_cannot_be_takes_no_claim(facts: StablePlacementFacts, error: type[Refusal]) -> None:
    with pytest.raises(error):
        stable_placement_reward.claims(facts, uscc(1))


def test_employer_and_dispatch_agency_meet_in_the_persons_year() -> None:
    facts = stable(StablePlacement(person="p_1", months=YEAR))
    employer, agency = (set(stable_placement_reward.claims(facts, subject)) for subject in (uscc(1), uscc(2)))
    assert [claim.key for claim in employer & agency] == ["cost:p_1:stable_placement_reward:2023"]


def test_a_place_without_the_rule_has_nothing_to_reward_with() -> None:
    law = DEMO.law(stable_placement_reward.CODE, "330500", date(2025, 1, 1))
    with pytest.raises(Refusal):
        stable_placement_reward.decide(stable(StablePlacement(person="p_1", months=YEAR)), law)
