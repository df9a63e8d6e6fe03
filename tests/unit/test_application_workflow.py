"""The workflow as data: read from the statute book, and refused where it could not be followed."""

from typing import Any

import msgspec
import pytest

from domain.actor import Actor, OutsideJurisdiction, RoleNotAllowed
from domain.statutes.book import Law, StatuteBook
from domain.statutes.loader import load_statutes
from domain.workflow import SamePersonActs, WorkflowMalformed, authorise_act, workflow_in_force
from tests.cases import DAY, ROLES, workflow


def law_with(key: str, **changed: Any) -> Law:
    """The demonstration law with parts of one general table changed."""
    shipped = load_statutes(demo=True)
    rows = [
        msgspec.structs.replace(row, value=row.table | changed)
        if (row.programme, row.key, row.place) == ("general", key, "000000")
        else row
        for row in shipped.provisions
    ]
    return StatuteBook(rows).law("startup_grant", "330500", DAY)


def test_places_differ_in_stages_and_notice() -> None:
    huzhou, shanxi, hunan = workflow("330500"), workflow("140100"), workflow("430100")
    assert "on_site_check" in huzhou.stages
    assert "on_site_check" not in shanxi.stages
    assert (huzhou.notice.days, huzhou.notice.unit) == (5, "working_day")
    assert (hunan.notice.days, hunan.notice.unit) == (7, "day")


@pytest.mark.parametrize(
    "stages",
    [
        ["first_review", "completeness", "approval"],
        ["completeness", "approval", "first_review"],
        ["completeness", "dinner", "approval"],
        [],
    ],
)
def test_a_workflow_begins_with_completeness_ends_with_approval_and_knows_its_stages(stages: list[str]) -> None:
    with pytest.raises(WorkflowMalformed):
        workflow_in_force(law_with("workflow", stages=stages), DAY)


def test_maker_checker_and_releaser_are_always_three_people() -> None:
    with pytest.raises(WorkflowMalformed):
        workflow_in_force(law_with("workflow", separate=[["first_review", "approval"]]), DAY)


def test_some_limit_must_have_no_upper_end() -> None:
    limits = [{"up_to": "50000.00", "role": "approver", "signers": 1}]
    with pytest.raises(WorkflowMalformed):
        workflow_in_force(law_with("approval_limits", limits=limits), DAY)


@pytest.mark.parametrize(("amount", "signers"), [(0, 1), (1, 1), (5_000_000, 1), (5_000_001, 2), (10**12, 2)])
def test_the_first_limit_that_reaches_the_amount_counts(amount: int, signers: int) -> None:
    assert workflow().limit_for(amount).signers == signers


def test_the_same_duty_may_be_done_again_by_the_same_person() -> None:
    actor = Actor(id="first", roles=ROLES, place="330500")
    authorise_act(workflow(), (("first_review", "first"),), actor, "first_review", "330500")


def test_a_separated_duty_may_not() -> None:
    actor = Actor(id="first", roles=ROLES, place="330500")
    with pytest.raises(SamePersonActs) as refusal:
        authorise_act(workflow(), (("first_review", "first"),), actor, "approval", "330500")
    assert refusal.value.details == {"actor": "first", "act": "approval", "earlier": "first_review"}
    assert refusal.value.rule == workflow().authority


def test_duties_of_different_groups_may_meet_in_one_person() -> None:
    actor = Actor(id="inspector", roles=ROLES, place="330500")
    authorise_act(workflow(), (("on_site_check", "inspector"),), actor, "second_review", "330500")


def test_role_and_place_are_asked_before_separation() -> None:
    acted = (("first_review", "first"),)
    with pytest.raises(RoleNotAllowed):
        authorise_act(workflow(), acted, Actor(id="first", roles=(), place="330500"), "approval", "330500")
    with pytest.raises(OutsideJurisdiction):
        authorise_act(workflow(), acted, Actor(id="first", roles=ROLES, place="330523"), "approval", "330500")
