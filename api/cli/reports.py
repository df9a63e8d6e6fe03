"""`report`: the yearly report that a plan demands, as a workbook and a page."""

from hashlib import sha256
from pathlib import Path

import click
from rich.console import RenderableType

from api.cli import screen
from api.cli.session import Session, reads
from api.reports.page import page_bytes
from api.reports.tables import Table, facts_of, tables_of, title_of
from api.reports.workbook import workbook_bytes
from ledger.views.yearly import yearly_report


@click.group()
def report() -> None:
    """报告:各行动方案要求的年度报告。 Reports that the plans demand."""


@report.command("yearly")
@click.option("--plan", type=click.IntRange(1, 5), required=True, help="行动方案(1 国家 … 5 金华)。 Plan.")
@click.option("--year", type=int, required=True, help="年度。 Year.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="写出 XLSX 和 HTML 的文件夹。 Folder.")
@reads
def yearly(session: Session, plan: int, year: int, out: Path | None) -> None:
    """年度报告:资金、项目、目标、职责,逐项与账本核对。 The yearly report, every figure tied to the ledger.

    写出的文件附 SHA-256,可用「duty fulfil --digest」登记报送。 The digest of a file can prove the duty to report.
    """
    made = yearly_report(session.book, plan=plan, year=year)
    files = {
        f"report-{plan}-{year}-{made.place}.xlsx": workbook_bytes(made),
        f"report-{plan}-{year}-{made.place}.html": page_bytes(made),
    }
    written = {}
    if out:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (out / name).write_bytes(content)
            written[str(out / name)] = sha256(content).hexdigest()
    tables = tables_of(made)
    session.answer(
        {
            "title": title_of(made),
            "facts": dict(facts_of(made)),
            "tables": {
                table.name: [dict(zip(table.headings, row, strict=True)) for row in table.rows] for table in tables
            },
            "files": written,
        },
        title_of(made),
        *(_shown(table) for table in tables),
        *(f"{path}  sha256 {digest}" for path, digest in written.items()),
    )


def _shown(table: Table) -> RenderableType:
    rows = (tuple(str(cell) for cell in row) for row in table.rows)
    return screen.table(table.name, table.headings, rows, right=table.numbers)
