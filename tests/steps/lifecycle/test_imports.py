"""Imports that a second person confirms: who may, what is checked again, and when a file goes."""

from typing import Any

import msgspec
import pytest
from pytest_bdd import parsers, scenarios, step, then, when
from sqlalchemy import update

from api.forms.staging import confirm_file, stage_file
from api.schemas.problems import FormInvalid
from domain.details import PersonDetails
from domain.errors import Refusal
from ledger.commands import draft, imports, submit
from ledger.commands.base import Request
from ledger.staged_files import waiting
from ledger.tables import staged_files
from ledger.views import queries
from tests.integration.world_imports import sheet
from tests.sheets import row
from tests.steps.lifecycle.cast import PLACES, startup_facts
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/imports.feature")

STARTUP = "startup_grant"


class Tray:
    """The file in hand."""

    file = ""


@pytest.fixture
def tray() -> Tray:
    """No file yet."""
    return Tray()


def stages(world: World, tray: Tray, who: str, content: bytes) -> None:
    def act(request: Request) -> str:
        return stage_file(
            world.book, world.vault, content, programme=STARTUP, place=world.place, request=request
        ).subject

    tray.file = world.does(who, act) or tray.file


def confirms(world: World, tray: Tray, who: str, *, place: str = "", counts_as: str = "") -> None:
    def act(request: Request) -> Any:
        actor = msgspec.structs.replace(request.actor, counts_as=frozenset({counts_as} - {""}))
        request = msgspec.structs.replace(request, actor=actor)
        return confirm_file(world.book, world.vault, imports.Confirm(file=tray.file), request)

    world.does(who, act, place=place)


@step(says("{who:Who}提交有 {count:Number} 件创业补贴申请的表格"))
def somebody_stages(world: World, tray: Tray, who: str, count: int) -> None:
    stages(world, tray, who, sheet(*range(count)))


@when(says("{who:Who}提交的表格中第 {line:Number} 行的创办者人数写成「{text:Text}」"))
def a_wrong_number(world: World, tray: Tray, who: str, line: int, text: str) -> None:
    good = sheet(*range(line - 2))
    (_, *wrong) = sheet(line - 2, founders=text).splitlines(keepends=True)
    stages(world, tray, who, good + b"".join(wrong))


@when(says("{who:Who}提交的表格中第 2 行的地区写成「{place:Text}」"))
def a_wrong_place(world: World, tray: Tray, who: str, place: str) -> None:
    stages(world, tray, who, sheet(0, place=place))


@step(says("{who:Who}复核该表格"))
def somebody_confirms(world: World, tray: Tray, who: str) -> None:
    confirms(world, tray, who)


@when(says("{place:Place}的{who:Who}复核该表格"))
def somebody_elsewhere_confirms(world: World, tray: Tray, place: str, who: str) -> None:
    confirms(world, tray, who, place=PLACES[place])


@when("第二受理人在代理受理人期间复核该表格")
def a_deputy_confirms(world: World, tray: Tray) -> None:
    confirms(world, tray, "第二受理人", counts_as=f"{world.place}-intake")


@when(says("{who:Who}以「{ground:Text}」为由撤下该表格"))
def somebody_discards(world: World, tray: Tray, who: str, ground: str) -> None:
    command = imports.Discard(file=tray.file, ground=ground)
    world.does(who, lambda request: imports.discard(world.book, command, request))


@step(says("其中第 {line:Number} 行的申请人另行提交了同一申请"))
def the_same_application_is_handed_in(world: World, line: int) -> None:
    number = line - 2
    cells = row(STARTUP, number).items()
    known = {name.removeprefix("applicant."): text for name, text in cells if name.startswith("applicant.")}
    command, details = draft.application(
        world.vault,
        programme=STARTUP,
        place="330502",
        applied_on=world.today,
        facts=startup_facts(world.today, 100 + number),
        applicant=msgspec.convert(known, PersonDetails),
    )
    world.does("受理人", lambda request: submit.draft_and_submit(world.book, world.vault, command, details, request))


@step("有人绕过账本改动了该表格")
def the_file_is_changed(world: World) -> None:
    with world.book.engine.begin() as connection:
        connection.execute(update(staged_files).where(staged_files.c.part == 1).values(sealed=b"x" * 40))


@then("账本中没有案件")
def no_case(world: World) -> None:
    assert queries.cases(world.book) == []


@then(says("账本中有 {count:Number} 件已提交的案件"))
def so_many_cases(world: World, count: int) -> None:
    assert [row.status for row in queries.cases(world.book)] == ["submitted"] * count


@then(says("有 {count:Number} 份表格等待复核"))
def so_many_wait(world: World, count: int) -> None:
    assert len(waiting_files(world)) == count == len(queries.imports(world.book, status="staged"))


@then("没有表格等待复核")
def none_waits(world: World) -> None:
    assert waiting_files(world) == []


def waiting_files(world: World) -> list[str]:
    with world.book.database.reading() as connection:
        return waiting(connection, world.book)


@then(parsers.re(r"第 (?P<line>\d+) 行被指出「(?P<reason>.+)」"))
def the_line_is_named(world: World, line: str, reason: str) -> None:
    refusal: Refusal | None = world.refusal
    assert isinstance(refusal, FormInvalid)
    assert {problem.line for problem in refusal.problems} == {int(line)}
    assert all(reason in problem.refusal.zh and problem.refusal.en for problem in refusal.problems)
    world.seen, world.refusal = refusal, None
