"""Approval: different people, as many signatures as the amount needs, and the amount that was published."""

from pytest_bdd import given, scenarios, when

from ledger.commands import review
from tests.steps.lifecycle import acts
from tests.steps.lifecycle.cast import ALL_ROUNDER
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/approval_and_countersigning.feature")


@given(says("该案由一人多岗的人员办理「{act:Stage}」,办到「{last:Stage}」为止"))
def the_all_rounder_does_one_stage(world: World, act: str, last: str) -> None:
    acts.advance(world, last, {act: ALL_ROUNDER})


@when(says("{who:Who}审批该案,金额 {amount:Yuan} 元"))
def approves_an_amount(world: World, who: str, amount: int) -> None:
    command = review.Approve(case=world.case, amount=amount)
    world.does(who, lambda request: review.approve(world.book, command, request))
