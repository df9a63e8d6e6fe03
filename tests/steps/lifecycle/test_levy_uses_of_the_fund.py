"""The uses of the funds: what is forbidden, which fund pays first, how far budgets were carried out, what law lacks."""

from datetime import date

import msgspec
import pytest
from pytest_bdd import given, scenarios, step, then, when

from domain.counting import shown_fraction
from domain.levy.facts import CODE
from domain.money import yuan
from domain.statutes.book import Provision, StatuteBook
from domain.statutes.gaps import missing
from domain.statutes.loader import load_statutes
from ledger.commands import review
from ledger.views.performance import Performance, performance
from tests.steps.lifecycle.cast import FUNDS, PLACES, PROGRAMME_CODES
from tests.steps.lifecycle.tables import Table, fen
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("levy/uses_of_the_fund.feature")

CODES = PROGRAMME_CODES | {"残保金": CODE}


# --- which fund pays ---


def accept(world: World, fund: str) -> None:
    """Accept the case in hand."""
    command = review.Accept(case=world.case, fund=fund)
    world.does("受理人", lambda request: review.accept(world.book, command, request))


@step("受理时没有指明资金")
def accepts(world: World) -> None:
    accept(world, "")


@step(says("受理时指明{name:Fund}"))
def accepts_with_fund(world: World, name: str) -> None:
    accept(world, FUNDS[name])


@then(says("由{name:Fund}列支"))
def paid_by(world: World, name: str) -> None:
    assert world.state.line is not None
    assert world.state.line.fund == FUNDS[name]


# --- how far the budget was carried out ---


@given("申请人经营达标的就业基地")
def runs_a_base(world: World) -> None:
    world.changed_facts |= dict.fromkeys(("employs_directly", "insures_employees", "meets_base_standard"), True)


def executed(world: World, year: int) -> Performance:
    """The only fund that has a budget."""
    (found,) = performance(world.book, year)
    return found


@then(says("{year:Number} 年度预算执行为"))
def budget_is_executed(world: World, year: int, datatable: Table) -> None:
    told = {
        each.programme: (
            *(each.allotted, each.committed, each.paid, each.available),
            f"{shown_fraction(each.rate * 100)}%",
        )
        for each in executed(world, year).programmes
    }
    assert told == {PROGRAMME_CODES[row[0]]: (*map(fen, row[1:5]), row[5]) for row in datatable[1:]}


@then(
    says(
        "{year:Number} 年度{name:Fund}预算 {budget:Yuan} 元,未分配 {left:Yuan} 元,已付 {paid:Yuan} 元,"
        "执行率 {rate:Number}%"
    )
)
def fund_is_executed(world: World, year: int, name: str, budget: int, left: int, paid: int, rate: int) -> None:
    found = executed(world, year)
    assert found.fund == FUNDS[name]
    assert [yuan(each) for each in (found.budget, found.unallotted, found.paid)] == [
        yuan(each) for each in (budget, left, paid)
    ]
    assert found.rate * 100 == rate
    assert found.budget == found.unallotted + sum(each.allotted for each in found.programmes)


# --- what no document gives ---


@pytest.fixture
def statutes() -> StatuteBook:
    """The shipped book, with demonstration values."""
    return load_statutes(demo=True)


@given(says("本级「{document:Text}」规定了一次性创业补贴的全部标准"), target_fixture="statutes")
def a_measure_was_issued(document: str) -> StatuteBook:
    def documented(row: Provision) -> Provision:
        if row.programme != "startup_grant" or not row.is_demo:
            return row
        return msgspec.structs.replace(row, grade="A", authority=document)

    return StatuteBook(map(documented, load_statutes(demo=True).provisions))


@when(says("查询{place:Place}在 {day:Day} 没有文件规定的数值"), target_fixture="gaps")
def look_for_gaps(statutes: StatuteBook, place: str, day: date) -> set[tuple[str, str]]:
    codes = sorted(set(CODES.values()))
    return {(row.programme, row.key) for code in codes for row in missing(statutes, code, PLACES[place], day, day)}


@then(says("缺少「{name:Text}」的「{key:Text}」"))
def lacks(gaps: set[tuple[str, str]], name: str, key: str) -> None:
    assert (CODES[name], key) in gaps


@then(says("不缺少「{name:Text}」的任何标准"))
def lacks_nothing(gaps: set[tuple[str, str]], name: str) -> None:
    assert CODES[name] not in {programme for programme, _ in gaps}


@given(says("{place:Place}有一本正式账套"))
def there_is_a_production_book(world: World, place: str) -> None:
    world.open(PLACES[place], "production")
