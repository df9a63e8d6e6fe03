"""Review: the stages in their order, the notice to its last day, objections resolved before anything goes on."""

from datetime import date

from pytest_bdd import scenarios, then

from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/review_notice_and_objection.feature")


@then(says("公示至 {day:Day}"))
def the_notice_ends_on(world: World, day: date) -> None:
    assert world.state.notice_last_day == day
