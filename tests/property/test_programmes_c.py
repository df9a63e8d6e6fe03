"""What training classes, facilities, bases and internships keep to, whatever is applied for."""

from datetime import date
from fractions import Fraction

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Month, month_range
from domain.programs import facility_support_grant, internship_retention_bonus, internship_subsidy, training_class
from domain.programs.base import Facts
from domain.programs.facility_support_grant import KINDS, FacilitySupportFacts
from domain.programs.internship_facts import Intern, InternshipFacts, KeptIntern, RetentionFacts
from domain.programs.training_class_facts import Trainee, TrainingClassFacts
from domain.statutes.loader import load_statutes
from domain.working import Decision

DEMO = load_statutes(demo=True)
KNOWN_ON = date(2025, 12, 31)
FEN = st.integers(0, 50_000_000)
FLAGS = st.booleans()


def is_coherent(decision: Decision) -> bool:
    """Granted in parts that make the whole, or refused with reasons that cite a clause and nothing to pay."""
    if decision.granted:
        return decision.amount == sum(part.amount for part in decision.instalments) > 0
    return decision.amount == 0 and not decision.instalments and all(reason.authority for reason in decision.reasons)


def survives_storage(facts: Facts) -> bool:
    """The facts come back from the bytes that a log keeps."""
    return msgspec.json.decode(msgspec.json.encode(facts), type=type(facts)) == facts


# --- training classes ------------------------------------------------------------------------------------------------

TRAINEES = st.lists(
    st.builds(
        Trainee,
        person=st.just("p"),
        attended_days=st.integers(0, 10),
        rural=FLAGS,
        in_difficulty=FLAGS,
        by_family=FLAGS,
    ),
    min_size=1,
    max_size=20,
)


@st.composite
def classes(draw: st.DrawFn) -> TrainingClassFacts:
    """A class of ten days in Hunan or Huzhou."""
    people = draw(TRAINEES)
    return TrainingClassFacts(
        course="XX-1",
        starts_on=date(2024, 3, 4),
        ends_on=date(2024, 3, 15),
        class_days=10,
        cost=draw(FEN),
        trainees=tuple(msgspec.structs.replace(each, person=f"p_{n}") for n, each in enumerate(people)),
        trainees_elsewhere=draw(st.integers(0, 20)),
    )


@given(classes())
def test_a_class_is_never_paid_more_than_it_cost_nor_than_the_standard_of_its_trainees(
    facts: TrainingClassFacts,
) -> None:
    law = DEMO.law("special_class_training", "430102", KNOWN_ON)
    decision = training_class.decide(facts, law)
    standard = law.at("standard", facts.starts_on).fen
    assert is_coherent(decision)
    assert survives_storage(facts)
    assert decision.amount <= Fraction(facts.cost * len(facts.trainees), facts.everybody)
    assert decision.amount <= standard * len(facts.trainees)


@given(classes(), st.integers(1, 30))
def test_the_counties_of_a_joint_class_together_pay_no_more_than_it_cost(
    facts: TrainingClassFacts, others: int
) -> None:
    here = msgspec.structs.replace(facts, trainees_elsewhere=others)
    people = tuple(Trainee(person=f"q_{n}", attended_days=10) for n in range(others))
    there = msgspec.structs.replace(facts, trainees=people, trainees_elsewhere=len(facts.trainees))
    law = DEMO.law("special_class_training", "430102", KNOWN_ON)
    assert sum(training_class.decide(each, law).amount for each in (here, there)) <= facts.cost


# --- facilities ------------------------------------------------------------------------------------------------------


@given(st.sampled_from(sorted(KINDS)), FEN, st.integers(0, 200), FLAGS, FLAGS)
def test_support_that_follows_cost_never_exceeds_it(
    kind: str, cost: int, served: int, standard: bool, runs: bool
) -> None:
    facts = FacilitySupportFacts(
        kind=kind,
        inspected_on=date(2024, 3, 15),
        meets_standard=standard,
        still_running=runs,
        pwd_served=served,
        cost=cost,
    )
    place = "430100" if kind == "blind_massage_shop" else "140100"
    law = DEMO.law(facility_support_grant.CODE, place, KNOWN_ON)
    decision = facility_support_grant.decide(facts, law)
    assert is_coherent(decision)
    assert decision.granted <= (standard and runs)
    if law.at(f"basis.{kind}", facts.inspected_on).text == "按实际费用的比例":
        assert decision.amount <= cost


# --- internships -----------------------------------------------------------------------------------------------------


@given(st.integers(1, 24), st.integers(0, 24), st.integers(0, 50_000))
def test_an_intern_is_never_paid_for_more_months_than_the_term(months: int, before: int, premium: int) -> None:
    intern = Intern(
        person="p_1",
        left_school_on=date(2023, 1, 1),
        age=25,
        unemployed_before=True,
        months=month_range(Month(2023, 1), Month(2023, 1).plus(months - 1)),
        months_already_subsidised=before,
        insurance_paid=premium,
    )
    facts = InternshipFacts(interns=(intern,))
    decision = internship_subsidy.decide(facts, DEMO.law("internship_subsidy", "140828", KNOWN_ON))
    paid = max(min(months, 12 - before), 0)
    assert is_coherent(decision)
    assert survives_storage(facts)
    assert decision.amount == (106_800 * paid + min(premium, 24_000) if paid else 0)


@given(st.lists(FLAGS, min_size=1, max_size=12))
def test_the_bonus_is_paid_exactly_where_half_or_more_were_kept(kept: list[bool]) -> None:
    interns = tuple(
        KeptIntern(person=f"p_{n}", months=(Month(2024, 2),), outcome="kept" if stays else "left")
        for n, stays in enumerate(kept)
    )
    facts = RetentionFacts(ended_on=date(2024, 2, 29), interns=interns)
    law = DEMO.law("internship_retention_bonus", "330521", KNOWN_ON)
    decision = internship_retention_bonus.decide(facts, law)
    assert is_coherent(decision)
    assert decision.granted == (2 * sum(kept) >= len(kept))
    assert decision.amount == (22_600 * len(kept) if decision.granted else 0)
