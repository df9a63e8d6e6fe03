"""What social-insurance subsidies, training subsidies and over-quota rewards keep to, whatever is applied for."""

from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.calendar import Month
from domain.counting import MONTHS_IN_YEAR, CountedPlacement
from domain.programs import over_quota_reward, social_insurance_subsidy
from domain.programs.base import Facts
from domain.programs.over_quota_facts import OverQuotaRewardFacts
from domain.programs.social_insurance_facts import Insured, PaidMonth, SocialInsuranceFacts
from domain.programs.training import PROGRAMMES
from domain.statutes.book import Law
from domain.statutes.loader import load_statutes
from domain.working import Decision

DEMO = load_statutes(demo=True)
KNOWN_ON = date(2025, 12, 31)
HUNAN, SHANXI = "430100", "140828"
YEARLY_STANDARD = {HUNAN: 6 * 220_000, SHANXI: 6 * 178_000}
TERM, EXTENSION_BELOW = 36, 60
FEE, LIVING, ASSESSMENT, CERTIFICATE = PROGRAMMES


def law_of(programme: str, place: str) -> Law:
    return DEMO.law(programme, place, KNOWN_ON)


def is_coherent(decision: Decision) -> bool:
    """Granted in parts that make the whole, or refused with reasons that cite a clause and nothing to pay."""
    if decision.granted:
        return decision.amount == sum(part.amount for part in decision.instalments) > 0
    return decision.amount == 0 and not decision.instalments and all(reason.authority for reason in decision.reasons)


def survives_storage(facts: Facts) -> bool:
    """The facts come back from the bytes that a log keeps."""
    return msgspec.json.decode(msgspec.json.encode(facts), type=type(facts)) == facts


# --- over-quota reward -----------------------------------------------------------------------------------------------

MONTHS_OF_2024 = st.sets(st.integers(1, 12), max_size=12).map(lambda months: tuple(Month(2024, m) for m in months))


@st.composite
def employer_years(draw: st.DrawFn) -> OverQuotaRewardFacts:
    staff = draw(st.lists(st.integers(0, 300), min_size=12, max_size=12).filter(any))
    people = draw(st.lists(st.tuples(st.sampled_from([1, 2]), MONTHS_OF_2024), max_size=12))
    placements = tuple(
        CountedPlacement(person=f"p_{number}", weight=weight, months=months)
        for number, (weight, months) in enumerate(people)
    )
    return OverQuotaRewardFacts(year=2024, staff_by_month=tuple(staff), placements=placements)


def excess_of(facts: OverQuotaRewardFacts) -> Fraction:
    """The excess head-count, said once more and otherwise: everything times 2,400 is whole."""
    person_months = sum(placement.weight * len(placement.months) for placement in facts.placements)
    return Fraction(200 * person_months - 3 * sum(facts.staff_by_month), 200 * MONTHS_IN_YEAR)


def reward(place: str, facts: OverQuotaRewardFacts) -> Decision:
    return over_quota_reward.decide(facts, law_of("over_quota_reward", place))


@given(employer_years())
def test_hunan_rewards_every_fraction_above_the_ratio_and_nothing_at_or_below_it(facts: OverQuotaRewardFacts) -> None:
    decision = reward(HUNAN, facts)
    excess = excess_of(facts)
    assert is_coherent(decision)
    assert decision.granted is (excess > 0)
    if excess > 0:
        assert decision.amount == excess * YEARLY_STANDARD[HUNAN]


@given(employer_years())
def test_shanxi_rewards_whole_persons_only(facts: OverQuotaRewardFacts) -> None:
    decision = reward(SHANXI, facts)
    excess = excess_of(facts)
    assert is_coherent(decision)
    assert decision.granted is (excess >= 1)
    assert decision.amount == max(0, floor(excess)) * YEARLY_STANDARD[SHANXI]


@given(employer_years(), st.integers(1, 12))
def test_one_month_more_of_staff_never_raises_a_reward(facts: OverQuotaRewardFacts, month: int) -> None:
    staff = tuple(number + (index == month) for index, number in enumerate(facts.staff_by_month, start=1))
    more = msgspec.structs.replace(facts, staff_by_month=staff)
    for place in (HUNAN, SHANXI):
        assert reward(place, more).amount <= reward(place, facts).amount


@given(employer_years(), MONTHS_OF_2024, st.sampled_from([1, 2]))
def test_one_person_more_never_lowers_a_reward(
    facts: OverQuotaRewardFacts, months: tuple[Month, ...], weight: int
) -> None:
    newcomer = CountedPlacement(person="p_new", weight=weight, months=months)
    more = msgspec.structs.replace(facts, placements=(*facts.placements, newcomer))
    for place in (HUNAN, SHANXI):
        assert reward(place, more).amount >= reward(place, facts).amount


