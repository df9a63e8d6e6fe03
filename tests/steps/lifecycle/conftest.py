"""Steps that the lifecycle features share: day, book, budget, a case's way, what was refused and what is left."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytest_bdd import step, then

from domain import names
from domain.application.state import Status
from domain.calendar import Month
from domain.fund import Line
from domain.money import yuan
from ledger import chart, law
from ledger.commands import endings
from ledger.commands.load import load_payment, load_recovery
from ledger.guards import account_key
from ledger.journal import commodity
from tests.steps.lifecycle import acts, money
from tests.steps.lifecycle.cast import FUNDS, PLACES, PROGRAMME_CODES, book_with, reward_facts
from tests.steps.lifecycle.tables import Table, stated, summed
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

STATUSES = {names.zh(status): status for status in Status}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """The scenario's world; at its end the whole book is checked."""
    here = World(tmp_path)
    yield here
    here.closes()


# --- the day and the book ---


@step(says("今天是 {day:Day}"))
def today_is(world: World, day: date) -> None:
    world.day(day)


@step(says("{place:Place}有一本演示账套"))
def there_is_a_book(world: World, place: str) -> None:
    world.open(PLACES[place])


# --- budget ---


@step(says("{name:Fund} {year:Number} 年度批复预算 {amount:Yuan} 元"))
def budget_is_appropriated(world: World, name: str, year: int, amount: int) -> None:
    money.appropriate(world, name, year, amount)


@step(says("{name:Fund} {year:Number} 年度向{target:Text}下达 {amount:Yuan} 元"))
def budget_is_allotted(world: World, name: str, year: int, target: str, amount: int) -> None:
    money.allot(world, name, year, target, amount)


@step(says("{name:Fund} {year:Number} 年度从{target:Text}收回 {amount:Yuan} 元"))
def allotment_is_withdrawn(world: World, name: str, year: int, target: str, amount: int) -> None:
    money.withdraw_allotment(world, name, year, target, amount)


@step(says("{name:Fund} {year:Number} 年度结账,全部结转下年"))
def year_is_closed(world: World, name: str, year: int) -> None:
    money.close_year(world, name, year, None)


@step(says("{name:Fund} {year:Number} 年度结账,结转 {amount:Yuan} 元"))
def year_is_closed_in_part(world: World, name: str, year: int, amount: int) -> None:
    money.close_year(world, name, year, amount)


# --- the way of a case ---


@step(says("{name:Applicant}申请一次性创业补贴"))
def applies_for_a_startup_grant(world: World, name: str) -> None:
    world.applies_for_startup_grant(name)


@step(says("{name:Applicant}在{place:Place}申请一次性创业补贴"))
def applies_elsewhere(world: World, name: str, place: str) -> None:
    world.applies_for_startup_grant(name, place=PLACES[place])


@step(says("{name:Applicant}申请 {first:Month} 至 {last:Month} 的场地租赁补贴,每月租金 {rent:Yuan} 元"))
def applies_for_rent(world: World, name: str, first: Month, last: Month, rent: int) -> None:
    world.applies_for_lease_subsidy(name, first, last, rent)


@step(says("{name:Applicant}申请 {year:Number} 年度的超比例奖励,全年安排残疾人就业 {months:Number} 个人月"))
def applies_for_a_reward(world: World, name: str, year: int, months: int) -> None:
    world.applies(name, "over_quota_reward", reward_facts(year, months))


@step(says("{who:Who}登记{name:Applicant}的创业补贴申请,暂不提交"))
def drafts_only(world: World, who: str, name: str) -> None:
    world.applies_for_startup_grant(name, who=who, hand_in=False)


@step(says("该案已{act:Stage}"))
def the_case_has_passed(world: World, act: str) -> None:
    acts.advance(world, act)


@step(says("{who:Who}{act:Act}该案"))
def somebody_does(world: World, who: str, act: str) -> None:
    acts.do(world, who, act)


@step(says("{who:Who}{act:Act}该案,生效日为 {on:Day}"))
def somebody_does_with_value_date(world: World, who: str, act: str, on: date) -> None:
    acts.do(world, who, act, on=on)


@step(says("{who:Who}登记对该案的异议"))
def somebody_objects(world: World, who: str) -> None:
    acts.file_objection(world, who)


@step(says("{who:Who}认定第 {number:Number} 号异议不成立"))
def dismisses(world: World, who: str, number: int) -> None:
    acts.resolve_objection(world, who, number, upheld=False)


@step(says("{who:Who}认定第 {number:Number} 号异议成立"))
def upholds(world: World, who: str, number: int) -> None:
    acts.resolve_objection(world, who, number, upheld=True)


@step(says("{who:Who}登记对该案的复议申请"))
def appeals(world: World, who: str) -> None:
    acts.appeal(world, who)


@step(says("{who:Who}对该案作出{outcome:Outcome}的复议决定"))
def decides_the_appeal(world: World, who: str, outcome: str) -> None:
    acts.decide_appeal(world, who, world.case, outcome)


@step("该案公示期已满")
def the_notice_has_ended(world: World) -> None:
    acts.wait_for_the_notice(world)


@step(says("{who:Who}以「{text:Text}」为由不予批准该案"))
def somebody_rejects(world: World, who: str, text: str) -> None:
    world.does(who, lambda request: endings.reject(world.book, acts.rejection(world.case, text), request))


