"""Job-search grant and vocational student aid: what the features cannot say about claims and citations."""

from datetime import date

import pytest

from domain.programs import job_search_grant, vocational_student_aid
from domain.programs.job_search_grant import JobSearchFacts
from domain.programs.vocational_student_aid import StudentAidFacts
from domain.statutes.loader import load_statutes

DEMO = load_statutes(demo=True)
KNOWN_ON = date(2025, 12, 31)


def graduate(applied_on: date) -> JobSearchFacts:
    return JobSearchFacts(
        applied_on=applied_on,
        graduates_on=date(applied_on.year + 1, 6, 30),
        full_time=True,
        reviewed_by_class=True,
        certificate_valid=True,
    )


def student(school_year: int) -> StudentAidFacts:
    return StudentAidFacts(
        applied_on=date(2023, 9, 1),
        school_year=school_year,
        level="higher",
        schooling="senior",
        enrolled=True,
        age=20,
        certificate_valid=True,
    )


@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_the_window_of_hunan_closes_on_the_same_day_every_year(year: int) -> None:
    law = DEMO.law("job_search_grant", "430102", KNOWN_ON)
    assert job_search_grant.decide(graduate(date(year, 9, 20)), law).granted
    assert not job_search_grant.decide(graduate(date(year, 9, 21)), law).granted


def test_a_grant_is_claimed_once_in_life_whatever_the_year_of_application() -> None:
    earlier, later = (job_search_grant.claims(graduate(day), "p_1") for day in (date(2023, 9, 1), date(2024, 9, 1)))
    assert earlier == later


def test_each_school_year_is_a_claim_of_its_own() -> None:
    keys = {vocational_student_aid.claims(student(year), "p_1")[0].key for year in (2022, 2023)}
    assert keys == {"cost:p_1:vocational_student_aid:2022", "cost:p_1:vocational_student_aid:2023"}


def test_every_step_of_the_aid_says_that_its_values_are_demonstrations() -> None:
    law = DEMO.law("vocational_student_aid", "330502", KNOWN_ON)
    steps = {step.label: step for step in vocational_student_aid.decide(student(2023), law).steps}
    assert steps["青壮年年龄"].grade == "demo"
    assert steps["文化程度"].grade == "A"
