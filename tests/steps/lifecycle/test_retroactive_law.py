"""Retroactive law: what newly known rows touch, and how an adjustment becomes back-pay, recovery or nothing."""

from datetime import date
from typing import Any

import msgspec
import pytest
from pytest_bdd import scenarios, step, then

from domain import names
from domain.calendar import Month
from domain.money import yuan
from domain.statutes.book import Provision, StatuteBook
from domain.statutes.loader import load_statutes
from ledger import law
from ledger.audit.law_changes import published_since, touched
from ledger.audit.law_changes_beside import touched_beside
from ledger.audit.verify import verify
from ledger.commands import adjustments
from ledger.commands.load import load_adjustments, load_case
from ledger.commands.open_adjustments import Openings, open_adjustments
from ledger.law import calculate, statutes_of
from ledger.views import queries
from tests.steps.lifecycle import acts, beside_steps, levy_steps, money
from tests.steps.lifecycle.beside_steps import Findings
from tests.steps.lifecycle.cast import person, plain
from tests.steps.lifecycle.tables import fen
from tests.steps.lifecycle.test_cross_use import cell
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

globals().update(levy_steps.STEPS | beside_steps.STEPS)
scenarios("lifecycle/retroactive_law.feature", "lifecycle/retroactive_law_beside.feature")


@pytest.fixture
def findings() -> Findings:
    """What this scenario has found so far."""
    return Findings()


def adjustment_of(world: World) -> str:
    """The last adjustment of the case in hand."""
    return load_adjustments(world.book, world.case)[0][-1].id


def publish(world: World, patch: pytest.MonkeyPatch, row: Provision, *, instead: str = "") -> None:
    """Add a row to the statute book that is in use, in place of those of a key if told."""
    kept = (known for known in statutes_of(world.book).provisions if known.key != instead)
    changed = StatuteBook((*kept, row))
    patch.setattr(law, "load_statutes", lambda *, demo: changed)


# --- applying ---


@step(says("{name:Applicant}申请 {month:Month} 的就业见习补贴,见习人员 {count:Number} 人"))
def applies_for_interns(world: World, name: str, month: Month, count: int) -> None:
    interns = [
        {
            "person": f"p_intern_{number}",
            "left_school_on": "2023-06-30",
            "age": 22,
            "unemployed_before": True,
            "months": [plain(month)],
        }
        for number in range(count)
    ]
    world.applies(name, "internship_subsidy", {"interns": interns})


@step(says("{count:Number} 名申请人各获一次性创业补贴 {amount:Yuan} 元,并已结清"))
def many_were_granted(world: World, count: int, amount: int) -> None:
    for number in range(count):
        name = f"龙岗申请人{number}"
        world.people[name] = person(name, f"197{number}0101", 5)
        world.applies_for_startup_grant(name)
        acts.advance(world, "审批")
        assert yuan(world.state.amount) == yuan(amount)
        money.instruct(world, "财务支付人", 1)
        money.settle(world, f"L-{number}", amount)


# --- the law ---


@step(says("{since:Day} 起规定追回多付的补贴"))
def overpayments_are_recovered(world: World, since: date, monkeypatch: pytest.MonkeyPatch) -> None:
    like = load_statutes(demo=True).at("general", "overpayment_recovered", since, world.place, since)
    row = msgspec.structs.replace(like, place=world.place, value=True, valid_from=since, published_on=since)
    publish(world, monkeypatch, row)