@step(says("{who:Who}下达第 {tranche:Number} 期支付指令"))
def somebody_instructs(world: World, who: str, tranche: int) -> None:
    money.instruct(world, who, tranche)


@step(says("{who:Who}下达第 {tranche:Number} 期支付指令,金额 {amount:Yuan} 元"))
def somebody_instructs_an_amount(world: World, who: str, tranche: int, amount: int) -> None:
    money.instruct(world, who, tranche, amount)


@step(says("凭流水「{reference:Text}」结清该笔支付,流水金额 {amount:Yuan} 元"))
def the_payment_is_settled(world: World, reference: str, amount: int) -> None:
    money.settle(world, reference, amount)


@step("银行退汇,款项没有出账")
def the_bank_could_not_pay(world: World) -> None:
    money.give_back(world)


@step(says("凭流水「{reference:Text}」登记退汇,流水金额 {amount:Yuan} 元"))
def the_bank_gave_it_back(world: World, reference: str, amount: int) -> None:
    money.give_back(world, reference, amount)


@step(says("{who:Who}重新支付该笔支付"))
def somebody_reissues(world: World, who: str) -> None:
    money.reissue(world, who)


@step(says("{who:Who}撤销该笔支付"))
def somebody_cancels(world: World, who: str) -> None:
    money.cancel(world, who)


@step(says("{published_on:Day} 公布新标准,创业补贴自 {valid_from:Day} 起为 {amount:Yuan} 元"))
def a_new_standard(
    world: World, published_on: date, valid_from: date, amount: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The statute book in use with one more row, as if a document had come out that day."""
    known = law.statutes_of(world.book)
    changed = book_with(known, "startup_grant", "amount.single", world.place, valid_from, published_on, amount)
    monkeypatch.setattr(law, "load_statutes", lambda *, demo: changed)


# --- what must come back ---


@step(says("{who:Who}决定追回 {amount:Yuan} 元"))
def determines(world: World, who: str, amount: int) -> None:
    money.determine(world, who, amount)


@step(says("凭流水「{reference:Text}」收回 {amount:Yuan} 元"))
def receives(world: World, reference: str, amount: int) -> None:
    money.receive(world, reference, amount)


@then(says("尚未收回的是 {amount:Yuan} 元"))
def outstanding_is(world: World, amount: int) -> None:
    assert yuan(load_recovery(world.book, world.recovery)[0].outstanding) == yuan(amount)


# --- what was refused ---


@then(says("被拒绝,理由是「{reason:Words}」"))
def it_is_refused(world: World, reason: str) -> None:
    """The reason stands in the Chinese sentence; the English one is there too."""
    refusal = world.refusal
    assert refusal is not None, "nothing was refused"
    assert reason in refusal.zh
    assert re.search(r"[A-Za-z]{3}.*\.$", refusal.en)
    world.seen, world.refusal = refusal, None


@then(says("拒绝的依据是「{rule:Words}」"))
def the_refusal_rests_on(world: World, rule: str) -> None:
    assert rule in world.seen.rule


@then("账本没有变化")
def the_book_is_as_it_was(world: World) -> None:
    """The log is as long as it was, and no balance, claim or sealed detail has changed."""
    assert world.kept() == world.before


# --- how things stand ---


@then(says("该案状态为「{status:Text}」"))
def the_case_is(world: World, status: str) -> None:
    assert world.state.status is STATUSES[status]


@step(says("测算金额为 {amount:Yuan} 元"))
def the_amount_is(world: World, amount: int) -> None:
    assert yuan(world.state.amount) == yuan(amount)


@then(says("下一环节是「{act:Stage}」"))
def the_next_stage_is(world: World, act: str) -> None:
    assert world.state.next_stage == acts.STAGES[act]


@then(says("该笔支付状态为「{status:Text}」"))
def the_payment_is(world: World, status: str) -> None:
    assert names.zh(load_payment(world.book, world.payment)[0].status) == status


@then(says("{year:Number} 年度应缴财政款为 {amount:Yuan} 元"))
def due_to_treasury_is(world: World, year: int, amount: int) -> None:
    assert yuan(-world.finances().get((str(year), chart.DUE_TO_TREASURY.code), 0)) == yuan(amount)


@step("预算科目余额为")
def budget_accounts_hold(world: World, datatable: Table) -> None:
    """All budget accounts that hold anything, by year where the table has years."""
    assert summed(world.budget(), datatable) == stated(datatable)


@then("财务科目余额为")
def financial_accounts_hold(world: World, datatable: Table) -> None:
    """All financial accounts that hold anything, with the side on which they stand."""
    assert summed(world.finances(), datatable) == stated(datatable)


@then(says("{name:Fund} {year:Number} 年度{place:Place}的{programme:Text}可用额度为 {amount:Yuan} 元"))
def the_line_has(world: World, name: str, year: int, place: str, programme: str, amount: int) -> None:
    line = Line(fund=FUNDS[name], year=year, programme=PROGRAMME_CODES[programme], place=PLACES[place])
    key = account_key(chart.ALLOTTED, commodity(line.fund, line.year, chart.ALLOTTED), line.key)
    assert yuan(world.book.balance(key)) == yuan(amount)
