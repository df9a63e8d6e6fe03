"""Review: the stages in their order, the notice to its last day, objections resolved before anything goes on."""

from datetime import date

from pytest_bdd import scenarios, step, then

from ledger.commands import notice
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/review_notice_and_objection.feature")


def resolve(world: World, who: str, number: int, *, upheld: bool) -> None:
    command = notice.ResolveObjection(case=world.case, number=number, upheld=upheld, finding="经复核")
    world.does(who, lambda request: notice.resolve_objection(world.book, command, request))


@step(says("{who:Who}认定第 {number:Number} 号异议不成立"))
def dismisses(world: World, who: str, number: int) -> None:
    resolve(world, who, number, upheld=False)


@step(says("{who:Who}认定第 {number:Number} 号异议成立"))
def upholds(world: World, who: str, number: int) -> None:
    resolve(world, who, number, upheld=True)


@then(says("公示至 {day:Day}"))
def the_notice_ends_on(world: World, day: date) -> None:
    assert world.state.notice_last_day == day
