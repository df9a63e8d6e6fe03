"""Alerts, investigations and suppressions: what a check says is looked into, heard, and confirmed by another person."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Literal

import msgspec
import pytest
from pytest_bdd import scenarios, step, then, when

from domain import names
from domain.alert import Finding
from domain.check_run import Mode
from domain.innocence import reasons
from domain.investigation.events import Measure
from ledger.commands import findings, investigations, suppressions
from ledger.commands.alerts import record_hits, version_of
from ledger.commands.base import Receipt, Request
from ledger.views import queries
from ledger.views.alerts import ALERTS, AlertRow
from ledger.views.asking import rows
from ledger.views.investigations import INVESTIGATIONS
from tests.integration.world_alerts import hit, ran
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("checks/investigations.feature")

FINDINGS: dict[str, Finding] = {
    "骗取": "fraud",
    "申领人差错": "claimant_error",
    "经办差错": "official_error",
}
LIFTABLE: tuple[Literal["hold", "suspend", "resume"], ...] = ("hold", "suspend", "resume")
CODES = {reason.zh: reason.code for reason in reasons().values()}


class Desk:
    """The investigation and the suppression in hand, and what the last run said."""

    def __init__(self) -> None:
        self.investigation = self.suppression = ""
        self.outcome: dict[str, str] = {}
        self.versions: dict[str, int] = {}


@pytest.fixture
def desk() -> Desk:
    """Nothing in hand yet."""
    return Desk()


def subject_of(world: World, name: str) -> str:
    return world.vault.party_id(world.people[name])


def alerts(world: World) -> list[AlertRow]:
    return rows(world.book, ALERTS, ("id",), {})


def does(
    world: World,
    who: str,
    verb: Callable[..., Receipt],
    command: object,
    *,
    also: Iterable[str] = (),
    kin: Iterable[str] = (),
) -> Receipt | None:
    """Let somebody do something, perhaps in further roles, or with an interest in some parties."""

    def act(request: Request) -> Receipt:
        actor = request.actor
        actor = msgspec.structs.replace(actor, roles=(*actor.roles, *also), kin=frozenset(kin))
        return verb(world.book, command, msgspec.structs.replace(request, actor=actor))

    return world.does(who, act)


def runs(world: World, desk: Desk, check: str, name: str, amount: int, mode: Mode = "review") -> None:
    desk.versions = {row.id: row.version for row in alerts(world)}
    found = hit(
        subject_of(world, name),
        check=check,
        subject_kind="employer",
        period="2023",
        place=world.place,
        mode=mode,
        amount=amount,
        cases=(world.case,),
    )

    def act(request: Request) -> Receipt:
        return record_hits(world.book, ran(version_of(found), place=world.place), [found], request)

    receipt = world.does("疑点分析员", act)
    desk.outcome = receipt.outcome if receipt else {}


@step(says("规则 {check:Text} 提示一个账户的疑点"))
def a_check_hits_an_account(world: World, check: str) -> None:
    found = hit("account:0000000000000001", check=check, subject_kind="account", period="", place=world.place)

    def act(request: Request) -> Receipt:
        return record_hits(world.book, ran(version_of(found), place=world.place), [found], request)

    world.does("疑点分析员", act)


def opens(world: World, desk: Desk, who: str, **other: Any) -> None:
    (row,) = alerts(world)
    command = investigations.Open(place=world.place, title="returned_wages", alerts=(row.id,))
    receipt = does(world, who, investigations.open_, command, **other)
    desk.investigation = receipt.subject if receipt else ""


# --- runs ---


@step(says("规则 {check:Text} 提示{name:Applicant}的疑点,涉及 {amount:Yuan} 元"))
def a_check_hits(world: World, desk: Desk, check: str, name: str, amount: int) -> None:
    runs(world, desk, check, name, amount)


@step(says("规则 {check:Text} 试运行,提示{name:Applicant}的疑点"))
def a_check_on_trial_hits(world: World, desk: Desk, check: str, name: str) -> None:
    runs(world, desk, check, name, 0, "shadow")


@then(says("有 {count:Number} 条疑点,状态为「{status:Text}」"))
def there_are_alerts(world: World, count: int, status: str) -> None:
    assert [names.zh(row.status) for row in alerts(world)] == [status] * count


@then("没有疑点")
def there_is_no_alert(world: World) -> None:
    assert alerts(world) == []


@then("该疑点没有新的记录")
def nothing_was_told_anew(world: World, desk: Desk) -> None:
    assert {row.id: row.version for row in alerts(world)} == desk.versions


@then(says("该疑点涉及 {amount:Yuan} 元"))
def so_much_is_at_risk(world: World, amount: int) -> None:
    assert [row.amount for row in alerts(world)] == [amount]


@then(says("本次运行搁置 {count:Number} 条"))
def so_many_were_suppressed(desk: Desk, count: int) -> None:
    assert desk.outcome == {"suppressed": str(count)}


# --- investigations ---


@step(says("{who:Who}开始核查该疑点"))
def somebody_opens(world: World, desk: Desk, who: str) -> None:
    opens(world, desk, who)


@when(says("与{name:Applicant}有利害关系的{who:Who}开始核查该疑点"))
def somebody_with_an_interest_opens(world: World, desk: Desk, name: str, who: str) -> None:
    opens(world, desk, who, kin=[subject_of(world, name)])


@step(says("{who:Who}并入该案"))
def somebody_adds_the_case(world: World, desk: Desk, who: str) -> None:
    does(world, who, investigations.add_case, investigations.AddCase(investigation=desk.investigation, case=world.case))


@step(says("{who:Who}以「{reason:Text}」排除该疑点"))
def somebody_clears(world: World, desk: Desk, who: str, reason: str) -> None:
    command = investigations.Clear(
        investigation=desk.investigation,
        alerts=tuple(row.id for row in alerts(world)),
        code=CODES[reason],
        note="已查阅名册",
    )
    does(world, who, investigations.clear, command)


@step(says("{who:Who}要求{name:Applicant}陈述"))
def somebody_asks(world: World, desk: Desk, who: str, name: str) -> None:
    command = investigations.Ask(
        investigation=desk.investigation,
        party=subject_of(world, name),
        questions=("工资为何转回单位账户",),
        document="长残联询〔2024〕1号",
    )
    does(world, who, investigations.ask, command)


@step(says("{who:Who}收到{name:Applicant}的陈述"))
def somebody_receives(world: World, desk: Desk, who: str, name: str) -> None:
    command = investigations.Answered(
        investigation=desk.investigation, party=subject_of(world, name), reference="笔录2024-1"
    )
    does(world, who, investigations.answer, command)


@step(says("{who:Who}记录{name:Applicant}逾期未陈述"))
def somebody_notes_silence(world: World, desk: Desk, who: str, name: str) -> None:
    command = investigations.Silent(investigation=desk.investigation, party=subject_of(world, name))
    does(world, who, investigations.no_statement, command)


@step(says("兼任分析的{who:Who}收到{name:Applicant}的补充陈述"))
def a_reviewer_receives(world: World, desk: Desk, who: str, name: str) -> None:
    command = investigations.Answered(
        investigation=desk.investigation, party=subject_of(world, name), reference="笔录2024-2"
    )
    does(world, who, investigations.answer, command, also=["fraud_analyst"])


@step(says("{who:Who}指定{analyst:Who}承办该核查"))
def somebody_assigns(world: World, desk: Desk, who: str, analyst: str) -> None:
    command = investigations.Assign(investigation=desk.investigation, analyst=world.actor(analyst, world.place).id)
    does(world, who, investigations.assign, command)


def proposes(
    world: World, desk: Desk, who: str, finding: str, measure: Measure, cases: tuple[str, ...] | None = None
) -> None:
    command = findings.Propose(
        investigation=desk.investigation,
        alerts=tuple(row.id for row in alerts(world)),
        finding=FINDINGS[finding],
        amount=1_260_000,
        measures=(measure,),
        cases=(world.case,) if cases is None else cases,
        reasons="工资按月转回单位负责人账户",
    )
    does(world, who, findings.propose, command)


@step(says("{who:Who}提出「{finding:Text}」的结论,建议暂停"))
def somebody_proposes_to_suspend(world: World, desk: Desk, who: str, finding: str) -> None:
    proposes(world, desk, who, finding, "suspend")


@step(says("{who:Who}提出「{finding:Text}」的结论,建议暂缓支付"))
def somebody_proposes_to_hold(world: World, desk: Desk, who: str, finding: str) -> None:
    proposes(world, desk, who, finding, "hold")


@when(says("{who:Who}提出「{finding:Text}」的结论,建议暂缓支付,没有列出案件"))
def somebody_proposes_to_hold_nothing(world: World, desk: Desk, who: str, finding: str) -> None:
    proposes(world, desk, who, finding, "hold", ())


def confirms(world: World, desk: Desk, who: str, number: int, also: Iterable[str] = ()) -> None:
    command = findings.Confirm(investigation=desk.investigation, number=number)
    does(world, who, findings.confirm, command, also=also)


@step(says("{who:Who}认定第 {number:Number} 号结论"))
def somebody_confirms(world: World, desk: Desk, who: str, number: int) -> None:
    confirms(world, desk, who, number)


@when(says("兼任复核的{who:Who}认定第 {number:Number} 号结论"))
def the_same_person_confirms(world: World, desk: Desk, who: str, number: int) -> None:
    confirms(world, desk, who, number, ["fraud_reviewer"])


@when(says("{who:Who}不认定第 {number:Number} 号结论"))
def somebody_does_not_confirm(world: World, desk: Desk, who: str, number: int) -> None:
    command = findings.RejectFinding(investigation=desk.investigation, number=number, ground="证据不足")
    does(world, who, findings.reject, command)


@then("该核查已办结")
def the_investigation_is_closed(world: World, desk: Desk) -> None:
    (row,) = rows(world.book, INVESTIGATIONS, ("id",), {"id": desk.investigation})
    assert (names.zh(row.status), row.left, row.confirmed) == ("已办结", 0, 1)


# --- measures and appeals ---


@step(says("{who:Who}依该核查暂停该案"))
def somebody_carries_out(world: World, desk: Desk, who: str) -> None:
    command = findings.CarryOut(investigation=desk.investigation, measure="suspend", case=world.case)
    does(world, who, findings.carry_out, command)


@step(says("{who:Who}解除第 {number:Number} 号结论责成的{measure:Text}"))
def somebody_lifts(world: World, desk: Desk, who: str, number: int, measure: str) -> None:
    command = findings.LiftMeasure(
        investigation=desk.investigation,
        number=number,
        measure=next(each for each in LIFTABLE if names.zh(each) == measure),
        case=world.case,
        ground="已退回",
    )
    does(world, who, findings.lift, command)


@then(says("该核查责成「{measure:Text}」"))
def it_is_ordered(world: World, desk: Desk, measure: str) -> None:
    (row,) = rows(world.book, INVESTIGATIONS, ("id",), {"id": desk.investigation})
    assert [names.zh(order.split(":")[1]) for order in row.orders] == [measure]


@then("该核查没有责成待办的事项")
def nothing_is_ordered(world: World, desk: Desk) -> None:
    (row,) = rows(world.book, INVESTIGATIONS, ("id",), {"id": desk.investigation})
    assert row.orders == ()


@then(says("第 {tranche:Number} 期正在暂缓"))
def the_tranche_is_held(world: World, tranche: int) -> None:
    (row,) = queries.holds(world.book, case=world.case)
    assert (row.tranche, row.status, row.until >= world.today) == (tranche, "hold_active", True)


@then("该案没有暂停")
def the_case_goes_on(world: World) -> None:
    assert not world.state.suspended


@then("该案已经暂停")
def the_case_is_suspended(world: World, desk: Desk) -> None:
    assert world.state.suspended
    assert world.book.events(world.case)[-1].meta.causation == desk.investigation


def revokes(world: World, desk: Desk, who: str, number: int, reason: str, also: Iterable[str] = ()) -> None:
    command = findings.DecideFindingAppeal(
        investigation=desk.investigation, number=number, outcome="revoked", reference="申诉1号", code=CODES[reason]
    )
    does(world, who, findings.decide_appeal, command, also=also)


@step(says("{who:Who}撤销第 {number:Number} 号结论,理由是「{reason:Text}」"))
def somebody_revokes(world: World, desk: Desk, who: str, number: int, reason: str) -> None:
    revokes(world, desk, who, number, reason)


@when(says("兼任复议的{who:Who}撤销第 {number:Number} 号结论,理由是「{reason:Text}」"))
def the_same_person_revokes(world: World, desk: Desk, who: str, number: int, reason: str) -> None:
    revokes(world, desk, who, number, reason, ["appeal_officer"])


# --- suppressions ---


def asks_to_suppress(world: World, desk: Desk, who: str, name: str, check: str, until: date) -> None:
    command = suppressions.RequestSuppression(
        check=check,
        subject_kind="employer",
        subject=subject_of(world, name),
        place=world.place,
        until=until,
        code="sheltered_wage",
        note="庇护工场,统一工资",
    )
    receipt = does(world, who, suppressions.request_suppression, command)
    desk.suppression = receipt.subject if receipt else ""


@step(says("{who:Who}申请搁置{name:Applicant}的疑点 {check:Text},至 {until:Day}"))
def somebody_asks_to_suppress(world: World, desk: Desk, who: str, name: str, check: str, until: date) -> None:
    asks_to_suppress(world, desk, who, name, check, until)


@step(says("{who:Who}申请搁置{name:Applicant}的全部疑点,至 {until:Day}"))
def somebody_asks_to_suppress_all(world: World, desk: Desk, who: str, name: str, until: date) -> None:
    asks_to_suppress(world, desk, who, name, "", until)


@step(says("{who:Who}同意搁置"))
def somebody_grants(world: World, desk: Desk, who: str) -> None:
    does(world, who, suppressions.grant, suppressions.OnSuppression(suppression=desk.suppression))


@when(says("兼任复核的{who:Who}同意搁置"))
def the_same_person_grants(world: World, desk: Desk, who: str) -> None:
    command = suppressions.OnSuppression(suppression=desk.suppression)
    does(world, who, suppressions.grant, command, also=["fraud_reviewer"])


@when(says("{who:Who}提前结束搁置"))
def somebody_ends(world: World, desk: Desk, who: str) -> None:
    command = suppressions.OnSuppression(suppression=desk.suppression, ground="名册已更正")
    does(world, who, suppressions.end, command)


@then(says("该疑点搁置至 {until:Day}"))
def the_alert_is_put_aside(world: World, until: date) -> None:
    assert [row.suppressed_until for row in alerts(world)] == [until]


@then("该疑点不再搁置")
def the_alert_is_open_again(world: World) -> None:
    (row,) = alerts(world)
    assert row.suppressed_until is not None
    assert row.suppressed_until < world.today
