"""Accessibility grant, as its feature says."""

import pytest
from pytest_bdd import scenarios

from domain.programs.accessibility_grant import PROGRAMME
from tests.steps import programme_steps
from tests.steps.programme_steps import Case

globals().update(programme_steps.STEPS)
scenarios("accessibility_grant.feature")


@pytest.fixture
def case() -> Case:
    return Case(
        PROGRAMME,
        facts={},
        names={
            "完工日期": "finished_on",
            "经验收": "accepted",
            "实际改造费用": "cost",
            "在职职工人数": "staff",
            "残疾职工人数": "pwd_staff",
            "盲人按摩机构": "blind_massage",
            "上次完工日期": "last_granted_for",
        },
    )
