"""Posts for directed recruitment and labour projects."""

from pytest_bdd import scenarios, step, then, when

from ledger import carriers
from ledger.commands import jobs
from ledger.commands.load import load_batch
from ledger.views import registers
from tests.steps.registers import places_of_work as work
from tests.steps.registers.words import says
from tests.steps.registers.world import PEOPLE, Registers

scenarios("registers/jobs.feature")


@step(says("{place:Place}开发{kind:Job} {count:Number} 个"))
def developed(world: Registers, place: str, kind: str, count: int) -> None:
    work.develop_posts(world, place, kind, count)


@when(says("{who:Who}在{place:Place}开发{kind:Job}"))
def developed_by(world: Registers, who: str, place: str, kind: str) -> None:
    work.develop_posts(world, place, kind, 1, who)


@step(says("{name:Person}上岗"))
def filled(world: Registers, name: str) -> None:
    work.act(world, "岗位管理人", jobs.fill, jobs.Fill(batch=world.case, person=PEOPLE[name]))


@step(says("{name:Person}离岗"))
def vacated(world: Registers, name: str) -> None:
    work.act(world, "岗位管理人", jobs.vacate, jobs.Vacate(batch=world.case, person=PEOPLE[name], ground="辞职"))


@step(says("收回 {count:Number} 个"))
def taken_back(world: Registers, count: int) -> None:
    work.act(world, "岗位管理人", jobs.take_back, jobs.TakeBack(batch=world.case, count=count, ground="单位撤回"))


@step(says("调配 {count:Number} 个给{name:Carrier}"))
def allocated(world: Registers, count: int, name: str) -> None:
    command = jobs.Allocate(batch=world.case, facility=world.cases[name], count=count)
    work.act(world, "岗位管理人", jobs.allocate, command)


@when(says("调配 {count:Number} 个给没有登记的机构"))
def allocated_to_nobody(world: Registers, count: int) -> None:
    work.act(world, "岗位管理人", jobs.allocate, jobs.Allocate(batch=world.case, facility="F2024-1", count=count))


@then(says("还剩 {count:Number} 个"))
def left(world: Registers, count: int) -> None:
    row = next(row for row in registers.batches(world.book) if row.id == world.case)
    assert (load_batch(world.book, world.case)[0].left, row.count - row.taken) == (count, count)


@then(says("{year:Number} 年{kind:Job}{reached:Reached}"))
def year_is(world: Registers, year: int, kind: str, reached: bool) -> None:
    found = carriers.posts_of_year(world.book, world.place, year, world.today)
    mine = next(each for each in found if each.kind == work.JOBS[kind])
    assert mine.fulfilled is reached
    assert mine.authority


@then(says("可以推荐的依次是{people:Text}"))
def candidates_are(world: Registers, people: str) -> None:
    found = carriers.candidates(world.book, world.case, world.today)
    assert found == tuple(PEOPLE[name] for name in people.split("、"))
