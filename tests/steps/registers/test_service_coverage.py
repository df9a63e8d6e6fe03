"""How far the duties of service are met."""

from datetime import date
from fractions import Fraction

from pytest_bdd import scenarios, step, then

from domain import names
from domain.service.coverage import Coverage
from ledger import service_files
from ledger.commands import services, serving
from ledger.views import registers
from tests.steps.registers.words import says
from tests.steps.registers.world import PEOPLE, Registers

scenarios("registers/service_coverage.feature")

VERDICTS = {"已经达到": True, "没有达到": False, "没有规定比例": None}
Table = list[list[str]]
NAMES = {person: name for name, person in PEOPLE.items()}


def duty(world: Registers, name: str) -> Coverage:
    found = service_files.coverage(world.book, world.place, world.today)
    return next(each for each in found if each.name_zh == name)


@step(says("{name:Person}的评估结果为技能{found:Text}"))
def skills_found(world: Registers, name: str, found: str) -> None:
    command = serving.AssessSkills(person=PEOPLE[name], lacking=found == "不足", document="评估报告1号")
    world.does_for("就业服务人员", serving.assess_skills, command)


@step(says("{who:Who}对{name:Person}不予认定"))
def denied(world: Registers, who: str, name: str) -> None:
    world.does_for(who, services.deny, services.OnGround(person=PEOPLE[name], ground="有劳动收入"))


@step(says("{name:Person}得到{provider:Provider}的{kind:Services}"))
def served_by(world: Registers, name: str, provider: str, kind: str) -> None:
    world.serve(name, kind, provider=provider)


@then("服务覆盖为")
def coverage_is(world: Registers, datatable: Table) -> None:
    assert stated(datatable) <= reached(world, world.today)


@then(says("截至 {as_of:Day} 服务覆盖为"))
def coverage_was(world: Registers, as_of: date, datatable: Table) -> None:
    assert stated(datatable) <= reached(world, as_of)


def stated(table: Table) -> set[tuple[str, int, int]]:
    return {(name, int(pool), int(met)) for name, pool, met in table[1:]}


def reached(world: Registers, as_of: date) -> set[tuple[str, int, int]]:
    return {(each.name_zh, each.pool, each.met) for each in service_files.coverage(world.book, world.place, as_of)}


@then(says("「{name:Text}」尚缺的是"))
def lacking(world: Registers, name: str, datatable: Table) -> None:
    found = [
        [NAMES.get(lack.subject, lack.subject), "、".join(map(names.zh, lack.requirements))]
        for lack in duty(world, name).lacks
    ]
    assert sorted(found) == sorted(datatable[1:])


@then(says("「{name:Text}」没有人尚缺"))
def nobody_lacks(world: Registers, name: str) -> None:
    found = duty(world, name)
    assert (found.lacks, found.pool > 0) == ((), True)


@then(says("「{name:Text}」应服务 {count:Number} 人"))
def pool_is(world: Registers, name: str, count: int) -> None:
    assert duty(world, name).pool == count


@then(says("「{name:Text}」的依据是「{authority:Text}」"))
def rests_on(world: Registers, name: str, authority: str) -> None:
    assert authority in duty(world, name).authority


@then(says("没有「{name:Text}」的要求"))
def no_such_duty(world: Registers, name: str) -> None:
    found = service_files.coverage(world.book, world.place, world.today)
    assert name not in {each.name_zh for each in found}


@then(says("「{name:Text}」为 {rate:Text},{verdict:Text}"))
def rate_is(world: Registers, name: str, rate: str, verdict: str) -> None:
    found = duty(world, name)
    assert (found.rate, found.fulfilled) == (Fraction(rate), VERDICTS[verdict])


@then(says("人社部门服务 {hrss:Number} 次,残联服务 {dpf:Number} 次"))
def served_by_whom(world: Registers, hrss: int, dpf: int) -> None:
    providers = [row.provider for row in registers.service_acts(world.book, place=world.place)]
    assert (providers.count("hrss"), providers.count("dpf")) == (hrss, dpf)
