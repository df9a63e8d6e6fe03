"""Recovery: never more than was paid, received by bank lines, the rest written off by somebody else."""

from pytest_bdd import scenarios, step

from tests.steps.lifecycle import money
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/recovery_and_write_off.feature")


@step(says("{who:Who}核销 {amount:Yuan} 元"))
def writes_off(world: World, who: str, amount: int) -> None:
    money.write_off(world, who, amount)
