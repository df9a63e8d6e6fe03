"""What if the law were changed: the impact of a proposal on what was decided, and proposals that are refused."""

from collections.abc import Callable
from datetime import date
from typing import Final

import pytest
from pytest_bdd import scenarios, step, then

from domain.money import yuan
from domain.statutes.proposal import read_proposal
from ledger.audit.what_if import PROPOSABLE, Effect, WhatIf, what_if
from ledger.law import statutes_of
from tests.steps.lifecycle import beside_steps, levy_steps
from tests.steps.lifecycle.cast import PROGRAMME_CODES
from tests.steps.lifecycle.tables import fen
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

globals().update(levy_steps.STEPS | beside_steps.STEPS)
scenarios("lifecycle/what_if.feature")

ROW: Final = """
[[provision]]
key = "{key}"
place = "330500"
programme = "{programme}"
value = {value}
unit = "{unit}"
valid_from = {since}
published_on = 2024-03-01
authority = "拟议稿第一条"
source = "内部讨论稿"
grade = "R"
"""


class Answer:
    """What was found."""

    found: WhatIf


@pytest.fixture
def answer() -> Answer:
    """What this scenario has asked."""
    return Answer()


def row(programme: str, key: str, value: str, since: date) -> str:
    """A proposed row of a key that the programme has, of the unit it has."""
    return ROW.format(key=key, programme=programme, value=value, unit=UNITS[key], since=since)


UNITS: Final = {
    "amount.single": "yuan",
    "monthly_cap.year_1": "yuan_per_month",
    "running_months": "months",
    "monthly_minimum_wage.class_2": "yuan_per_month",
    "levy_reduction_tier": "table",
}


def ask(world: World, answer: Answer, text: str) -> None:
    """Ask what the proposal would do; a refusal waits until a step asks about it."""

    def act(_: object) -> WhatIf:
        base = statutes_of(world.book)
        proposal = read_proposal(text.encode(), "draft.toml", base, programmes=PROPOSABLE)
        return what_if(world.book, proposal, world.today)

    found = world.does("预算管理人", act)
    if found is not None:
        answer.found = found


@step(says("拟议自 {since:Day} 起创业补贴为 {amount:Yuan} 元"))
def another_grant(world: World, answer: Answer, since: date, amount: int) -> None:
    ask(world, answer, row("startup_grant", "amount.single", f'"{yuan(amount)}"', since))


@step(says("拟议自 {since:Day} 起第一年租金上限为每月 {amount:Yuan} 元"))
def another_cap(world: World, answer: Answer, since: date, amount: int) -> None:
    ask(world, answer, row("lease_subsidy", "monthly_cap.year_1", f'"{yuan(amount)}"', since))


@step(says("拟议自 {since:Day} 起须正常经营 {months:Number} 个月"))
def longer_running(world: World, answer: Answer, since: date, months: int) -> None:
    ask(world, answer, row("startup_grant", "running_months", str(months), since))


@step(says("拟议创业补贴标准于 {last:Day} 终止"))
def the_grant_ends(world: World, answer: Answer, last: date) -> None:
    known = statutes_of(world.book).at("startup_grant", "amount.single", world.today, world.place, world.today)
    text = row("startup_grant", "amount.single", f'"{known.value}"', known.valid_from)
    ask(world, answer, text.replace("330500", known.place) + f"valid_to = {last}\n")


@step(says("拟议自 {since:Day} 起月最低工资标准为 {amount:Yuan} 元"))
def another_wage(world: World, answer: Answer, since: date, amount: int) -> None:
    ask(world, answer, row("general", "monthly_minimum_wage.class_2", f'"{yuan(amount)}"', since))


@step(says("拟议自 {since:Day} 起残保金按应缴额的 {share:Number}% 缴纳"))
def another_share(world: World, answer: Answer, since: date, share: int) -> None:
    ask(world, answer, tiers(since, share))


