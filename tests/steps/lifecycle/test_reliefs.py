"""Reliefs: two people, claims that others see, refusals with their reasons, renewals and endings."""

from collections.abc import Callable
from datetime import date
from typing import Any

from pytest_bdd import scenarios, step, then

from domain import names
from domain.calendar import Month, month_range
from domain.money import yuan
from domain.relief.events import Cause, Ended, Refused
from domain.working import Reason
from ledger.commands import reliefs
from ledger.commands.base import Receipt, Request
from ledger.commands.load import load_relief
from ledger.views import relief_queries
from tests.steps.lifecycle.acts import OUTCOMES
from tests.steps.lifecycle.cast import plain
from tests.steps.lifecycle.relieving import asks, vat
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/reliefs.feature", "lifecycle/relief_choices.feature")

FEES = {"摊位费": "stall_fee", "场地租金": "premises_lease"}
POLICIES = {"残疾人就业": "pwd_employment", "重点群体": "key_groups"}
CAUSES: dict[str, Cause] = {
    "就业中断": "interrupted",
    "不再符合条件": "condition_lost",
    "期限届满": "expired",
    "本人放弃": "given_up",
}


def stall(first: Month, last: Month, amount: int, fee: str = "stall_fee", **changed: Any) -> dict[str, Any]:
    """A new kiosk that somebody runs, with one fee (fen) for each month."""
    charges = [{"month": plain(each), "fee": fee, "charged": amount} for each in month_range(first, last)]
    return {
        "site": "newspaper_kiosk",
        "newly_built": True,
        "run_by_government": False,
        "first_month": plain(Month(2024, 1)),
        "certificate_valid": True,
        "operates_in_person": True,
        "charges": charges,
    } | changed


def income(first: date, month: Month) -> dict[str, Any]:
    """Somebody of a dibao household who has worked since the day, and earns 2,300 yuan in the month."""
    return {
        "in_dibao_household": True,
        "certificate_valid": True,
        "employments": [{"begins_on": first.isoformat()}],
        "months": [{"month": plain(month), "income": 230000}],
    }


def tobacco(on: date) -> dict[str, Any]:
    """A site that is far enough from the next one."""
    return {
        "applied_on": on.isoformat(),
        "certificate_valid": True,
        "local_hukou": True,
        "on_dibao": True,
        "categories": ["physical"],
        "runs_it_in_person": True,
        "other_layout_rules_met": True,
        "distance": 100,
        "ordinary_spacing": 50,
        "outlets_in_zone": 1,
        "ordinary_number": 10,
    }


def on_relief(world: World, who: str, verb: Callable[[str, Request], Receipt]) -> None:
    world.does(who, lambda request: verb(world.case, request))


@step(says("{who:Who}为{name:Applicant}提出 {first:Month} 至 {last:Month} 的{fee:Text}减免,每月 {amount:Yuan} 元"))
def asks_for_stall_fees(world: World, who: str, name: str, first: Month, last: Month, fee: str, amount: int) -> None:
    asks(world, who, name, stall(first, last, amount, FEES[fee]))


@step(says("{who:Who}为{name:Applicant}提出转租摊位的减免"))
def asks_for_a_sublet_stall(world: World, who: str, name: str) -> None:
    asks(world, who, name, stall(Month(2024, 3), Month(2024, 5), 60000, operates_in_person=False))


@step(says("{who:Who}提出该项减免续期 {first:Month} 至 {last:Month},每月 {amount:Yuan} 元"))
def asks_for_renewal(world: World, who: str, first: Month, last: Month, amount: int) -> None:
    asks(world, who, world.applicant, stall(first, last, amount), renews=world.case)


@step(says("{who:Who}为{name:Applicant}登记选定「{policy:Text}」,选定日 {on:Day}"))
def chooses(world: World, who: str, name: str, policy: str, on: date) -> None:
    asks(world, who, name, vat(on, policy=POLICIES[policy]), relief="vat_refund")


@step(says("{who:Who}为{name:Applicant}申请 {month:Month} 的增值税退税,选定日 {on:Day}"))
def asks_for_vat(world: World, who: str, name: str, month: Month, on: date) -> None:
    asks(world, who, name, vat(on, month), relief="vat_refund")


@step(says("{who:Who}续期{name:Applicant}已批准的 {month:Month} 的增值税退税,选定日 {on:Day}"))
def renews_granted_vat(world: World, who: str, name: str, month: Month, on: date) -> None:
    party = world.vault.party_id(world.people[name])
    (first,) = relief_queries.reliefs(world.book, beneficiary=party, status="relief_granted")
    asks(world, who, name, vat(on, month), relief="vat_refund", renews=first.id)


