"""`export`: the journal, the balances and the lists as CSV, XLSX or Parquet."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

import click
from rich.table import Table as Shown

from api.cli import screen
from api.cli.session import Session, writes
from api.cli.values import DAY, FILE, PLACE, PROGRAMME, OneOf
from ledger.commands import access
from ledger.exports.catalogue import FORMATS
from ledger.exports.export import Exported
from ledger.exports.export import export as exporting
from ledger.exports.list_tables import CasesQuestion, PaymentsQuestion, RecoveriesQuestion
from ledger.exports.money_tables import BalancesQuestion, JournalQuestion
from ledger.exports.table import Question
from ledger.views.balances import GROUPINGS

Command = Callable[..., None]


@click.group("export")
def export() -> None:
    """下载:日记账、余额、案件、支付、追回,存为 CSV、XLSX 或 Parquet。 Downloads.

    同一账套、同一位置、同一条件,文件逐字节相同。 The same question at the same position gives the same bytes.
    """


def _to_file(command: Command) -> Command:
    """The options of every download."""
    command = click.option("--out", type=FILE, required=True, help="写到哪个文件。 File to write.")(command)
    return click.option("--format", "format_", type=OneOf(list(FORMATS)), required=True, help="格式。 Format.")(command)


def _of_postings(command: Command) -> Command:
    """The options that choose postings."""
    for name, text in (
        ("--case", "只要一个案件。 One case only."),
        ("--line", "只要一条预算科目。 One budget line only."),
        ("--commodity", "只要一种计量,如 CNY.LEVY24B。 One commodity only."),
        ("--account", "只要一个科目。 One account only."),
    ):
        command = click.option(name, help=text)(command)
    return click.option("--known-on", type=DAY, help="只计此日(含)前已记录的。 Recorded up to this day.")(command)


@export.command("journal")
@click.option("--from", "effective_from", type=DAY, help="生效日自。 Value dates from this day.")
@click.option("--to", "effective_to", type=DAY, help="生效日至。 Value dates up to this day.")
@_of_postings
@_to_file
@writes("导出")
def journal(session: Session, /, format_: str, out: Path, **filters: Any) -> None:
    """日记账:逐笔分录。 Every posting."""
    _write(session, JournalQuestion(**filters), format_, out)


@export.command("balances")
@click.option("--as-of", type=DAY, help="计入生效日不晚于此日的。 Value dates up to this day.")
@click.option("--by", "grouping", type=OneOf(list(GROUPINGS)), default="account", show_default=True)
@_of_postings
@_to_file
@writes("导出")
def balances(session: Session, /, as_of: date | None, grouping: str, format_: str, out: Path, **filters: Any) -> None:
    """余额:按生效日和记录日两个时间。 Balances by value date and by recorded date."""
    _write(session, BalancesQuestion(effective_to=as_of, group_by=GROUPINGS[grouping], **filters), format_, out)


@export.command("cases")
@click.option("--programme", type=PROGRAMME, help="项目。 Programme.")
@click.option("--place", type=PLACE, help="地区,含下级。 Place and all below.")
@click.option("--status", help="状态。 Status.")
@click.option("--applicant", help="申请人编号。 Pseudonym of the applicant.")
@_to_file
@writes("导出")
def cases(session: Session, /, format_: str, out: Path, **filters: Any) -> None:
    """案件:各案现状。 Where each case stands."""
    _write(session, CasesQuestion(**filters), format_, out)


@export.command("payments")
@click.option("--case", help="案件。 Of one case.")
@click.option("--place", type=PLACE, help="地区,含下级。 Place and all below.")
@click.option("--line", help="预算科目。 Of one budget line.")
@click.option("--status", help="状态。 Status.")
@_to_file
@writes("导出")
def payments(session: Session, /, format_: str, out: Path, **filters: Any) -> None:
    """支付:各笔现状。 Where each payment stands."""
    _write(session, PaymentsQuestion(**filters), format_, out)


@export.command("recoveries")
@click.option("--case", help="案件。 Of one case.")
@click.option("--place", type=PLACE, help="地区,含下级。 Place and all below.")
@click.option("--payment", help="支付。 Of one payment.")
@_to_file
@writes("导出")
def recoveries(session: Session, /, format_: str, out: Path, **filters: Any) -> None:
    """追回:各笔现状。 Where each recovery stands."""
    _write(session, RecoveriesQuestion(**filters), format_, out)


def _write(session: Session, question: Question, format_: str, out: Path) -> None:
    """Write the file, and put on record that it leaves the book before it is there to be taken."""
    book = session.book
    request = session.request()
    with _whole(out) as file:
        made = exporting(book, question, (book.place,), format_, file)
        access.note_exported(
            book,
            by=request.actor,
            what=made.table,
            format_=format_,
            query=made.question,
            rows=made.rows,
            digest=made.sha256,
            now=request.now,
        )
    session.answer({**made.facts(), "out": out}, _shown(made, out))


@contextmanager
def _whole(out: Path) -> Iterator[BinaryIO]:
    """A file beside the one that is asked for, which takes its place once it is whole; a refusal leaves nothing."""
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = out.with_name(f".{out.name}.{uuid4()}")
    try:
        with beside.open("x+b") as file:
            yield file
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)


def _shown(made: Exported, out: Path) -> Shown:
    rows = (
        ("文件 file", out),
        ("截至事件序号 position", made.position),
        ("行数 rows", made.rows),
        ("字节 bytes", made.size),
        ("SHA-256", made.sha256),
        ("查询条件 question", made.question),
    )
    return screen.table("已导出 exported", ("项 item", "值 value"), rows)