@step(says("{published_on:Day} 公布新上限,场地租赁补贴第一年自 {valid_from:Day} 起每月 {amount:Yuan} 元"))
def a_new_cap(
    world: World,
    published_on: date,
    valid_from: date,
    amount: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    like = load_statutes(demo=True).at("lease_subsidy", "monthly_cap.year_1", valid_from, world.place, published_on)
    dates = {"valid_from": valid_from, "published_on": published_on}
    publish(world, monkeypatch, msgspec.structs.replace(like, value=yuan(amount), **dates))


@step(says("查询 {since:Day} 以来公布的规定影响的决定"))
def asks_for_changes(world: World, since: date, findings: Findings) -> None:
    rows = published_since(statutes_of(world.book), since, world.today)
    findings.touched = touched(world.book, rows, world.today)
    findings.beside = touched_beside(world.book, rows, world.today)


@step(says("{who:Who}对 {since:Day} 以来公布的规定立案"))
def opens_all(world: World, who: str, since: date, findings: Findings) -> None:
    asks_for_changes(world, since, findings)
    found, beside = findings.touched, findings.beside
    answer = world.does(who, lambda request: open_adjustments(world.book, found, request, beside))
    findings.openings = answer or Openings(opened=(), skipped={})


@step(says("今天公布自 {day:Day} 起「{one:Text}」与「{other:Text}」就高补差"))
def only_the_higher_is_due(world: World, day: date, one: str, other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row = cell(world, day, one, other, "max", 0)
    publish(world, monkeypatch, row, instead=row.key)


# --- what officers do ---


@step(says("{who:Who}对该案立案"))
def opens(world: World, who: str) -> None:
    command = adjustments.Open(case=world.case)
    world.does(who, lambda request: adjustments.open_(world.book, command, request))


@step(says("{who:Who}批准调整"))
def approves(world: World, who: str) -> None:
    command = adjustments.Approve(adjustment=adjustment_of(world))
    world.does(who, lambda request: adjustments.approve(world.book, command, request))


@step(says("{who:Who}以「{ground:Text}」为由不予调整"))
def dismisses(world: World, who: str, ground: str) -> None:
    command = adjustments.Dismiss(adjustment=adjustment_of(world), ground=ground)
    world.does(who, lambda request: adjustments.dismiss(world.book, command, request))


@step(says("{who:Who}支付补发"))
def pays(world: World, who: str) -> None:
    command = adjustments.OnAdjustment(adjustment=adjustment_of(world))
    receipt = world.does(who, lambda request: adjustments.pay(world.book, command, request))
    if receipt is not None:
        world.payment = receipt.subject


@step(says("{who:Who}追回多付"))
def recovers(world: World, who: str, findings: Findings) -> None:
    command = adjustments.OnAdjustment(adjustment=adjustment_of(world))
    receipt = world.does(who, lambda request: adjustments.recover(world.book, command, request))
    findings.outcome = receipt.outcome if receipt else {}


@step("另一案的补发经立案、批准")
def the_other_case_is_adjusted(world: World) -> None:
    """Then the case in hand is in hand again."""
    in_hand, world.case = world.case, world.first_case
    opens(world, "初审人")
    approves(world, "审批人")
    world.case = in_hand


@step("全部调整经批准、支付并结清")
def everything_is_settled(world: World) -> None:
    for number, row in enumerate(queries.adjustments(world.book)):
        world.case = row.case
        approves(world, "审批人")
        pays(world, "财务支付人")
        money.settle(world, f"B-{number}", row.difference)


# --- what was found ---


@then(says("受影响的决定为 {count:Number} 件"))
def so_many_are_touched(findings: Findings, count: int) -> None:
    assert len(findings.touched) == count
    assert [case.problem for case in findings.touched if case.problem] == []


@then(says("核定 {before:Yuan} 元,应得 {after:Yuan} 元,差额 {difference:Yuan} 元"))
def amounts_are(findings: Findings, before: int, after: int, difference: int) -> None:
    (case,) = findings.touched
    assert (case.before, case.after, case.difference) == (before, after, difference)


@then(says("所依据的规定是「{key:Text}」「{value:Text}」「{authority:Text}」"))
def the_cause_is(findings: Findings, key: str, value: str, authority: str) -> None:
    (case,) = findings.touched
    assert [(cause.key, cause.value, cause.authority) for cause in case.causes] == [(key, value, authority)]


@then("涉及的支付是该笔支付")
def the_payment_is_named(world: World, findings: Findings) -> None:
    assert findings.touched[0].payments == (world.payment,)


@then(says("差额合计 {amount:Yuan} 元"))
def the_differences_make(findings: Findings, amount: int) -> None:
    assert yuan(sum(case.difference for case in findings.touched)) == yuan(amount)


@then(says("立案 {count:Number} 件"))
def so_many_are_opened(findings: Findings, count: int) -> None:
    assert len(findings.openings.opened) == count


@then(says("未立案的理由是「{reason:Words}」"))
def not_opened_because(findings: Findings, reason: str) -> None:
    (said,) = findings.openings.skipped.values()
    assert reason in said


@then(says("调整状态为「{status:Text}」"))
def the_adjustment_is(world: World, status: str) -> None:
    assert names.zh(queries.adjustment(world.book, adjustment_of(world)).status) == status


@then(says("停发 {withheld:Yuan} 元,追回 {recovered:Yuan} 元"))
def so_much_comes_back(findings: Findings, withheld: int, recovered: int) -> None:
    assert findings.outcome == {"withheld": yuan(withheld), "recovered": yuan(recovered)}


@then(says("实付合计 {amount:Words} 元"))
def paid_in_all(world: World, amount: str) -> None:
    assert sum(row.paid for row in queries.cases(world.book)) == fen(amount)


@then("每案实付等于按现在已知的规定应得的数额")
def everybody_has_what_is_due(world: World) -> None:
    for row in queries.cases(world.book):
        state, _ = load_case(world.book, row.id)
        assert row.paid == calculate(world.book, state, world.today).amount


@then("账本核验通过")
def the_book_verifies(world: World) -> None:
    failed: list[Any] = [check for check in verify(world.book, vault=world.vault).checks if not check.ok]
    assert failed == []
