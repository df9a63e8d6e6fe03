"""`evidence`: import files of evidence, accept or withdraw them, and say which datasets there are and what counts."""

from datetime import date
from pathlib import Path

import click
from rich.console import RenderableType

from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import DAY, FILE, PLACE, OneOf, Value, one_of
from api.forms.evidence_file import SHOWN, evidence_file, template_of, told_by_cell
from domain.calendar import Month
from domain.evidence import Status
from domain.names import zh
from ledger.commands import evidence as commands
from ledger.commands.import_evidence import check_evidence, command_of, import_evidence
from ledger.documents.private import new_file
from ledger.evidence.current import current
from ledger.evidence.dataset import datasets
from ledger.evidence.left_out import left_out
from ledger.views import queries
from ledger.views.evidence import EvidenceImportRow


def _period(text: str, field: str) -> tuple[Month, Month]:
    """`2024-01..2024-12`, or one month."""
    first, _, last = text.partition("..")
    return Month.parse(first, field=field), Month.parse(last or first, field=field)


_DATASET = click.argument("dataset", type=OneOf(list(datasets())))
_EVIDENCE = click.argument("evidence_id", metavar="EVIDENCE")
_GROUND = click.option("--ground", required=True, help="原因。 Why.")
_PERIOD = Value("period", _period)


@click.group()
def evidence() -> None:
    """证据:导入登记数据和流水,供疑点核查。 Evidence: registers and facts that the checks look at."""


@evidence.command("import")
@_DATASET
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--period", type=_PERIOD, help="期间,如 2024-01..2024-12(按月的数据集)。 Period, by months.")
@click.option("--as-of", type=DAY, help="截至哪一天(默认今天或期末)。 As of which day.")
@click.option("--source", required=True, help="来源代码,如 tax-bureau。 Where it comes from, as a code.")
@click.option("--place", type=PLACE, help="所属地区(默认为账套地区)。 Place that the file covers.")
@click.option("--accept-partial", is_flag=True, help="剔除坏行,待另一人复核。 Leave bad lines out; another confirms.")
@click.option("--check", is_flag=True, help="只检查,不保存。 Check only, keep nothing.")
@writes("导入证据")
def import_(
    session: Session,
    dataset: str,
    file: Path,
    period: tuple[Month, Month] | None,
    as_of: date | None,
    source: str,
    place: str | None,
    accept_partial: bool,
    check: bool,
) -> None:
    """导入证据文件(CSV、Parquet、XLSX)。 Import a file; with any mistake nothing is kept."""
    first, last = period or (None, None)
    command = command_of(
        session.vault,
        file,
        dataset=dataset,
        source=source,
        place=place or session.book.place,
        first_month=first,
        last_month=last,
        as_of=as_of,
        accept_partial=accept_partial,
    )
    request = session.request()
    with told_by_cell(), screen.progress("导入 importing") as bar:
        opened = evidence_file(file)
        if check:
            found = check_evidence(session.book, session.vault, command, opened, request, bar)
            session.answer({"lines": found.lines, "rows": found.rows}, f"检查通过 checked: {found.rows} 行 rows")
            return
        store = session.evidence
        receipt = import_evidence(session.book, session.vault, store, command, opened, request, session.now, bar)
    session.receipt(receipt)


@evidence.command("confirm")
@_EVIDENCE
@writes("复核证据的部分入库")
def confirm(session: Session, evidence_id: str) -> None:
    """复核他人提交、剔除了部分行的证据。 Accept, as another person, that lines were left out."""
    command = commands.ConfirmEvidence(evidence=evidence_id)
    session.receipt(commands.confirm_evidence(session.book, command, session.request()))


@evidence.command("discard")
@_EVIDENCE
@_GROUND
@writes("撤下待复核的证据")
def discard(session: Session, evidence_id: str, ground: str) -> None:
    """撤下待复核的证据。 Take away what waits to be confirmed."""
    command = commands.DiscardEvidence(evidence=evidence_id, ground=ground)
    session.receipt(commands.discard_evidence(session.book, command, session.request()))


@evidence.command("withdraw")
@_EVIDENCE
@_GROUND
@writes("撤回证据")
def withdraw(session: Session, evidence_id: str, ground: str) -> None:
    """撤回有误的证据,此前的重新有效。 An import that was wrong counts no longer; the one before counts again."""
    command = commands.WithdrawEvidence(evidence=evidence_id, ground=ground)
    session.receipt(commands.withdraw_evidence(session.book, command, session.request()))


