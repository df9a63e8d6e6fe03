"""Vocational student aid, as its feature says."""

import pytest
from pytest_bdd import scenarios

from domain.programs.vocational_student_aid import PROGRAMME, SCHOOLING
from tests.steps import programme_steps
from tests.steps.programme_steps import Case

globals().update(programme_steps.STEPS)
scenarios("vocational_student_aid.feature")


@pytest.fixture
def case() -> Case:
    return Case(
        PROGRAMME,
        facts={},
        names={
            "申请日期": "applied_on",
            "学年": "school_year",
            "就读层次": "level",
            "文化程度": "schooling",
            "注册学籍": "enrolled",
            "年龄": "age",
            "残疾人证有效": "certificate_valid",
        },
        words={"中等职业教育": "secondary", "高等职业教育": "higher"} | {zh: code for code, zh in SCHOOLING.items()},
    )
