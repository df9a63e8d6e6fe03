"""The levy from its assessment to the treasury: receipts, refunds, waivers, deferral, surcharge."""

from collections import Counter
from datetime import date

from pytest_bdd import scenarios, step, then

from domain.money import yuan
from ledger.journal import postings
from tests.steps.lifecycle import levy_steps, levying
from tests.steps.lifecycle.tables import Table, stated
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

globals().update(levy_steps.STEPS)
scenarios("levy/collection.feature")


@step(says("{who:Who}核定{name:Applicant} {year:Number} 年度残保金," + levy_steps.NOBODY_PLACED))
def assesses(world: World, who: str, name: str, year: int, staff: int, wages: int) -> None:
    levying.assess(world, who, name, levying.facts(year, staff, wages))


@step(says("{who:Who}按上年职工 {staff:Number} 人、工资总额 {wages:Yuan} 元重新核定"))
def reassesses(world: World, who: str, staff: int, wages: int) -> None:
    levying.reassess(world, who, levying.facts(levying.levy_of(world).year, staff, wages))


@step(says("凭国库流水「{reference:Text}」入库 {amount:Yuan} 元,其中滞纳金 {surcharge:Yuan} 元"))
def receives_with_surcharge(world: World, reference: str, amount: int, surcharge: int) -> None:
    levying.receive(world, reference, amount, surcharge)


@step(says("{who:Who}凭国库流水「{reference:Text}」退还 {amount:Yuan} 元"))
def refunds(world: World, who: str, reference: str, amount: int) -> None:
    levying.refund(world, who, reference, amount)


@step(says("{who:Who}免征"))
def exempts(world: World, who: str) -> None:
    levying.waive(world, who, None)


@step(says("{who:Who}批准缓缴至 {until:Day}"))
def defers(world: World, who: str, until: date) -> None:
    levying.defer(world, who, until)


@then(says("尚欠残保金 {amount:Yuan} 元"))
def outstanding_is(world: World, amount: int) -> None:
    assert yuan(levying.levy_of(world).outstanding) == yuan(amount)


@then(says("尚欠滞纳金 {amount:Yuan} 元"))
def surcharge_due_is(world: World, amount: int) -> None:
    assert yuan(levying.levy_of(world).surcharge_due) == yuan(amount)


@then(says("应退残保金 {amount:Yuan} 元"))
def overpaid_is(world: World, amount: int) -> None:
    assert yuan(levying.levy_of(world).overpaid) == yuan(amount)


@then(says("缴费期限为 {day:Day}"))
def due_on(world: World, day: date) -> None:
    assert levying.levy_of(world).due_on == day


@then("残保金科目余额为")
def revenue_accounts_hold(world: World, datatable: Table) -> None:
    sums: Counter[tuple[str, ...]] = Counter()
    for recorded in world.log():
        for posting in postings(recorded):
            if posting.commodity.endswith("R"):
                sums[(posting.account,)] += posting.amount
    assert {key: amount for key, amount in sums.items() if amount} == stated(datatable)


@then("支出科目没有余额")
def spending_holds_nothing(world: World) -> None:
    assert world.budget() == {}
    assert world.finances() == {}
