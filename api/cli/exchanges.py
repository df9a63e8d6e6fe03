"""`exchange`: agree on an exchange of data, write a run down, end it; what is due."""

from datetime import date
from typing import Any

import click

from api import clock
from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import DAY, PLACE, OneOf
from domain import names
from domain.exchange import FIELDS, KINDS
from ledger.commands import exchanges
from ledger.exchanges import exchanges_due
from ledger.views import registers

_FIELD = click.option(
    "--field", "fields", type=OneOf(FIELDS), multiple=True, required=True, help="字段,可重复。 May be repeated."
)


@click.group()
def exchange() -> None:
    """部门间信息交换:约定、办理、终止、到期。 Exchanges of data between departments."""


@exchange.command("agree")
@click.option("--kind", type=OneOf(KINDS), required=True, help="交换内容。 Kind.")
@click.option("--place", type=PLACE, required=True, help="地区。 Place.")
@click.option("--source", required=True, help="提供部门。 Body that gives.")
@click.option("--receiver", required=True, help="接收部门。 Body that receives.")
@click.option("--purpose", required=True, help="用途。 Purpose.")
@click.option("--basis", required=True, help="依据文件。 Legal basis.")
@_FIELD
@click.option("--every-months", type=int, required=True, help="周期(月)。 Interval in months.")
@writes("约定数据交换")
def agree(session: Session, /, **given: Any) -> None:
    """约定一项数据交换:用途、字段、周期。 Agree on purpose, fields and interval."""
    session.receipt(exchanges.agree(session.book, exchanges.Agree(**given), session.request()))


@exchange.command("run")
@click.argument("exchange", metavar="EXCHANGE")
@_FIELD
@click.option("--rows", type=int, required=True, help="条数。 Rows.")
@click.option("--matched", type=int, required=True, help="一致。 Matched.")
@click.option("--unmatched", type=int, required=True, help="不一致。 Unmatched.")
@click.option("--digest", required=True, help="文件 SHA-256。 Digest of the file.")
@writes("办理数据交换")
def run(session: Session, /, **given: Any) -> None:
    """登记一次交换:只记条数和文件摘要。 Write a run down: counts and the digest only."""
    session.receipt(exchanges.run_exchange(session.book, exchanges.RunExchange(**given), session.request()))


@exchange.command("end")
@click.argument("exchange", metavar="EXCHANGE")
@click.option("--ground", required=True, help="理由。 Ground.")
@writes("终止数据交换")
def end(session: Session, /, **given: Any) -> None:
    """终止交换。 End an exchange."""
    session.receipt(exchanges.end_exchange(session.book, exchanges.EndExchange(**given), session.request()))


@exchange.command("list")
@reads
def listed(session: Session) -> None:
    """列出交换。 List exchanges."""
    found = registers.exchanges(session.book)
    headings = ("交换 exchange", "内容 kind", "提供 source", "接收 receiver", "次数 runs", "最近 last")
    rows = ((row.id, names.zh(row.kind), row.source, row.receiver, row.runs, row.last_on) for row in found)
    session.answer({"exchanges": found}, screen.table("数据交换 exchanges", headings, rows, right=(4,)))


@exchange.command("due")
@click.option("--place", type=PLACE, required=True, help="地区。 Place.")
@click.option("--as-of", type=DAY, help="截至日(默认今天)。 Day; default: today.")
@reads
def due(session: Session, place: str, as_of: date | None) -> None:
    """方案要求的交换:是否约定、何时到期。 What the plans demand: agreed or not, and when it is due."""
    found = exchanges_due(session.book, place, as_of or clock.today())
    headings = ("内容 kind", "交换 exchange", "次数 runs", "到期 due", "逾期 overdue", "依据 authority")
    rows = (
        (names.zh(each.kind), each.exchange, each.runs, each.next_due, "是" if each.overdue else "", each.authority)
        for each in found
    )
    session.answer({"due": found}, screen.table("到期 due", headings, rows, right=(2,)))
