"""Training classes: citations, and one cost item whoever is paid for a course."""

from datetime import date

import pytest

from domain.programs import training_class
from domain.programs.training_class_facts import Trainee, TraineeGivenTwice, TrainingClassFacts
from domain.programs.training_course import FEE_PROGRAMME, TrainingFeeFacts
from domain.statutes.book import NoProvisionInForce
from domain.statutes.loader import load_statutes

KNOWN_ON = date(2025, 12, 31)


def class_of(*trainees: Trainee, elsewhere: int = 0) -> TrainingClassFacts:
    return TrainingClassFacts(
        course="K-2024-01",
        starts_on=date(2024, 3, 4),
        ends_on=date(2024, 3, 15),
        class_days=10,
        cost=100_000,
        trainees=trainees,
        trainees_elsewhere=elsewhere,
    )


def test_a_course_is_paid_to_the_trainee_or_to_the_organiser_never_to_both() -> None:
    own = TrainingFeeFacts(
        course="K-2024-01",
        starts_on=date(2024, 3, 4),
        ends_on=date(2024, 3, 15),
        class_days=10,
        attended_days=10,
        employed_at_start=False,
        of_working_age=True,
        category="A",
        fee=100_000,
    )
    of_class = training_class.claims(class_of(Trainee(person="p_1", attended_days=10)), "organiser")
    assert of_class == FEE_PROGRAMME.claims(own, "p_1")


def test_nobody_has_two_places_in_a_class() -> None:
    one = Trainee(person="p_1", attended_days=10)
    with pytest.raises(TraineeGivenTwice):
        training_class.claims(class_of(one, one), "organiser")


def test_whoever_is_not_paid_for_is_named_with_the_clause() -> None:
    law = load_statutes(demo=True).law("rural_practical_training", "140828", KNOWN_ON)
    poor, urban, relative = (
        Trainee(person="p_1", attended_days=10, rural=True, in_difficulty=True),
        Trainee(person="p_2", attended_days=10, in_difficulty=True),
        Trainee(person="p_3", attended_days=10, rural=True, in_difficulty=True, by_family=True),
    )
    decision = training_class.decide(class_of(poor, urban, relative), law)
    left_out = {step.label: step for step in decision.steps if step.label.endswith("不计")}
    assert set(left_out) == {"p_2 不计", "p_3 不计"}
    assert all(step.authority.startswith("山西省促进残疾人就业") for step in left_out.values())


def test_where_nothing_is_said_about_joint_classes_none_can_be_computed() -> None:
    law = load_statutes(demo=True).law("rural_practical_training", "140828", KNOWN_ON)
    with pytest.raises(NoProvisionInForce):
        training_class.decide(class_of(Trainee(person="p_1", attended_days=10), elsewhere=3), law)
