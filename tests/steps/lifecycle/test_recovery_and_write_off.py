"""Recovery: never more than was paid, received by bank lines, the rest written off by somebody else."""

from pytest_bdd import scenarios, step, then

from domain.money import yuan
from ledger.commands.load import load_recovery
from tests.steps.lifecycle import money
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/recovery_and_write_off.feature")


@step(says("{who:Who}决定追回 {amount:Yuan} 元"))
def determines(world: World, who: str, amount: int) -> None:
    money.determine(world, who, amount)


@step(says("凭流水「{reference:Text}」收回 {amount:Yuan} 元"))
def receives(world: World, reference: str, amount: int) -> None:
    money.receive(world, reference, amount)


@step(says("{who:Who}核销 {amount:Yuan} 元"))
def writes_off(world: World, who: str, amount: int) -> None:
    money.write_off(world, who, amount)


@then(says("尚未收回的是 {amount:Yuan} 元"))
def outstanding_is(world: World, amount: int) -> None:
    assert yuan(load_recovery(world.book, world.recovery)[0].outstanding) == yuan(amount)
