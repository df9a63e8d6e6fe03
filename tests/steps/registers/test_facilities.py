"""Carriers: registered, recognised by somebody else, listed without persons, entered by those who go first."""

from datetime import date
from typing import Any

from pytest_bdd import scenarios, step, then, when

from domain import names
from domain.facility.kinds import LISTS
from domain.facility.standing import DemandStanding, Listed
from ledger import carriers
from ledger.commands import facilities
from ledger.commands.load import load_facility
from ledger.training_results import training_results
from tests.factories import uscc
from tests.steps.registers import people
from tests.steps.registers import places_of_work as work
from tests.steps.registers.words import says
from tests.steps.registers.world import EVERYBODY, Registers

scenarios("registers/facilities.feature")

LIST_CODES = {names.zh(code): code for code in LISTS}


def listed(world: Registers, name: str, as_of: date) -> tuple[Listed, ...]:
    return carriers.directory(world.book, world.place, LIST_CODES[name], as_of)


def demand(world: Registers, name: str) -> DemandStanding:
    found = carriers.demands(world.book, world.place, world.today)
    return next(each for each in found if each.name_zh == name)


@step(says("身兼数职的人员登记{place:Place}的{kind:Facility}{name:Carrier}"))
def registered_by_everybody(world: Registers, place: str, kind: str, name: str) -> None:
    work.register(world, place, kind, name, who=EVERYBODY)


@step(says("登记{place:Place}的{kind:Facility}{name:Carrier},由个人经营"))
def registered_of_a_person(world: Registers, place: str, kind: str, name: str) -> None:
    work.register(world, place, kind, name, operator="p_owner")


@step(says("登记{place:Place}的{kind:Facility}{name:Carrier},容量 {capacity:Number}"))
def registered_with_room(world: Registers, place: str, kind: str, name: str, capacity: int) -> None:
    work.register(world, place, kind, name, capacity=capacity)


@when("登记经营者为某人的便民服务网点")
def registered_under_a_name(world: Registers) -> None:
    work.register(world, "湖州市", "便民服务网点", "丙网点", operator="某人")


@step(says("认定{name:Carrier}为{standard:Standard}"))
def recognised(world: Registers, name: str, standard: str) -> None:
    work.recognise(world, "载体认定人", name, standard)


@step(says("认定{name:Carrier}为星级,{stars:Number} 星"))
def rated(world: Registers, name: str, stars: int) -> None:
    work.recognise(world, "载体认定人", name, "星级", stars)


@when(says("{who:Who}认定{name:Carrier}为{standard:Standard}"))
def recognised_by(world: Registers, who: str, name: str, standard: str) -> None:
    work.recognise(world, who, name, standard)


@step(says("复核{name:Carrier}的{standard:Standard},{result:Passed}"))
def rechecked(world: Registers, name: str, standard: str, result: bool) -> None:
    command = facilities.RecheckFacility(
        facility=world.cases[name], standard=work.STANDARDS[standard], passed=result, finding="年度复核"
    )
    work.act(world, "载体认定人", facilities.recheck, command)


@step(says("撤销{name:Carrier}的{standard:Standard}认定"))
def withdrawn(world: Registers, name: str, standard: str) -> None:
    command = facilities.WithdrawRecognition(
        facility=world.cases[name], standard=work.STANDARDS[standard], ground="条件不再具备"
    )
    work.act(world, "载体认定人", facilities.withdraw, command)


def report(world: Registers, name: str, **counts: Any) -> None:
    command = facilities.ReportFacility(facility=world.cases[name], **counts)
    work.act(world, "载体管理人", facilities.report, command)


@step(says("{name:Carrier}报告辅助性就业 {workers:Number} 人"))
def reported_workers(world: Registers, name: str, workers: int) -> None:
    report(world, name, auxiliary_workers=workers)


@step(says("{name:Carrier}报告社会工作岗位 {posts:Number} 个、就业辅导员 {coaches:Number} 人"))
def reported_posts(world: Registers, name: str, posts: int, coaches: int) -> None:
    report(world, name, social_work_posts=posts, job_coaches=coaches)


@step(says("{name:Carrier}公布培训项目 {course:Code}「{title:Text}」"))
def course_listed(world: Registers, name: str, course: str, title: str) -> None:
    command = facilities.ListCourse(
        facility=world.cases[name], course=course, title=title, type="skill", mode="group", certificate="专项能力证书"
    )
    work.act(world, "载体管理人", facilities.list_course, command)


