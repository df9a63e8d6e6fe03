"""Steps on what a change of law does to reliefs and levies, and what was found by asking."""

from datetime import date

from pytest_bdd import given, step, then
from pytest_bdd.steps import StepNamePrefix

from domain.calendar import Month
from domain.names import zh
from ledger.audit.law_changes import Touched, published_since
from ledger.audit.law_changes_beside import TouchedBeside, touched_beside
from ledger.commands import reliefs
from ledger.commands.load import load_relief
from ledger.commands.open_adjustments import Openings
from ledger.law import statutes_of
from tests.steps.lifecycle.cast import PLACES
from tests.steps.lifecycle.relieving import asks, vat
from tests.steps.lifecycle.tables import fen
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World


class Findings:
    """What was asked about the law, and what came of it."""

    def __init__(self) -> None:
        self.touched: tuple[Touched, ...] = ()
        self.beside: tuple[TouchedBeside, ...] = ()
        self.openings = Openings(opened=(), skipped={})
        self.outcome: dict[str, str] = {}


# --- a VAT refund ---


@given(says("{name:Applicant} {month:Month} 的增值税退税已批准,残疾人 10 人,选定日 {on:Day}"))
def _was_refunded(world: World, name: str, month: Month, on: date) -> None:
    asks(world, "初审人", name, vat(on, month), relief="vat_refund")
    world.relief = world.case
    _grants(world, "审批人")


@step(says("{who:Who}批准该项退税"))
def _grants(world: World, who: str) -> None:
    command = reliefs.OnRelief(relief=world.relief)
    world.does(who, lambda request: reliefs.decide(world.book, command, request))


@step(says("{who:Who}终止该项退税,最后一日为 {ends_on:Day}"))
def _ends(world: World, who: str, ends_on: date) -> None:
    command = reliefs.EndRelief(
        relief=world.relief, cause="given_up", ground="限额改变", clause="依新公布的最低工资标准", ends_on=ends_on
    )
    world.does(who, lambda request: reliefs.end(world.book, command, request))


@step(says("{who:Who}续期 {month:Month} 的退税,残疾人 10 人,选定日 {on:Day}"))
def _renews(world: World, who: str, month: Month, on: date) -> None:
    asks(world, who, world.applicant, vat(on, month), relief="vat_refund", renews=world.relief)


@then(says("该项退税的数额为 {amount:Yuan} 元"))
def _the_refund_is(world: World, amount: int) -> None:
    assert load_relief(world.book, world.relief)[0].amount == amount


# --- what was found ---


@step(says("查询 {since:Day} 以来公布的规定影响的减免和残保金"))
def _asks(world: World, since: date, findings: Findings) -> None:
    _asks_of(world, "全国", since, findings)


@step(says("查询「{place:Text}」 {since:Day} 以来公布的规定影响的减免和残保金"))
def _asks_of(world: World, place: str, since: date, findings: Findings) -> None:
    world.before = world.kept()
    rows = published_since(statutes_of(world.book), since, world.today)
    chosen = [row for row in rows if place == "全国" or row.place == PLACES[place]]
    findings.beside = touched_beside(world.book, chosen, world.today)


@then(says("受影响的减免和残保金为 {count:Number} 项"))
def _so_many(findings: Findings, count: int) -> None:
    assert len(findings.beside) == count
    assert [line.problem for line in findings.beside if line.problem] == []


@then(says("「{name:Text}」原数 {before:Yuan} 元,应为 {after:Yuan} 元,差额 {difference:Words} 元"))
def _amounts(findings: Findings, name: str, before: int, after: int, difference: str) -> None:
    (line,) = findings.beside
    sign = -1 if difference.startswith("-") else 1
    assert zh(line.programme) == name
    assert (line.before, line.after, line.difference) == (before, after, sign * fen(difference.lstrip("-")))


@then(says("差额所依据的是「{authority:Text}」"))
def _by(findings: Findings, authority: str) -> None:
    (line,) = findings.beside
    assert authority in {cause.authority for cause in line.causes}


@then(says("办理方式是「{advice:Text}」"))
def _to_do(findings: Findings, advice: str) -> None:
    (line,) = findings.beside
    assert line.advice.startswith(advice)


@then(says("没有立案的减免和残保金为 {count:Number} 项,指明「{command:Text}」"))
def _left(findings: Findings, count: int, command: str) -> None:
    assert len(findings.openings.left) == count
    assert all(command in advice for advice in findings.openings.left.values())


STEPS = {name: value for name, value in globals().items() if name.startswith(StepNamePrefix.step_def.value)}
"""The step definitions above, to be taken over by the modules that bind features."""