@evidence.command("sweep")
@reads
def sweep(session: Session) -> None:
    """清除中断的导入留下的文件。 Remove what broken imports left, and files that no event names."""
    removed = commands.sweep(session.book, session.evidence)
    session.answer({"removed": removed}, f"清除 {removed} 个文件。 {removed} files removed.")


@evidence.command("prepare")
@reads
def prepare(session: Session) -> None:
    """导入后备好证据供检查使用,需时数分钟。 Prepare what was imported for checks and rings; takes minutes."""
    from ledger.checks.preparing import prepare as prepared

    made = prepared(session.book, session.evidence)
    session.answer({"prepared": made}, "证据已备好。 Prepared." if made else "证据早已备好。 Was prepared already.")


@evidence.command("list")
@click.option("--dataset", type=OneOf(list(datasets())), help="数据集。 Dataset.")
@click.option("--place", type=PLACE, help="地区(含下级)。 Place, with all below it.")
@click.option("--status", type=one_of(*Status), help="状态。 Status.")
@reads
def listed(session: Session, dataset: str | None, place: str | None, status: str | None) -> None:
    """列出证据导入。 List imports of evidence."""
    found = queries.evidence_imports(session.book, dataset=dataset, place=place, status=status)
    session.answer({"evidence": found}, _table(found))


@evidence.command("show")
@_EVIDENCE
@reads
def show(session: Session, evidence_id: str) -> None:
    """查看一次导入,剔除了哪些行、为什么。 One import, and which lines were left out, and why."""
    row = queries.evidence(session.book, evidence_id)
    if not row.rejected:
        session.answer({"evidence": row, "left_out": []}, _table([row]))
        return
    found = left_out(session.evidence, row.report)
    headings = ("行 line", "栏 column", "原因", "reason")
    cells = ((each.line, f"{each.heading_zh} {each.heading_en}".strip(), each.zh, each.en) for each in found[:SHOWN])
    title = f"剔除的行 lines left out: {row.rejected}({row.problems} 处 problems)"
    session.answer(
        {"evidence": row, "left_out": found[:SHOWN]}, _table([row]), screen.table(title, headings, cells, right=(0,))
    )


@evidence.command("datasets")
@reads
def datasets_(session: Session) -> None:
    """列出各数据集及其中有效的证据。 The datasets, and what counts of each."""
    counted = current(session.book)
    headings = ("数据集 dataset", "名称 name", "类别 sort", "时效(天) days", "行数 rows", "截至 as of")
    told = [
        {
            "dataset": name,
            "zh": each.zh,
            "en": each.en,
            "sort": each.sort,
            "max_age_days": each.max_age_days,
            "rows": counted[name].rows if name in counted else 0,
            "as_of": {source: str(day) for source, day in counted[name].as_of.items()} if name in counted else {},
        }
        for name, each in datasets().items()
    ]
    rows = (
        (row["dataset"], f"{row['zh']} {row['en']}", row["sort"], row["max_age_days"], row["rows"], _days(row["as_of"]))
        for row in told
    )
    session.answer({"datasets": told}, screen.table("数据集 datasets", headings, rows, right=(3, 4), whole=(0,)))


@evidence.command("template")
@_DATASET
@click.option("--out", type=FILE, required=True, help="写入的文件。 File to write.")
@reads
def template(session: Session, dataset: str, out: Path) -> None:
    """写出空白 CSV 表。 An empty CSV file with the headings of a dataset."""
    with new_file(out) as file:
        file.write(template_of(datasets()[dataset]).encode())
    session.answer({"out": str(out)}, f"已写入 written: {out}")


def _days(as_of: object) -> str:
    return "\n".join(f"{source} {day}" for source, day in as_of.items()) if isinstance(as_of, dict) else ""


def _table(found: list[EvidenceImportRow]) -> RenderableType:
    headings = (
        "证据 evidence",
        "数据集 dataset",
        "来源 source",
        "地区 place",
        "期间 period",
        "截至 as of",
        "行数 rows",
    )
    more = ("剔除 left out", "状态 status", "导入人 imported by")
    rows = (
        (
            row.id,
            datasets()[row.dataset].zh,
            row.source,
            row.place,
            row.first_month if row.first_month == row.last_month else f"{row.first_month} – {row.last_month}",
            row.as_of,
            row.rows,
            row.rejected,
            zh(row.status),
            row.imported_by,
        )
        for row in found
    )
    return screen.table("证据 evidence", (*headings, *more), rows, right=(6, 7), whole=(0,))
