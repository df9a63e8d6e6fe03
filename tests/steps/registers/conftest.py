"""Steps that the features of the registers share: day, book, who is enrolled, what was refused."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytest_bdd import step, then

from ledger.commands import facilities
from tests.steps.registers import people, places_of_work
from tests.steps.registers.words import says
from tests.steps.registers.world import PLACES, Registers


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Registers]:
    """The scenario's world; at its end the whole book is checked."""
    here = Registers(tmp_path)
    yield here
    here.closes()


@step(says("今天是 {day:Day}"))
def today_is(world: Registers, day: date) -> None:
    world.day(day)


@step(says("{place:Place}有一本演示账套"))
def there_is_a_book(world: Registers, place: str) -> None:
    world.open(PLACES[place])


@step(says("{name:Person}列入{place:Place}的名册"))
def somebody_is_enrolled_plainly(world: Registers, name: str, place: str) -> None:
    world.enrol(name, place, "")


@step(says("{name:Person}列入{place:Place}的名册,{words:Words}"))
def somebody_is_enrolled(world: Registers, name: str, place: str, words: str) -> None:
    world.enrol(name, place, words)


@step(says("登记{place:Place}的{kind:Facility}{name:Carrier}"))
def carrier_is_registered(world: Registers, place: str, kind: str, name: str) -> None:
    places_of_work.register(world, place, kind, name)


@step(says("{name:Person}得到{kinds:Services}"))
def somebody_is_served(world: Registers, name: str, kinds: str) -> None:
    world.serve(name, kinds)


@step(says("{name:Person}在 {on:Day} 得到{kinds:Services}"))
def somebody_was_served(world: Registers, name: str, on: date, kinds: str) -> None:
    world.serve(name, kinds, on=on)


@step(says("{who:Who}认定{name:Person}就业困难"))
def recognised(world: Registers, who: str, name: str) -> None:
    people.recognise(world, who, name)


@step(says("{name:Person}参加{course:Course}"))
def trained(world: Registers, name: str, course: str) -> None:
    people.train(world, name, course)


@step(says("{name:Person}参加{course:Course},方式为{mode:Text}"))
def trained_in_a_mode(world: Registers, name: str, course: str, mode: str) -> None:
    people.train(world, name, course, mode)


@step(says("{name:Person}参加{provider:Provider}的{course:Course}"))
def trained_by(world: Registers, name: str, provider: str, course: str) -> None:
    people.train(world, name, course, provider=provider)


@step(says("{name:Person}的情况变更为{words:Text}"))
def situation_changed(world: Registers, name: str, words: str) -> None:
    people.change(world, name, words)


@step(says("{who:Who}移交{name:Person}"))
def handed_over(world: Registers, who: str, name: str) -> None:
    people.hand_over(world, who, name)


@step(says("{who:Who}接收{name:Person}"))
def received(world: Registers, who: str, name: str) -> None:
    people.receive(world, who, name)


@step(says("向{name:Person}提供 {times:Number} 个就业机会"))
def offered(world: Registers, name: str, times: int) -> None:
    people.offer(world, name, times)


@step(says("为{name:Person}建立“一人一策”台账"))
def plan_opened(world: Registers, name: str) -> None:
    people.open_plan(world, name)


@step(says("为{name:Person}指定专人"))
def officer_named(world: Registers, name: str) -> None:
    people.assign(world, name)


@step(says("{name:Person}属于困难家庭 {home:Text}"))
def belongs_to(world: Registers, name: str, home: str) -> None:
    people.record_home(world, name, home)


@step(says("{name:Carrier}退出登记册"))
def closed(world: Registers, name: str) -> None:
    command = facilities.CloseFacility(facility=world.cases[name], ground="停止运营")
    places_of_work.act(world, "载体管理人", facilities.close, command)


@then(says("被拒绝,理由是「{reason:Words}」"))
def it_is_refused(world: Registers, reason: str) -> None:
    """The reason stands in the Chinese sentence; the English one is there too."""
    refusal = world.refusal
    assert refusal is not None, "nothing was refused"
    assert reason in refusal.zh
    assert re.search(r"[A-Za-z]{3}.*\.$", refusal.en)
    world.seen, world.refusal = refusal, None


@then(says("拒绝的依据是「{rule:Words}」"))
def the_refusal_rests_on(world: Registers, rule: str) -> None:
    assert rule in world.seen.rule


@then("账本没有变化")
def the_book_is_as_it_was(world: Registers) -> None:
    """The log is as long as it was."""
    assert world.kept() == world.before
