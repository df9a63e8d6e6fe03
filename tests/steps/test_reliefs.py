"""The reliefs' formulas, as their features say."""

import pytest
from pytest_bdd import scenarios

from tests.steps import relief_steps
from tests.steps.relief_steps import Case

globals().update(relief_steps.STEPS)
scenarios("reliefs")


@pytest.fixture
def case() -> Case:
    return Case()
