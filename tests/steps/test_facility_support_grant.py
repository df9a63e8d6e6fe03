"""Facility support grant, as its feature says."""

import pytest
from pytest_bdd import parsers, scenarios, then

from domain.programs.facility_support_grant import KINDS, PROGRAMME
from tests.steps import programme_steps
from tests.steps.programme_steps import Case

globals().update(programme_steps.STEPS)
scenarios("facility_support_grant.feature")


@pytest.fixture
def case() -> Case:
    return Case(
        PROGRAMME,
        facts={},
        labels={"扶持方式": "basis.support_workshop"},
        names={
            "设施类型": "kind",
            "核查日期": "inspected_on",
            "符合建设标准": "meets_standard",
            "正常运营": "still_running",
            "残疾人数": "pwd_served",
            "实际费用": "cost",
        },
        words={zh: code for code, zh in KINDS.items()},
    )


@then(parsers.parse("「{label}」出自「{authority}」"))
def the_step_rests_on(case: Case, label: str, authority: str) -> None:
    assert [authority in step.authority for step in case.decision.steps if step.label == label] == [True]
