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
from ledger.evidence.current import Current, current
from ledger.evidence.dataset import datasets
from ledger.evidence.left_out import LeftOut, left_out
from ledger.evidence.missing import Missing, missing_of
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
@click.option("--accept-fewer", is_flag=True, help="较前减少,待另一人复核。 Fewer keys than before; another confirms.")
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
    accept_fewer: bool,
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
        accept_fewer=accept_fewer,
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
@writes("复核待入库的证据")
def confirm(session: Session, evidence_id: str) -> None:
    """复核他人提交、剔除了部分行或有所减少的证据。 Accept, as another person, what is left out or lacks."""
    command = commands.ConfirmEvidence(evidence=evidence_id)
    session.receipt(commands.confirm_evidence(session.book, session.evidence, command, session.request()))


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
@writes("提请撤回证据")
def withdraw(session: Session, evidence_id: str, ground: str) -> None:
    """提请撤回有误的证据,另一人复核前仍有效。 Propose to withdraw an import; it counts until another confirms."""
    command = commands.WithdrawEvidence(evidence=evidence_id, ground=ground)
    session.receipt(commands.withdraw_evidence(session.book, command, session.request()))


@evidence.command("confirm-withdrawal")
@_EVIDENCE
@writes("复核证据的撤回")
def confirm_withdrawal(session: Session, evidence_id: str) -> None:
    """复核他人提请的撤回,此前的证据重新有效。 Agree to a withdrawal; what the import had replaced counts again."""
    command = commands.ConfirmWithdrawal(evidence=evidence_id)
    session.receipt(commands.confirm_withdrawal(session.book, command, session.request()))


@evidence.command("keep")
@_EVIDENCE
@_GROUND
@writes("驳回证据的撤回")
def keep(session: Session, evidence_id: str, ground: str) -> None:
    """驳回或收回撤回的提请,证据仍有效。 Reject or take back a proposed withdrawal; the import counts as before."""
    command = commands.KeepEvidence(evidence=evidence_id, ground=ground)
    session.receipt(commands.keep_evidence(session.book, command, session.request()))


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
    """查看一次导入:剔除的行及原因;待复核的,较被取代的少什么。 One import: what was left out, and what it lacks."""
    row = queries.evidence(session.book, evidence_id)
    left = left_out(session.evidence, row.report)[:SHOWN]
    lacks = missing_of(session.book, session.evidence, evidence_id, SHOWN)
    tables = [_table([row])]
    if left:
        tables.append(_left_out(row, left))
    if lacks:
        tables.append(_missing(row, lacks))
    session.answer({"evidence": row, "left_out": left, "missing": lacks}, *tables)


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
            "as_of": _as_of(counted[name], session.book.place) if name in counted else {},
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


def _left_out(row: EvidenceImportRow, found: list[LeftOut]) -> RenderableType:
    headings = ("行 line", "栏 column", "原因", "reason")
    cells = ((each.line, f"{each.heading_zh} {each.heading_en}".strip(), each.zh, each.en) for each in found)
    title = f"剔除的行 lines left out: {row.rejected}({row.problems} 处 problems)"
    return screen.table(title, headings, cells, right=(0,))


def _missing(row: EvidenceImportRow, found: list[Missing]) -> RenderableType:
    headings = ("栏 column", "当事人 party", "现有证据 evidence", "行 line")
    cells = ((f"{each.zh} {each.en}", each.party, each.evidence, each.line) for each in found)
    return screen.table(f"减少的编号 keys that are no more: {row.fewer}", headings, cells, right=(3,), whole=(1, 2))


def _as_of(now: Current, place: str) -> dict[str, str]:
    return {source: str(day) for source, day in now.spoken.by_source(place).items()}


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
