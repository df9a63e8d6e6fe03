"""Cross-use: exclusion, top-up and lock between programmes, and the history that the book itself knows."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from pytest_bdd import scenarios, step, then

from domain.application.events import Drafted, Rejected
from domain.calendar import Month, month_range
from domain.cross_use.cells import cell_of
from domain.statutes.book import Provision, StatuteBook
from domain.statutes.loader import load_statutes
from ledger import law
from ledger.audit.verify import verify
from tests.steps.lifecycle.cast import PROGRAMME_CODES, lease_facts, plain
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/cross_use.feature")

RELATIONS = {"互斥": "exclusive", "就高补差": "max"}


@pytest.fixture(autouse=True)
def judged_again(world: World, request: pytest.FixtureRequest) -> Any:
    """At the end of a scenario without a changed law, an auditor finds no cross-use either."""
    yield
    if "monkeypatch" not in request.fixturenames and hasattr(world, "book"):
        report = verify(world.book)
        assert [check for check in report.checks if check.code == "no-cross-use" and not check.ok] == []


def drafted(world: World, number: int) -> tuple[str, Drafted]:
    """The n-th case that was filed."""
    filed = [(each.stream, each.event) for each in world.log() if isinstance(each.event, Drafted)]
    return filed[number - 1]


def insured(person: str, first: Month, last: Month) -> dict[str, Any]:
    """A flexible worker who was recognised in the first month, and paid the same every month (fen)."""
    months = [{"month": plain(month), "pension": 80_000, "medical": 35_000} for month in month_range(first, last)]
    return {
        "person": person,
        "first_recognised": plain(first),
        "months_to_retirement_at_first_recognition": None,
        "months_already_subsidised": 0,
        "months": months,
    }


@step(says("{name:Applicant}申请 {first:Month} 至 {last:Month} 的灵活就业社会保险补贴"))
def applies_for_insurance(world: World, name: str, first: Month, last: Month) -> None:
    person = world.vault.party_id(world.people[name])
    facts = {"employment": "flexible", "insured": [insured(person, first, last)]}
    world.applies(name, "social_insurance_subsidy", facts)


@step(says("{name:Applicant}申请 {starts_on:Day} 起 {days:Number} 天的培训生活费补贴"))
def applies_for_training(world: World, name: str, starts_on: date, days: int) -> None:
    facts = {
        "course": f"K-{starts_on}",
        "starts_on": starts_on.isoformat(),
        "ends_on": (starts_on + timedelta(days=days)).isoformat(),
        "class_days": days,
        "attended_days": days,
        "employed_at_start": False,
        "of_working_age": True,
    }
    world.applies(name, "training_living_allowance", facts)


@step(
    says(
        "{name:Applicant}申请 {first:Month} 至 {last:Month} 的场地租赁补贴,每月租金 {rent:Yuan} 元,"
        "首次补贴月份填 {begun:Month}"
    )
)
def applies_for_more_rent(world: World, name: str, first: Month, last: Month, rent: int, begun: Month) -> None:
    facts = lease_facts(first, last, rent) | {"first_subsidised": plain(begun)}
    world.applies(name, "lease_subsidy", facts)


@step(says("回到第 {number:Number} 件案件"))
def back_to(world: World, number: int) -> None:
    case, _ = drafted(world, number)
    world.take_up(world.applicant, case)


@step(says("今天公布自 {day:Day} 起「{one:Text}」与「{other:Text}」{relation:Text}"))
def a_new_cell(world: World, day: date, one: str, other: str, relation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped statute book with one cell in place of any that there was, as if a document had come out today."""
    name, _, months = relation.removesuffix(" 个月").partition("选定后锁定 ")
    row = cell(world, day, one, other, "lock" if months else RELATIONS[name], int(months or 0))
    shipped = load_statutes(demo=True).provisions
    changed = StatuteBook((*(each for each in shipped if each.key != row.key), row))
    monkeypatch.setattr(law, "load_statutes", lambda *, demo: changed)


def cell(world: World, day: date, one: str, other: str, relation: str, months: int) -> Provision:
    """A cell between two programmes of one person, of no particular month."""
    first, second = sorted((PROGRAMME_CODES[one], PROGRAMME_CODES[other]))
    value = {"first": first, "second": second, "scope": "person", "relation": relation, "span": "ever"}
    like = next(row for row in load_statutes(demo=True).provisions if row.programme == "cross_use")
    row = msgspec.structs.replace(
        like,
        key=f"{first}.{second}.person",
        place=world.place,
        value=value | ({"months": months} if months else {}),
        valid_from=day,
        valid_to=None,
        published_on=world.today,
        authority="湖残联〔演示〕9号 第一条",
        grade="demo",
    )
    cell_of(row)
    return row


@then(says("拒绝的理由指明第 {number:Number} 件案件"))
def names_a_case(world: World, number: int) -> None:
    """In both languages."""
    case, _ = drafted(world, number)
    assert case in world.seen.zh
    assert case in world.seen.en


@then(says("测算说明中有「{label:Words}」"))
def the_working_says(world: World, label: str) -> None:
    assert world.state.decision is not None
    assert label in [step.label for step in world.state.decision.steps]


@then(says("不予批准的理由是「{reason:Words}」"))
def it_was_rejected_because(world: World, reason: str) -> None:
    (rejected,) = [each.event for each in world.book.events(world.case) if isinstance(each.event, Rejected)]
    assert reason in rejected.reasons[0].zh
    assert rejected.reasons[0].authority
