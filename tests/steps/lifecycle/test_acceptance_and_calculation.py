"""Acceptance: the amount is computed and pre-encumbered, or every reason against it is given at once."""

from pytest_bdd import given, scenarios, then, when

from domain.application.events import Rejected
from ledger.commands import review
from tests.steps.lifecycle.cast import FUNDS
from tests.steps.lifecycle.tables import Table
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/acceptance_and_calculation.feature")


@given(says("{name:Applicant}的残疾人证已经失效"))
def the_certificate_has_expired(world: World, name: str) -> None:
    world.changed_facts["certificate_valid"] = False


@given(says("{name:Applicant}的企业已经停止经营"))
def the_business_has_stopped(world: World, name: str) -> None:
    world.changed_facts["still_running"] = False


@given(says("{name:Applicant}的企业恢复经营"))
def the_business_runs_again(world: World, name: str) -> None:
    world.changed_facts["still_running"] = True


@when(says("{who:Who}受理该案,由{fund:Fund}列支"))
def accepts_on_a_fund(world: World, who: str, fund: str) -> None:
    command = review.Accept(case=world.case, fund=FUNDS[fund])
    world.does(who, lambda request: review.accept(world.book, command, request))


@then("测算说明中有")
def the_working_says(world: World, datatable: Table) -> None:
    decision = world.state.decision
    assert decision is not None
    steps = [[step.label, step.value, step.authority] for step in decision.steps]
    assert [row for row in datatable[1:] if row not in steps] == []


@then("不予批准的理由是")
def the_reasons_are(world: World, datatable: Table) -> None:
    (rejected,) = [recorded.event for recorded in world.log() if isinstance(recorded.event, Rejected)]
    assert [[reason.zh, reason.authority] for reason in rejected.reasons] == datatable[1:]
    assert all(reason.en for reason in rejected.reasons)
