"""Person-months, as the features on counting say."""

import pytest
from pytest_bdd import parsers, scenarios, then, when

from domain.counting import count_weight
from tests.steps.counting import month_steps
from tests.steps.counting.month_steps import Judged, beginning

globals().update(month_steps.STEPS)
scenarios("counting/person_months.feature", "counting/places.feature", "counting/conflicts.feature")


@pytest.fixture
def judged() -> Judged:
    return beginning()


@when("判定计入人数", target_fixture="weight")
def weighs(judged: Judged) -> int:
    (held,) = judged.certificates
    day = judged.month.last_day
    return count_weight(judged.law, day, disability_grade=held.grade, disability_category=held.category)


@then(parsers.parse("按 {number:d} 人计算"))
def counts_as(weight: int, number: int) -> None:
    assert weight == number