def ask(world: Registers, name: str, *, founder: bool, staff: int = 0, disabled: int = 0) -> None:
    command = facilities.RequestEntry(
        facility=world.cases[name],
        applicant="p_founder" if founder else uscc(77),
        disabled_founder=founder,
        staff=staff,
        disabled_staff=disabled,
    )
    work.act(world, "载体管理人", facilities.request_entry, command)


@step(says("一般项目申请入驻{name:Carrier}"))
def asked_plainly(world: Registers, name: str) -> None:
    ask(world, name, founder=False, staff=10)


@step(says("残疾人创业者申请入驻{name:Carrier}"))
def asked_as_founder(world: Registers, name: str) -> None:
    ask(world, name, founder=True)


@when(says("员工 {staff:Number} 人、残疾人 {disabled:Number} 人的项目申请入驻{name:Carrier}"))
def asked_with_staff(world: Registers, staff: int, disabled: int, name: str) -> None:
    ask(world, name, founder=False, staff=staff, disabled=disabled)


@step(says("{name:Carrier}同意第 {number:Number} 号入驻"))
def admitted(world: Registers, name: str, number: int) -> None:
    command = facilities.OnEntry(facility=world.cases[name], number=number)
    work.act(world, "载体管理人", facilities.admit, command)


@step(says("{name:Carrier}第 {number:Number} 号退出"))
def left(world: Registers, name: str, number: int) -> None:
    command = facilities.OnEntry(facility=world.cases[name], number=number)
    work.act(world, "载体管理人", facilities.leave, command)


@step(says("{name:Person}参加{course:Course},取得证书"))
def trained_with_certificate(world: Registers, name: str, course: str) -> None:
    people.train(world, name, course, outcome="certificate")


@then(
    says("{year:Number} 年项目 {course:Code} 参加 {people:Number} 人、{times:Number} 人次,取得证书 {done:Number} 人次")
)
def course_brought(world: Registers, year: int, course: str, people: int, times: int, done: int) -> None:
    (found,) = training_results(world.book, world.place, year)
    assert (found.course, found.people, found.times, found.certificates) == (course, people, times, done)
    assert found.completed + found.not_completed + found.certificates == times


@then(says("{year:Number} 年没有培训项目"))
def no_course(world: Registers, year: int) -> None:
    assert training_results(world.book, world.place, year) == ()


@then(says("{name:List}是{those:Text}"))
def list_is(world: Registers, name: str, those: str) -> None:
    wanted = [] if those == "空的" else those.split("、")
    assert [each.name for each in listed(world, name, world.today)] == wanted


@then(says("截至 {as_of:Day} {name:List}是{those:Text}"))
def list_was(world: Registers, as_of: date, name: str, those: str) -> None:
    assert [each.name for each in listed(world, name, as_of)] == those.split("、")


@then(says("{name:List}中没有化名"))
def list_has_no_person(world: Registers, name: str) -> None:
    assert "p_" not in repr(listed(world, name, world.today))


@then(says("{name:Carrier}公示的项目是{titles:Text}"))
def courses_are(world: Registers, name: str, titles: str) -> None:
    (entry,) = listed(world, "残疾人职业技能培训机构清单", world.today)
    assert (entry.name, entry.courses) == (name, tuple(titles.split("、")))


VERDICTS = {"没有达到": False, "已经达到": True, "没有规定比例": None}


@then(says("「{name:Text}」应有 {pool:Number},已有 {met:Number},{verdict:Text}"))
def demand_is(world: Registers, name: str, pool: int, met: int, verdict: str) -> None:
    found = demand(world, name)
    assert (found.pool, found.met, found.fulfilled) == (pool, met, VERDICTS[verdict])
    assert found.authority


@then(says("「{name:Text}」尚缺{carrier:Carrier}"))
def demand_lacks(world: Registers, name: str, carrier: str) -> None:
    assert demand(world, name).lacks == (world.cases[carrier],)


@then(says("{name:Carrier}已入驻 {count:Number} 家"))
def are_in(world: Registers, name: str, count: int) -> None:
    assert load_facility(world.book, world.cases[name])[0].admitted == count


@then(says("第 {number:Number} 号申请{priority:Text}"))
def goes_first(world: Registers, number: int, priority: str) -> None:
    entry = load_facility(world.book, world.cases["甲基地"])[0].entries[number - 1]
    assert entry.priority is (priority == "优先")
