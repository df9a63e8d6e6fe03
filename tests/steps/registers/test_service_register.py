"""The service register: who is taken in, recognised, trained, referred and handed over."""

from collections import Counter
from datetime import date

from pytest_bdd import scenarios, step, then, when

from domain import names
from ledger import service_files
from ledger.commands import services
from ledger.commands.load import load_file
from ledger.views import registers
from tests.steps.registers import people
from tests.steps.registers.words import says
from tests.steps.registers.world import EVERYBODY, PEOPLE, PLACES, Registers, situation

scenarios("registers/service_register.feature")


@step(says("{who:Who}认定{name:Person}就业困难,时年 {age:Number} 周岁"))
def recognised_at(world: Registers, who: str, name: str, age: int) -> None:
    people.recognise(world, who, name, age)


@step(says("{who:Who}终止{name:Person}的认定"))
def recognition_ended(world: Registers, who: str, name: str) -> None:
    world.does_for(who, services.end_recognition, services.OnGround(person=PEOPLE[name], ground="实现就业"))


@step(says("身兼数职的人员把{name:Person}列入{place:Place}的名册"))
def enrolled_by_everybody(world: Registers, name: str, place: str) -> None:
    world.enrol(name, place, "", who=EVERYBODY)


@when(says("{elsewhere:Place}的名册登记人把{name:Person}列入{place:Place}的名册"))
def enrolled_from_elsewhere(world: Registers, elsewhere: str, name: str, place: str) -> None:
    world.enrol(name, place, "", officer_of=PLACES[elsewhere])


@when("名册登记人用不是化名的文字登记一个人")
def enrolled_under_a_name(world: Registers) -> None:
    command = services.Enrol(person="某人", place=world.place, basis="work_injured", situation=situation(""))
    world.act("名册登记人", lambda request: services.enrol(world.book, command, request))


@when(says("{name:Person}得到一种叫 massage 的服务"))
def served_with_something_unknown(world: Registers, name: str) -> None:
    world.serve(name, "massage")


@when(says("{name:Person}在 {on:Day} 的情况变更为{words:Text}"))
def situation_changed_earlier(world: Registers, name: str, on: date, words: str) -> None:
    people.change(world, name, words, on=on)


@step(says("{name:Person}退出名册"))
def somebody_leaves(world: Registers, name: str) -> None:
    world.does_for("名册登记人", services.close, services.OnGround(person=PEOPLE[name], ground="迁出"))


@when(says("{name:Person}在 {on:Day} 补记参加{course:Course}"))
def trained_earlier(world: Registers, name: str, on: date, course: str) -> None:
    people.train(world, name, course, on=on)


@step(says("{name:Person}被推荐"))
def referred(world: Registers, name: str) -> None:
    people.refer(world, name)


@step(says("{name:Person}先后被推荐,结果依次为{results:Text}"))
def referred_again_and_again(world: Registers, name: str, results: str) -> None:
    for number, result in enumerate(results.split("、"), start=1):
        people.refer(world, name)
        people.answer(world, name, number, result)


@when(says("{name:Person}的第 {number:Number} 次推荐答复为{result:Text}"))
def answered(world: Registers, name: str, number: int, result: str) -> None:
    people.answer(world, name, number, result)


@then(says("{name:Person}连续 {times:Number} 次推荐未录用"))
def failed_in_a_row(world: Registers, name: str, times: int) -> None:
    assert load_file(world.book, PEOPLE[name])[0].failed_referrals == times
    assert registers.service_file(world.book, PEOPLE[name]).failed_referrals == times


@then(says("{name:Person}的移交状态是「{state:Text}」"))
def handover_is(world: Registers, name: str, state: str) -> None:
    assert names.zh(load_file(world.book, PEOPLE[name])[0].handover) == state


@then(says("名册上有{name:Person}"))
def is_on_the_register(world: Registers, name: str) -> None:
    assert not registers.service_file(world.book, PEOPLE[name]).closed


@then(says("{name:Person}的档案中有 {times:Number} 次就业服务"))
def was_served(world: Registers, name: str, times: int) -> None:
    state, _ = load_file(world.book, PEOPLE[name])
    assert state.times("employment_service", date.min, date.max) == times


@then(says("{name:Person}的档案中有{service:Services}"))
def has_had(world: Registers, name: str, service: str) -> None:
    assert [names.zh(row.kind) for row in registers.service_acts(world.book, person=PEOPLE[name])] == [service]


@then(says("{name:Person}首次认定时为 {age:Number} 周岁"))
def first_age_is(world: Registers, name: str, age: int) -> None:
    assert load_file(world.book, PEOPLE[name])[0].first_age == age


@then(says("{name:Person}的培训记录是「{said:Text}」"))
def training_is(world: Registers, name: str, said: str) -> None:
    (row,) = registers.service_acts(world.book, person=PEOPLE[name], kind="training")
    assert "、".join(map(names.zh, row.how.split())) == said


@then(says("分散培训 {dispersed:Number} 人次,线上培训 {online:Number} 人次,集中培训 {group:Number} 人次"))
def modes_are(world: Registers, dispersed: int, online: int, group: int) -> None:
    modes = Counter(row.how.split()[1] for row in registers.service_acts(world.book, kind="training"))
    assert (modes["dispersed"], modes["online"], modes["group"]) == (dispersed, online, group)


@then(says("主要对象是{people:Text}"))
def target_group_is(world: Registers, people: str) -> None:
    found = service_files.target_group_on(world.book, world.place, world.today)
    assert sorted(found) == sorted(PEOPLE[name] for name in people.split("、"))
