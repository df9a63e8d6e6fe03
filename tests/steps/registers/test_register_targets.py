"""Targets that the registers count: carriers, posts, training, graduates."""

from typing import Any

from pytest_bdd import parsers, scenarios, step, then

from domain.counting import shown_fraction
from ledger.commands import facilities, jobs
from ledger.views.progress import progress
from tests.steps.registers import places_of_work as work
from tests.steps.registers.words import says
from tests.steps.registers.world import PLACES, Registers

scenarios("registers/register_targets.feature")


@step(says("{name:Carrier}不另行认定"))
def not_recognised(name: str) -> None:
    """Nothing happens: the register alone is enough, or not."""


@step(says("{name:Carrier}认定为{standard:Standard}"))
def recognised(world: Registers, name: str, standard: str) -> None:
    work.recognise(world, "载体认定人", name, standard)


@step(says("{name:Carrier}撤销{standard:Standard}认定"))
def withdrawn(world: Registers, name: str, standard: str) -> None:
    command = facilities.WithdrawRecognition(
        facility=world.cases[name], standard=work.STANDARDS[standard], ground="条件不再具备"
    )
    work.act(world, "载体认定人", facilities.withdraw, command)


@step(says("{name:Carrier}退出"))
def closed(world: Registers, name: str) -> None:
    command = facilities.CloseFacility(facility=world.cases[name], ground="停止运营")
    work.act(world, "载体管理人", facilities.close, command)


@step(says("{place:Place}开发{kind:Job} {count:Number} 个"))
def developed(world: Registers, place: str, kind: str, count: int) -> None:
    work.develop_posts(world, place, kind, count)


@step(says("收回 {count:Number} 个岗位"))
def taken_back(world: Registers, count: int) -> None:
    work.act(world, "岗位管理人", jobs.take_back, jobs.TakeBack(batch=world.case, count=count, ground="单位撤回"))


@then(
    parsers.re(
        r"(?P<place>\S+?)(?: (?P<year>\d{4}) 年度)?的目标「(?P<title>.+)」完成 (?P<number>\S+),"
        r"(?P<verdict>没有达到|已经达到)"
    )
)
def so_much_is_reached(world: Registers, place: str, year: Any, title: str, number: str, verdict: str) -> None:
    (one,) = [
        one
        for one in progress(world.book, as_of=world.today, place=PLACES[place])
        if (one.target.zh, one.place, one.year) == (title, PLACES[place], int(year) if year else None)
    ]
    assert one.reached is not None
    assert (shown_fraction(one.reached), one.met) == (number, verdict == "已经达到")
