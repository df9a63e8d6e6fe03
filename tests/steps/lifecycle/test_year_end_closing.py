"""The year's end: what is left is carried forward or lapses, what is committed stays payable."""

from datetime import date

from pytest_bdd import given, scenarios, then

from domain.money import yuan
from ledger import chart
from ledger.guards import account_key
from ledger.journal import commodity
from tests.steps.lifecycle.cast import FUNDS
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/year_end_closing.feature")


@given(says("继续办理{name:Applicant}的案件"))
def the_case_in_hand_is(world: World, name: str) -> None:
    world.take_up(name, world.cases[name])


@given(says("{name:Applicant}在 {on:Day} 交来的创业补贴申请,次年补录"))
def handed_in_last_year(world: World, name: str, on: date) -> None:
    world.applies_for_startup_grant(name, applied_on=on, value_date=on)


@then(says("{name:Fund} {year:Number} 年度未分配预算为 {amount:Yuan} 元"))
def unallotted_is(world: World, name: str, year: int, amount: int) -> None:
    key = account_key(chart.UNALLOTTED, commodity(FUNDS[name], year, chart.UNALLOTTED))
    assert yuan(world.book.balance(key)) == yuan(amount)