@given(employer_years())
def test_two_months_of_one_who_counts_once_weigh_as_one_month_of_one_who_counts_double(
    facts: OverQuotaRewardFacts,
) -> None:
    singly = tuple(
        CountedPlacement(person=f"{placement.person}_{copy}", weight=1, months=placement.months)
        for placement in facts.placements
        for copy in range(placement.weight)
    )
    assert reward(HUNAN, msgspec.structs.replace(facts, placements=singly)).amount == reward(HUNAN, facts).amount


@given(employer_years())
def test_a_reward_takes_one_claim_for_the_year_and_one_for_each_person_and_month(facts: OverQuotaRewardFacts) -> None:
    claims = over_quota_reward.claims(facts, "employer-1")
    assert len({claim.key for claim in claims}) == len(claims)
    assert len(claims) == 1 + sum(len(placement.months) for placement in facts.placements)
    assert survives_storage(facts)


# --- social-insurance subsidy ----------------------------------------------------------------------------------------

FEN = st.integers(0, 200_000)
MONTHS = st.integers(0, 71).map(Month(2022, 1).plus)


@st.composite
def insured_persons(draw: st.DrawFn, least: int = 1) -> Insured:
    months = draw(st.sets(MONTHS, min_size=least, max_size=40))
    return Insured(
        person="p_1",
        first_recognised=draw(MONTHS),
        months_to_retirement_at_first_recognition=draw(st.none() | st.integers(0, 70)),
        months_already_subsidised=draw(st.integers(0, 40)),
        months=tuple(
            PaidMonth(month=month, pension=draw(FEN), medical=draw(FEN), unemployment=draw(FEN), work_injury=draw(FEN))
            for month in sorted(months)
        ),
    )


def paid(month: PaidMonth) -> int:
    return month.pension + month.medical + month.unemployment


def subsidy(insured: Insured, employment: str = "employed") -> Decision:
    facts = msgspec.convert({"employment": employment, "insured": (insured,)}, SocialInsuranceFacts)
    return social_insurance_subsidy.decide(facts, law_of("social_insurance_subsidy", "330500"))


def is_extended(insured: Insured) -> bool:
    left = insured.months_to_retirement_at_first_recognition
    return left is not None and left < EXTENSION_BELOW


def payable_months(insured: Insured) -> list[PaidMonth]:
    """The months that are paid, said once more and otherwise: a filter by dates, then the first so many."""
    begun = [month for month in insured.months if month.month >= insured.first_recognised and paid(month)]
    if is_extended(insured):
        retires = insured.first_recognised.plus(insured.months_to_retirement_at_first_recognition or 0)
        return [month for month in begun if month.month < retires]
    return begun[: max(0, TERM - insured.months_already_subsidised)]


@given(insured_persons())
def test_an_employer_gets_back_what_it_paid_in_the_months_of_the_term(insured: Insured) -> None:
    decision = subsidy(insured)
    assert is_coherent(decision)
    assert decision.amount == sum(paid(month) for month in payable_months(insured))


@given(insured_persons())
def test_a_flexible_worker_never_gets_back_more_than_was_paid_and_always_whole_yuan(insured: Insured) -> None:
    """Two thirds, rounded to yuan: at most half a yuan a month above two thirds of the payment."""
    decision = subsidy(insured, "flexible")
    two_thirds = Fraction(2, 3) * sum(month.pension + month.medical for month in insured.months)
    assert is_coherent(decision)
    assert decision.amount % 100 == 0
    assert decision.amount <= two_thirds + 50 * len(insured.months)


@given(insured_persons(least=2), st.integers(0, 39))
def test_applying_in_two_parts_gives_the_same_as_applying_at_once(insured: Insured, cut: int) -> None:
    cut = 1 + cut % (len(insured.months) - 1)
    first = msgspec.structs.replace(insured, months=insured.months[:cut])
    drawn = insured.months_already_subsidised + len(payable_months(first))
    second = msgspec.structs.replace(insured, months=insured.months[cut:], months_already_subsidised=drawn)
    assert subsidy(first).amount + subsidy(second).amount == subsidy(insured).amount


@given(insured_persons(), st.randoms(use_true_random=False))
def test_the_order_of_the_months_decides_nothing(insured: Insured, shuffler: Any) -> None:
    months = list(insured.months)
    shuffler.shuffle(months)
    assert subsidy(msgspec.structs.replace(insured, months=tuple(months))) == subsidy(insured)


