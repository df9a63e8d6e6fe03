"""Who may do what, where, with which reason and on which day."""

from datetime import date

from pytest_bdd import scenarios, step, when

from ledger.commands import funds, payments
from tests.steps.lifecycle import acts, money
from tests.steps.lifecycle.cast import PLACES
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/duties_and_jurisdiction.feature")

BLANKS = {"半角空格": " ", "全角空格": "\u3000"}


@step(says("{place:Place}的{who:Who}{act:Act}该案"))
def somebody_of_a_place_does(world: World, place: str, who: str, act: str) -> None:
    acts.do(world, who, act, place=PLACES[place])


@when(says("{who:Who}给一次性创业补贴追加额度"))
def allots_more(world: World, who: str) -> None:
    command = money.line(world, "残疾人就业保障金", 2024, "一次性创业补贴", 100)
    world.does(who, lambda request: funds.allot(world.book, command, request))


@when(says("{who:Who}批复预算"))
def appropriates_more(world: World, who: str) -> None:
    money.appropriate(world, "残疾人就业保障金", 2024, 100, who)


@when(says("{who:Who}登记{name:Applicant}的申请"))
def files_for(world: World, who: str, name: str) -> None:
    world.applies_for_startup_grant(name, who=who)


@when(says("{who:Who}结清第 1 期支付"))
def settles(world: World, who: str) -> None:
    money.instruct(world, "财务支付人", 1)
    line = money.booked("0001", 1_000_000, world.today)
    command = payments.Settle(payment=world.payment, booked=line)
    world.does(who, lambda request: payments.settle(world.book, command, request))


@when(says("{who:Who}{act:Act}该案,理由写「{reason:Text}」"))
def somebody_does_for_a_reason(world: World, who: str, act: str, reason: str) -> None:
    acts.do(world, who, act, reason=BLANKS.get(reason, reason))


@when(says("{who:Who}{act:Act}该案,理由写满 {length:Number} 个字"))
def somebody_does_for_a_long_reason(world: World, who: str, act: str, length: int) -> None:
    acts.do(world, who, act, reason="理" * length)


@when(says("{who:Who}下达第 {tranche:Number} 期支付指令,生效日为 {on:Day}"))
def somebody_instructs_with_value_date(world: World, who: str, tranche: int, on: date) -> None:
    money.instruct(world, who, tranche, on=on)
