"""Ways out of a case: suspended, ended, taken back, refused, and appealed against."""

from datetime import date

from pytest_bdd import scenarios, then, when

from domain.application.events import Appealed
from ledger.commands import endings
from tests.steps.lifecycle import acts
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/suspension_withdrawal_and_appeal.feature")


@when(says("{who:Who}不予批准该案,什么理由也没有写"))
def rejects_without_a_reason(world: World, who: str) -> None:
    command = endings.Reject(case=world.case, reasons=())
    world.does(who, lambda request: endings.reject(world.book, command, request))


@when(says("{who:Who}对先前的案件作出{outcome:Outcome}的复议决定"))
def decides_the_appeal_of_the_first_case(world: World, who: str, outcome: str) -> None:
    acts.decide_appeal(world, who, world.first_case, outcome)


@then(says("复议申请期限至 {deadline:Day}"))
def the_deadline_is(world: World, deadline: date) -> None:
    (appealed,) = [recorded.event for recorded in world.log() if isinstance(recorded.event, Appealed)]
    assert appealed.deadline == deadline
