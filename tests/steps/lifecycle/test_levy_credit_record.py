"""The credit record of who refuses or underpays the levy, and the commendation of public bodies."""

from datetime import date
from typing import Any

import msgspec
from pytest_bdd import given, scenarios, step, then

from domain.levy.credit import stream_of
from domain.levy.facts import EmployerKind
from domain.names import zh
from ledger.commands import credits
from ledger.views import levy_queries
from ledger.views.credits import CreditRow
from tests.steps.lifecycle import levy_steps, levying
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

globals().update(levy_steps.STEPS)
scenarios("levy/credit_record.feature")

KINDS = {
    "机关": EmployerKind.STATE_ORGAN,
    "事业单位": EmployerKind.PUBLIC_INSTITUTION,
    "企业": EmployerKind.ENTERPRISE,
}


def record_of(world: World) -> str:
    """The credit record that belongs to the levy in hand."""
    state = levying.levy_of(world)
    return stream_of(state.uscc, state.year)


def act(world: World, who: str, verb: Any, command: Any) -> None:
    """Let somebody do something with the record."""
    world.does(who, lambda request: verb(world.book, command, request))


@given(says("{kind:Text}用人单位甲 {year:Number} 年度残保金已核定," + levy_steps.NOBODY_PLACED))
def a_kind_was_assessed(world: World, kind: str, year: int, staff: int, wages: int) -> None:
    known = msgspec.structs.replace(levying.facts(year, staff, wages), kind=KINDS[kind])
    levying.assess(world, levying.OFFICER, "用人单位甲", known)


@step(says("{who:Who}告知拟记入信用记录"))
def gives_notice(world: World, who: str) -> None:
    act(world, who, credits.notice, credits.Notice(levy=world.levy, document="告知书1号"))


@step(says("{who:Who}听取陈述申辩,理由不成立"))
def hears_and_dismisses(world: World, who: str) -> None:
    hear(world, who, upheld=False)


@step(says("{who:Who}听取陈述申辩,理由成立"))
def hears_and_upholds(world: World, who: str) -> None:
    hear(world, who, upheld=True)


def hear(world: World, who: str, *, upheld: bool) -> None:
    """The employer states its case."""
    command = credits.Hear(record=record_of(world), reference="申辩1号", finding="已核对缴款凭证", upheld=upheld)
    act(world, who, credits.hear, command)


@step(says("{who:Who}记入信用记录"))
def records(world: World, who: str) -> None:
    act(world, who, credits.record, credits.OnRecord(record=record_of(world), document="决定书1号"))


@step(says("{who:Who}修复信用"))
def mends(world: World, who: str) -> None:
    act(world, who, credits.correct, credits.OnRecord(record=record_of(world), document="修复决定1号"))


@step(says("{who:Who}撤销失信记录"))
def takes_back(world: World, who: str) -> None:
    command = credits.TakeBack(record=record_of(world), ground="复议认定已缴", document="撤销决定1号")
    act(world, who, credits.take_back, command)


def row_of(world: World) -> CreditRow:
    """The only record of the book."""
    (row,) = levy_queries.credit_records(world.book)
    return row


@then(says("失信情形为「{conduct:Text}」,状态为「{status:Text}」,可申辩至 {until:Day}"))
def record_is(world: World, conduct: str, status: str, until: date) -> None:
    row = row_of(world)
    assert (zh(row.conduct), zh(row.status), row.statement_until) == (conduct, status, until)


@then("该单位不能参评先进")
def not_commendable(world: World) -> None:
    decision = levy_queries.commendable(world.book, world.levy, world.today)
    (reason,) = decision.reasons
    assert "山西省促进残疾人就业三年行动方案" in reason.authority
    assert "主要负责人不能参评先进个人" in reason.zh


@then("该单位可以参评先进")
def is_commendable(world: World) -> None:
    assert levy_queries.commendable(world.book, world.levy, world.today).granted
