"""Exchanges between departments: agreed on, run in time, and never more than the list of fields."""

from datetime import date
from typing import Any

from pytest_bdd import scenarios, step, then, when

from domain import names
from domain.exchange import KINDS, Standing
from ledger.commands import exchanges
from ledger.exchanges import exchanges_due
from tests.steps.registers.words import says
from tests.steps.registers.world import PLACES, Registers

scenarios("registers/data_exchange.feature")

CODES = {names.zh(kind): kind for kind in KINDS}
DIGEST = "0123456789abcdef" * 4
AGREED = ("pseudonym", "employment_status", "need")


def agree(world: Registers, who: str = "数据交换管理人", **changed: Any) -> None:
    given: dict[str, Any] = {
        "kind": "hrss_key_information",
        "place": world.place,
        "source": "市残联",
        "receiver": "市人力社保局",
        "purpose": "就业需求匹配",
        "basis": "湖州市促进残疾人就业行动方案二(十)",
        "fields": AGREED,
        "every_months": 3,
    }
    command = exchanges.Agree(**(given | changed))
    receipt = world.act(who, lambda request: exchanges.agree(world.book, command, request))
    if receipt is not None:
        world.case = receipt.subject


def run(world: Registers, **changed: Any) -> None:
    given: dict[str, Any] = {"fields": AGREED, "rows": 1, "matched": 1, "unmatched": 0, "digest": DIGEST}
    command = exchanges.RunExchange(exchange=world.case, **(given | changed))
    world.act("数据交换管理人", lambda request: exchanges.run_exchange(world.book, command, request))


def standing(world: Registers, kind: str, place: str = "") -> Standing:
    due = exchanges_due(world.book, place or world.place, world.today)
    return next(each for each in due if each.kind == CODES[kind])


@step(says("约定每 {months:Number} 个月交换一次残联与人社关键信息"))
def agreed(world: Registers, months: int) -> None:
    agree(world, every_months=months)


@when("约定一项没有字段的交换")
def agreed_without_fields(world: Registers) -> None:
    agree(world, fields=())


@when("约定一项没有用途的交换")
def agreed_without_purpose(world: Registers) -> None:
    agree(world, purpose=" ")


@when("约定交换字段 name")
def agreed_on_a_name(world: Registers) -> None:
    agree(world, fields=("name",))


@when(says("{who:Who}约定数据交换"))
def agreed_by(world: Registers, who: str) -> None:
    agree(world, who)


@step(says("办理交换:共 {rows:Number} 条,一致 {matched:Number} 条,不一致 {unmatched:Number} 条"))
def has_run(world: Registers, rows: int, matched: int, unmatched: int) -> None:
    run(world, rows=rows, matched=matched, unmatched=unmatched)


@when("办理交换时多带字段 monitored")
def has_run_with_more(world: Registers) -> None:
    run(world, fields=(*AGREED, "monitored"))


@when("办理交换时以文字代替摘要")
def has_run_without_digest(world: Registers) -> None:
    run(world, digest="名单")


@when("终止该项交换")
def has_ended(world: Registers) -> None:
    command = exchanges.EndExchange(exchange=world.case, ground="改由平台实时共享")
    world.act("数据交换管理人", lambda request: exchanges.end_exchange(world.book, command, request))


@then(says("方案要求的交换是{kinds:Text},都没有约定"))
def demanded(world: Registers, kinds: str) -> None:
    found = exchanges_due(world.book, world.place, world.today)
    assert [names.zh(each.kind) for each in found] == kinds.split("、")
    assert all(each.overdue and not each.exchange and each.authority for each in found)


@then(says("{kind:Exchange}的交换 {on:Day} 到期,{state:Overdue}"))
def is_due(world: Registers, kind: str, on: date, state: bool) -> None:
    found = standing(world, kind)
    assert (found.next_due, found.overdue) == (on, state)


@then(says("{place:Place}的{kind:Exchange}交换 {on:Day} 到期"))
def is_due_there(world: Registers, place: str, kind: str, on: date) -> None:
    assert standing(world, kind, PLACES[place]).next_due == on


@then(says("{kind:Exchange}的交换没有约定"))
def is_not_agreed_on(world: Registers, kind: str) -> None:
    found = standing(world, kind)
    assert (found.exchange, found.next_due, found.overdue) == ("", None, True)
