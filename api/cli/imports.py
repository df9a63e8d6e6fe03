"""`import`: check a file of applications, stage it, look at it, and let a second person confirm or discard it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import click
from rich.console import RenderableType

from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import FILE, PLACE, PROGRAMME, one_of
from api.forms.imports import content_of
from api.forms.staging import StagedApplication, applications_in, check_file, confirm_file, stage_file
from domain.imports import Confirmed, Status
from domain.names import zh
from ledger.commands import imports
from ledger.views import queries
from ledger.views.imports import ImportRow

_IMPORT: Final = click.argument("import_id", metavar="IMPORT")
_OF_FILE: Final = (
    click.argument("file", type=FILE),
    click.option("--programme", type=PROGRAMME, required=True, help="补贴项目。 Programme."),
    click.option(
        "--place",
        type=PLACE,
        required=True,
        help="各件申请所在的地区,“地区”栏空白时即为该地区。 Place of all of them; stands where the sheet names none.",
    ),
)


@click.group("import")
def import_() -> None:
    """批量导入:一人提交,另一人复核后入账。 Imports that a second person confirms."""


def _of_file(command: Any) -> Any:
    """File, programme and place."""
    for option in reversed(_OF_FILE):
        command = option(command)
    return command


@import_.command("check")
@_of_file
@writes("检查批量导入")
def check(session: Session, file: Path, programme: str, place: str) -> None:
    """检查申请表,不保存任何内容。 Check a sheet and keep nothing.

    每一处错误都列出行、列和原因。 Every mistake is listed with line, column and reason.
    """
    with screen.progress("核对 checking") as checking:
        found = check_file(
            session.book,
            session.vault,
            content_of(file),
            programme=programme,
            place=place,
            request=session.request(),
            progress=checking,
        )
    content = {"lines": found.lines, "applications": found.applications}
    session.answer(content, f"检查通过 checked: {found.applications} 件 applications, {found.lines} 行 lines")


@import_.command("stage")
@_of_file
@writes("提交批量导入")
def stage(session: Session, file: Path, programme: str, place: str) -> None:
    """提交没有错误的申请表,等待另一人复核。 Let a sheet without any error wait for a second person."""
    source = content_of(file)
    request = session.request()
    with screen.progress("核对 checking") as checking:
        receipt = stage_file(
            session.book,
            session.vault,
            source,
            programme=programme,
            place=place,
            request=request,
            progress=checking,
        )
    session.receipt(receipt)


@import_.command("confirm")
@_IMPORT
@writes("复核批量导入")
def confirm(session: Session, import_id: str) -> None:
    """复核他人提交的申请表,全部入账或一件也不入账。 Confirm a sheet that another person staged, all or none."""
    command, request = imports.Confirm(file=import_id), session.request()
    with screen.progress("核对 checking") as checking:
        receipt = confirm_file(session.book, session.vault, command, request, checking)
    cases = receipt.outcome
    content = {"import": import_id, "applications": len(cases), "cases": cases, "key": request.key}
    rows = screen.table("已入账 confirmed", ("行 line", "案件 case"), cases.items(), right=(0,))
    session.answer(content, rows, f"共 {len(cases)} 件 applications", f"操作编号 key: {request.key}")


@import_.command("discard")
@_IMPORT
@click.option("--ground", required=True, help="为何撤下。 Why.")
@writes("撤下批量导入")
def discard(session: Session, import_id: str, ground: str) -> None:
    """撤下待复核的申请表,文件随即删除。 Take a staged sheet away; its file is deleted."""
    command = imports.Discard(file=import_id, ground=ground)
    session.receipt(imports.discard(session.book, command, session.request()))


@import_.command("show")
@_IMPORT
@reads
def show(session: Session, import_id: str) -> None:
    """查看一次导入:待复核的列出各件申请,已入账的列出案件。 One import, with its applications or its cases."""
    row = queries.import_(session.book, import_id)
    applications, cases = list[StagedApplication](), dict[str, str]()
    parts: list[RenderableType] = [_table([row])]
    if row.status == Status.STAGED:
        applications = applications_in(session.book, session.vault, import_id)
        parts.append(_applications(applications))
    if row.status == Status.CONFIRMED:
        cases = dict(_cases(session, import_id))
        parts.append(screen.table("案件 cases", ("行 line", "案件 case"), cases.items(), right=(0,)))
    session.answer({"import": row, "applications": applications, "cases": cases}, *parts)


@import_.command("list")
@click.option("--place", type=PLACE, help="地区(含下级)。 Place, with all below it.")
@click.option("--status", type=one_of(*Status), help="状态。 Status.")
@reads
def listed(session: Session, place: str | None, status: str | None) -> None:
    """列出批量导入。 List imports."""
    found = queries.imports(session.book, place=place, status=status)
    session.answer({"imports": found}, _table(found))


def _cases(session: Session, import_id: str) -> Iterator[tuple[str, str]]:
    for recorded in session.book.events(import_id):
        if isinstance(recorded.event, Confirmed):
            yield from ((str(each.line), each.case) for each in recorded.event.cases)


def _table(found: Iterable[ImportRow]) -> RenderableType:
    headings = ("导入 import", "项目 programme", "地区 place", "件数 applications", "状态 status", "提交人 staged by")
    rows = ((row.id, zh(row.programme), row.place, row.applications, zh(row.status), row.staged_by) for row in found)
    return screen.table("批量导入 imports", headings, rows, right=(3,), whole=(0,))


def _applications(found: Iterable[StagedApplication]) -> RenderableType:
    headings = ("行 line", "地区 place", "申请日期 applied on", "申请人 applicant", "姓名或名称 name", "涉及人数 named")
    rows = ((each.line, each.place, each.applied_on, each.applicant, each.name, each.named) for each in found)
    return screen.table("待复核的申请 applications", headings, rows, right=(0, 5))
