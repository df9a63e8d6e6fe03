"""Industry support grant, as its feature says."""

import pytest
from pytest_bdd import scenarios

from domain.programs.industry_support_grant import PROGRAMME
from tests.steps import programme_steps
from tests.steps.programme_steps import Case

globals().update(programme_steps.STEPS)
scenarios("industry_support_grant.feature")


@pytest.fixture
def case() -> Case:
    return Case(
        PROGRAMME,
        facts={},
        names={
            "核实日期": "inspected_on",
            "实际投入": "invested",
            "现场属实": "found_on_site",
            "本人经营": "run_by_applicant",
            "残疾人证有效": "certificate_valid",
        },
    )
