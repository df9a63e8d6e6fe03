"""Payment: instructed once, settled by a bank line to the fen, returned, issued again, given up."""

from datetime import date

import msgspec
from pytest_bdd import given, scenarios, then, when

from domain.money import yuan
from domain.payment import stream_of
from ledger.commands.base import CHINA
from ledger.commands.load import load_payment
from ledger.commands.register import register
from tests.factories import bank_card
from tests.steps.lifecycle import money
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/payment_settlement_and_return.feature")


@given(says("{name:Applicant}更正了收款账户"))
def the_account_is_mended(world: World, name: str) -> None:
    details = msgspec.structs.replace(world.people[name], account=bank_card(99))
    world.does("受理人", lambda request: register(world.book, world.vault, details, request))


@when(says("凭记账日为 {on:Day} 的流水「{reference:Text}」结清该笔支付,流水金额 {amount:Yuan} 元"))
def settled_with_a_line_of_another_day(world: World, on: date, reference: str, amount: int) -> None:
    money.settle(world, reference, amount, on)


@then(says("最后一步的生效日为 {on:Day},记录日为 {recorded_on:Day}"))
def the_last_act_counts_from(world: World, on: date, recorded_on: date) -> None:
    meta = world.log()[-1].meta
    assert (meta.effective_on, meta.recorded_at.astimezone(CHINA).date()) == (on, recorded_on)


@then(says("该笔支付金额为 {amount:Yuan} 元"))
def the_payment_is_of(world: World, amount: int) -> None:
    assert yuan(load_payment(world.book, world.payment)[0].amount) == yuan(amount)


@then(says("该笔支付使用第 {version:Number} 版收款信息"))
def the_payment_uses_details(world: World, version: int) -> None:
    assert load_payment(world.book, world.payment)[0].details_version == version


@then("拒绝的理由指明先前的支付")
def names_the_first_payment(world: World) -> None:
    """In both languages."""
    first = stream_of(world.first_case, 1)
    assert first in world.seen.zh
    assert first in world.seen.en
