"""Budget: appropriated, allotted to lines, taken back."""

from pytest_bdd import scenarios, when

from tests.steps.lifecycle.money import appropriate
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/appropriation_and_allotment.feature")


@when(says("「{name:Text}」{year:Number} 年度批复预算 {amount:Yuan} 元"))
def budget_of_another_fund(world: World, name: str, year: int, amount: int) -> None:
    appropriate(world, name, year, amount)
