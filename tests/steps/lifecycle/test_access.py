"""Accounts in casework: who administers, who may hold what, who stands in for whom, who is recused."""

from pytest_bdd import scenarios

from tests.steps.lifecycle import access_steps

globals().update(access_steps.STEPS)

scenarios("access")
