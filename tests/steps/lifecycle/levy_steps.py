"""Steps on a levy that several features share: assessed, ordered to pay, received, charged."""

from datetime import date

from pytest_bdd import given, step
from pytest_bdd.steps import StepNamePrefix

from tests.steps.lifecycle import levying
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

NOBODY_PLACED = "上年职工 {staff:Number} 人、工资总额 {wages:Yuan} 元、没有安排残疾人就业"


@given(says("{name:Applicant} {year:Number} 年度残保金已核定," + NOBODY_PLACED))
def _was_assessed(world: World, name: str, year: int, staff: int, wages: int) -> None:
    levying.assess(world, levying.OFFICER, name, levying.facts(year, staff, wages, world.full_rate_document))


@step(says("凭国库流水「{reference:Text}」入库 {amount:Yuan} 元"))
def _receives(world: World, reference: str, amount: int) -> None:
    levying.receive(world, reference, amount)


@step(says("{who:Who}责令于 {deadline:Day} 前缴纳"))
def _orders_to_pay(world: World, who: str, deadline: date) -> None:
    levying.notice(world, who, deadline)


@step(says("{who:Who}加收滞纳金"))
def _charges(world: World, who: str) -> None:
    levying.charge(world, who)


@given(says("本级「{document:Text}」要求在没有减免规定时全额征收"))
def _charged_in_full(world: World, document: str) -> None:
    world.full_rate_document = document


@step(says("{who:Who}按现行规定重新核定"))
def _reassesses_by_law(world: World, who: str) -> None:
    levying.reassess(world, who, None)


@step(says("{who:Who}减征 {amount:Yuan} 元"))
def _reduces(world: World, who: str, amount: int) -> None:
    levying.waive(world, who, amount)


STEPS = {name: value for name, value in globals().items() if name.startswith(StepNamePrefix.step_def.value)}
"""The step definitions above, to be taken over by the modules that bind features."""