@step(says("拟议残保金减缴规定于 {last:Day} 终止"))
def no_more_shares(world: World, answer: Answer, last: date) -> None:
    text = tiers(date(2023, 1, 1), 90).replace("330500", "000000")
    ask(world, answer, text + f"valid_to = {last}\n")


def tiers(since: date, share: int) -> str:
    """One tier for everybody."""
    value = f'{{ tiers = [{{ at_least = "0", share = "{share}" }}] }}'
    return row("levy", "levy_reduction_tier", value, since)


GRANT: Final = row("startup_grant", "amount.single", '"15000.00"', date(2024, 1, 1))
LATER: Final = row("startup_grant", "amount.single", '"16000.00"', date(2024, 6, 1))
FAULTS: Final[dict[str, Callable[[], str]]] = {
    "没有依据": lambda: GRANT.replace('authority = "拟议稿第一条"\n', ""),
    "数值写成浮点数": lambda: GRANT.replace('"15000.00"', "15000.5"),
    "地区不存在": lambda: GRANT.replace("330500", "339900"),
    "项目不存在": lambda: GRANT.replace("startup_grant", "no_such_grant"),
    "键没有公式会读": lambda: GRANT.replace("amount.single", "amount.singel"),
    "止期早于起期": lambda: GRANT + "valid_to = 2023-12-31\n",
    "同一条写了两遍": lambda: GRANT + GRANT,
    "两条有效期互相交叉": lambda: GRANT + "valid_to = 2024-12-31\n" + LATER,
}


@step(says("拟议的文件中{fault:Words}"))
def a_faulty_file(world: World, answer: Answer, fault: str) -> None:
    ask(world, answer, FAULTS[fault]())


@then(says("变化的案件为 {count:Number} 件,预算影响 {amount:Words} 元"))
def so_much_changes(answer: Answer, count: int, amount: str) -> None:
    sign = -1 if amount.startswith("-") else 1
    assert answer.found.changed == count
    assert answer.found.difference == sign * fen(amount.lstrip("-"))


@then(says("「{programme:Text}」「{place:Text}」「{year:Number}」的影响为 {before:Yuan} 元到 {after:Yuan} 元"))
def the_impact_is(answer: Answer, programme: str, place: str, year: int, before: int, after: int) -> None:
    (impact,) = answer.found.impacts
    assert (impact.programme, impact.place, impact.year) == (PROGRAMME_CODES[programme], place, year)
    assert (impact.before, impact.after) == (before, after)


@then(says("减免变化 {count:Number} 项,{before:Yuan} 元到 {after:Yuan} 元"))
def reliefs_change(answer: Answer, count: int, before: int, after: int) -> None:
    changes(answer.found.reliefs, count, before, after)


@then(says("残保金变化 {count:Number} 项,{before:Yuan} 元到 {after:Yuan} 元"))
def levies_change(answer: Answer, count: int, before: int, after: int) -> None:
    changes(answer.found.levies, count, before, after)


def changes(found: Effect, count: int, before: int, after: int) -> None:
    """So many decisions change from one sum to another, and each is explained."""
    assert (found.changed, found.before, found.after, found.difference) == (count, before, after, after - before)
    assert len(found.explained) == count


@then(says("说明中「{label:Text}」不同"))
def the_step_differs(answer: Answer, label: str) -> None:
    assert differing(answer, label)


@then(says("说明中「{label:Text}」相同"))
def the_step_is_the_same(answer: Answer, label: str) -> None:
    assert not differing(answer, label)


def differing(answer: Answer, label: str) -> bool:
    """Whether the step of that label differs between the two workings of the one changed case."""
    (case,) = answer.found.explained
    (pair,) = [pair for pair in case.steps if pair.before and pair.before.label == label]
    return pair.differs


@then(says("新增不予 {refused:Number} 件,新增获批 {granted:Number} 件"))
def so_many_change_sides(answer: Answer, refused: int, granted: int) -> None:
    assert (answer.found.newly_refused, answer.found.newly_granted) == (refused, granted)