@given(insured_persons())
def test_who_is_not_near_retirement_never_draws_more_than_the_term(insured: Insured) -> None:
    assume(not is_extended(insured))
    assert len(payable_months(insured)) + min(insured.months_already_subsidised, TERM) <= TERM
    left_out = sum(step.label.endswith("不予补贴的月份") for step in subsidy(insured).steps)
    assert (left_out > 0) is (len(payable_months(insured)) < len(insured.months))


@given(insured_persons())
def test_every_insured_month_is_one_claim(insured: Insured) -> None:
    facts = SocialInsuranceFacts(insured=(insured,))
    claims = social_insurance_subsidy.claims(facts, "employer-1")
    assert {claim.period for claim in claims} == {str(month.month) for month in insured.months}
    assert len(claims) == len(insured.months)
    assert survives_storage(facts)


# --- training --------------------------------------------------------------------------------------------------------


@st.composite
def courses(draw: st.DrawFn) -> dict[str, Any]:
    class_days = draw(st.integers(1, 60))
    begins = draw(st.dates(date(2022, 1, 1), date(2025, 6, 30)))
    return {
        "course": "K-1",
        "starts_on": begins,
        "ends_on": begins + timedelta(days=class_days - 1),
        "class_days": class_days,
        "attended_days": draw(st.integers(0, class_days)),
        "employed_at_start": draw(st.booleans()),
        "of_working_age": draw(st.booleans()),
        "subsidised_this_year": draw(st.integers(0, 4)),
    }


def entitled(course: dict[str, Any]) -> bool:
    attended = 5 * course["attended_days"] >= 4 * course["class_days"]
    person = course["of_working_age"] and not course["employed_at_start"]
    return bool(attended and person and course["subsidised_this_year"] < 3)


@given(courses(), st.integers(0, 300_000))
def test_the_fee_is_given_back_up_to_the_cap(course: dict[str, Any], fee: int) -> None:
    facts = msgspec.convert(course | {"category": "A", "fee": fee}, FEE.facts)
    decision = FEE.decide(facts, law_of(FEE.code, "430000"))
    assert is_coherent(decision)
    assert decision.amount == (min(fee, 150_000) if entitled(course) else 0)
    assert survives_storage(facts)


@given(courses())
def test_the_allowance_is_paid_for_every_day_attended_up_to_thirty(course: dict[str, Any]) -> None:
    decision = LIVING.decide(msgspec.convert(course, LIVING.facts), law_of(LIVING.code, "430000"))
    assert is_coherent(decision)
    assert decision.amount == (5_000 * min(course["attended_days"], 30) if entitled(course) else 0)


@given(courses())
def test_there_is_one_reason_for_each_condition_that_fails(course: dict[str, Any]) -> None:
    decision = LIVING.decide(msgspec.convert(course, LIVING.facts), law_of(LIVING.code, "430000"))
    failed = {
        "not_of_working_age": not course["of_working_age"],
        "employed_at_start": course["employed_at_start"],
        "attendance_too_low": 5 * course["attended_days"] < 4 * course["class_days"],
        "yearly_limit_reached": course["subsidised_this_year"] >= 3,
    }
    assert [reason.code for reason in decision.reasons] == [code for code, fails in failed.items() if fails]


@given(st.integers(1, 5), st.integers(0, 100_000), st.booleans(), st.integers(0, 4))
def test_an_assessment_is_given_back_up_to_the_cap_of_its_level(level: int, fee: int, passed: bool, times: int) -> None:
    stated = {"occupation": "4-10-01-05", "level": level, "assessed_on": date(2024, 5, 10)}
    facts = msgspec.convert(stated | {"passed": passed, "fee": fee, "subsidised_this_year": times}, ASSESSMENT.facts)
    decision = ASSESSMENT.decide(facts, law_of(ASSESSMENT.code, "430000"))
    cap = {5: 20_000, 4: 26_000, 3: 32_000, 2: 40_000, 1: 50_000}[level]
    assert is_coherent(decision)
    assert decision.amount == (min(fee, cap) if passed and times < 3 else 0)


@given(st.integers(1, 5), st.booleans(), st.booleans())
def test_a_certificate_is_worth_its_level_if_it_is_genuine_and_learnt(
    level: int, verified: bool, trained: bool
) -> None:
    stated = {"occupation": "4-10-01-05", "level": level, "issued_on": date(2024, 5, 10)}
    facts = msgspec.convert(stated | {"verified": verified, "trained": trained}, CERTIFICATE.facts)
    decision = CERTIFICATE.decide(facts, law_of(CERTIFICATE.code, "140000"))
    assert is_coherent(decision)
    assert decision.amount == ((350_000 - level * 50_000) if verified and trained else 0)
