"""`application`: import a file of applications, and write an empty form."""

from pathlib import Path
from typing import Final

import click

from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import FILE, PLACE, PROGRAMME
from api.schemas.catalogue import form_of


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--programme", type=PROGRAMME, required=True, help="补贴项目。 Programme.")
@click.option("--place", type=PLACE, help="“地区”栏空白时的地区。 Place where the sheet names none.")
@click.option("--dry-run", is_flag=True, help="只检查,不导入。 Check only.")
@writes("批量导入申请")
def import_file(session: Session, file: Path, programme: str, place: str | None, dry_run: bool) -> None:
    """导入申请表(CSV 或 XLSX),全部导入或一件也不导入。 Import a sheet of applications, all or none.

    每一处错误都列出行、列和原因。同一文件重复导入只算一次。 Every mistake is listed with line, column and reason. The
    same file counts once.
    """
    # Sheets bring openpyxl along, which no other act upon applications should wait for.
    from api.forms.imports import content_of, findings, sheet_of, taken

    source = content_of(file)
    request = session.request(key=f"import-{session.vault.digest_of(source)}")
    form = form_of(programme)
    with screen.progress("读表 reading") as reading:
        found = findings(sheet_of(source), form, place or "", session.book, session.vault, reading)
    with screen.progress("核对 checking") as checking:
        cases = taken(found, form, session.book, session.vault, request, dry_run=dry_run, progress=checking)
    content = {"dry_run": dry_run, "applications": len(cases), "cases": cases, "key": request.key}
    title = "检查通过,尚未导入 checked, not imported" if dry_run else "已导入 imported"
    rows = screen.table(title, ("行 line", "案件 case"), cases.items(), right=(0,))
    session.answer(content, rows, f"共 {len(cases)} 件 applications", f"操作编号 key: {request.key}")


@click.command("form")
@click.argument("programme", type=PROGRAMME)
@click.option("--out", type=FILE, required=True, help="写入的 XLSX 文件。 XLSX file to write.")
@reads
def blank_form(session: Session, programme: str, out: Path) -> None:
    """生成空白申请表和填写说明。 Write an empty form with instructions."""
    # The same as above.
    from api.forms.blank import write_blank

    write_blank(form_of(programme), out)
    session.answer({"programme": programme, "file": out}, f"空白申请表 blank form: {out}")


COMMANDS: Final = (import_file, blank_form)
