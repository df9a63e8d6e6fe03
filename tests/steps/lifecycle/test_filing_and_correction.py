"""Filing: drafted, handed in within its window, returned and mended, each cost and month once."""

from datetime import date
from typing import Any

import msgspec
from pytest_bdd import given, scenarios, step, then, when

from domain.calendar import Month
from domain.details import PersonDetails
from ledger.commands import draft, submit
from tests.steps.lifecycle.cast import lease_facts
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/filing_and_correction.feature")

FACTS = {"经营起始日": "running_since"}


def details_of(world: World, name: str) -> PersonDetails:
    details = world.people[name]
    assert isinstance(details, PersonDetails)
    return details


def amend(world: World, who: str, facts: dict[str, Any]) -> None:
    command = draft.Amend(case=world.case, facts=world.state.facts | facts)
    world.does(who, lambda request: draft.amend(world.book, command, request))


def return_for_correction(world: World, who: str, findings: tuple[str, ...]) -> None:
    command = submit.ReturnForCorrection(case=world.case, findings=findings)
    world.does(who, lambda request: submit.return_for_correction(world.book, command, request))


@given(says("{name:Applicant}填写了{other:Applicant}的残疾人证号"))
def with_the_certificate_of_another(world: World, name: str, other: str) -> None:
    certificate = details_of(world, other).certificate
    world.people[name] = msgspec.structs.replace(details_of(world, name), certificate=certificate)


@given(says("{name:Applicant}的身份证号末位抄错"))
def with_a_wrong_check_character(world: World, name: str) -> None:
    number = details_of(world, name).resident_id
    wrong = number[:-1] + ("1" if number[-1] == "0" else "0")
    world.people[name] = msgspec.structs.replace(details_of(world, name), resident_id=wrong)


@given(says("申请表中的「{fact:Text}」填为「{value:Text}」"))
def the_form_says(world: World, fact: str, value: str) -> None:
    world.changed_facts[FACTS[fact]] = value


@when(says("{name:Applicant}在行政区划代码为「{code:Text}」的地区申请一次性创业补贴"))
def applies_at_a_place(world: World, name: str, code: str) -> None:
    world.applies_for_startup_grant(name, place=code)


@when(says("{name:Applicant}申请「{programme:Text}」"))
def applies_for_something(world: World, name: str, programme: str) -> None:
    world.applies(name, programme, {})


@when(says("{name:Applicant}申请一次性创业补贴,申请日填为 {on:Day}"))
def applies_with_a_date(world: World, name: str, on: date) -> None:
    world.applies_for_startup_grant(name, applied_on=on)


@step(says("{name:Applicant}为企业一申请一次性创业补贴"))
def applies_for_a_business(world: World, name: str) -> None:
    world.applies_for_startup_grant(name, business=1)


@step(says("{who:Who}把该案的「{fact:Text}」改为「{value:Text}」"))
def changes_a_fact(world: World, who: str, fact: str, value: str) -> None:
    amend(world, who, {FACTS[fact]: value})


@step(says("{who:Who}把该案申请的月份改为 {first:Month} 至 {last:Month},每月租金 {rent:Yuan} 元"))
def changes_the_months(world: World, who: str, first: Month, last: Month, rent: int) -> None:
    amend(world, who, lease_facts(first, last, rent))


@step(says("{who:Who}退回该案补正,要求「{findings:Text}」"))
def returns_the_case(world: World, who: str, findings: str) -> None:
    return_for_correction(world, who, tuple(findings.split(";")))


@when(says("{who:Who}退回该案补正,什么也没有写"))
def returns_the_case_without_findings(world: World, who: str) -> None:
    return_for_correction(world, who, ())


@then("拒绝的理由指明先前的案件")
def names_the_first_case(world: World) -> None:
    """In both languages."""
    assert world.first_case in world.seen.zh
    assert world.first_case in world.seen.en