@step(says("{who:Who}续期 {month:Month} 的增值税退税,选定日 {on:Day}"))
def renews_vat(world: World, who: str, month: Month, on: date) -> None:
    asks(world, who, world.applicant, vat(on, month), relief="vat_refund", renews=world.case)


@step(says("{who:Who}为{name:Applicant}提出 {month:Month} 的收入不计入,首次就业 {first:Day}"))
def asks_for_disregard(world: World, who: str, name: str, month: Month, first: date) -> None:
    asks(world, who, name, income(first, month), relief="income_disregard")


@step(says("{who:Who}续期 {month:Month} 的收入不计入,首次就业 {first:Day}"))
def renews_disregard(world: World, who: str, month: Month, first: date) -> None:
    asks(world, who, world.applicant, income(first, month), relief="income_disregard", renews=world.case)


@step(says("{who:Who}为{name:Applicant}提出烟草专卖零售许可放宽"))
def asks_for_tobacco(world: World, who: str, name: str) -> None:
    asks(world, who, name, tobacco(world.today), relief="tobacco_licence_relaxation")


@step(says("{who:Who}自 {on:Day} 起终止{name:Applicant}的许可,原因是「{cause:Text}」"))
def ends_somebodys(world: World, who: str, on: date, name: str, cause: str) -> None:
    world.case = world.cases[name]
    ends(world, who, on, cause)


@then(says("计入的烟草制品零售点为 {counted:Number} 个,目标 {target:Number} 个"))
def outlets_are(world: World, counted: int, target: int) -> None:
    found = relief_queries.tobacco_outlets(world.book, world.place, world.today)
    assert (found.counted, found.target.count) == (counted, target)


@step(says("{who:Who}决定该项减免"))
def decides(world: World, who: str) -> None:
    on_relief(world, who, lambda id, request: reliefs.decide(world.book, reliefs.OnRelief(relief=id), request))


@step(says("{who:Who}以「{text:Text}」为由不予减免"))
def refuses(world: World, who: str, text: str) -> None:
    reason = Reason(code="found_by_officer", zh=text, en="found by the officer", authority="二(二)")
    command = reliefs.RefuseRelief(relief=world.case, reasons=(reason,))
    world.does(who, lambda request: reliefs.refuse(world.book, command, request))


@step(says("{who:Who}自 {on:Day} 起终止该项减免,原因是「{cause:Text}」"))
def ends(world: World, who: str, on: date, cause: str) -> None:
    command = reliefs.EndRelief(
        relief=world.case, cause=CAUSES[cause], ground="核查发现", clause="摊位费、租赁费减免第一条", ends_on=on
    )
    world.does(who, lambda request: reliefs.end(world.book, command, request))


@step(says("{who:Who}登记对该项减免的复议申请"))
def asks_for_review(world: World, who: str) -> None:
    command = reliefs.RequestReview(relief=world.case, reference="复议申请1号")
    world.does(who, lambda request: reliefs.request_review(world.book, command, request))


@step(says("{who:Who}对该项减免作出{outcome:Outcome}的复议决定"))
def decides_review(world: World, who: str, outcome: str) -> None:
    command = reliefs.DecideReview(relief=world.case, outcome=OUTCOMES[outcome], finding="已查明")
    world.does(who, lambda request: reliefs.decide_review(world.book, command, request))


@then(says("该项减免状态为「{status:Text}」,金额 {amount:Yuan} 元"))
def the_relief_is(world: World, status: str, amount: int) -> None:
    state, _ = load_relief(world.book, world.case)
    assert (names.zh(state.status.value), yuan(state.amount)) == (status, yuan(amount))


@then("账上没有收支")
def nothing_is_posted(world: World) -> None:
    assert (world.budget(), world.finances()) == ({}, {})


@then(says("不予减免的理由是「{text:Text}」"))
def reasons_are(world: World, text: str) -> None:
    (refused,) = [each.event for each in world.book.events(world.case) if isinstance(each.event, Refused)]
    assert [reason.zh for reason in refused.reasons] == [text]
    assert all(reason.authority for reason in refused.reasons)


@then(says("可以在 {day:Day} 前申请行政复议"))
def review_is_possible(world: World, day: date) -> None:
    last = world.book.events(world.case)[-1].event
    assert isinstance(last, Refused | Ended)
    assert last.review_until == day
