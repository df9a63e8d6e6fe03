"""`service import`: a sheet of people for the service register, all of them or nobody."""

from pathlib import Path

import click

from api.cli import screen
from api.cli.session import Session, writes
from api.cli.values import FILE, PLACE
from api.forms.imports import content_of, sheet_of
from api.forms.register_sheet import COLUMNS, enrolled, people_of

_HEADINGS = "、".join(column.heading for column in COLUMNS)


@click.command(
    "import", help=f"导入名册(CSV 或 XLSX),全部列入或一人也不列入。栏目:{_HEADINGS}。 Import a sheet, all or none."
)
@click.argument("file", type=FILE)
@click.option("--place", type=PLACE, help="“常住地”栏空白时的地区。 Place where the sheet names none.")
@click.option("--dry-run", is_flag=True, help="只检查,不导入。 Check only.")
@writes("批量列入名册")
def import_file(session: Session, file: Path, place: str | None, dry_run: bool) -> None:
    """Enrol everybody in a sheet."""
    source = content_of(file)
    request = session.request(key=f"register-{session.vault.digest_of(source)}")
    found = people_of(sheet_of(source), session.vault, place or "")
    with screen.progress("核对 checking") as checking:
        people = enrolled(found, session.book, session.vault, request, dry_run=dry_run, progress=checking)
    title = "检查通过,尚未列入 checked, not enrolled" if dry_run else "已列入 enrolled"
    rows = screen.table(title, ("行 line", "化名 person"), people.items(), right=(0,))
    content = {"dry_run": dry_run, "enrolled": len(people), "people": people, "key": request.key}
    session.answer(content, rows, f"共 {len(people)} 人 people", f"操作编号 key: {request.key}")
