"""`inspection`: random inspection lists: draw, record, list, show."""

from datetime import date
from typing import get_args

import click

from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import DAY, PLACE
from domain.inspection_population import Kind
from domain.inspection_sample import Finding
from domain.interval import Share
from domain.names import zh
from ledger.commands import inspections
from ledger.views import inspection_queries
from ledger.views.inspection_queries import Estimate


@click.group()
def inspection() -> None:
    """随机抽查:抽取、登记结果、查看。 Random inspection of what no check suspects."""


@inspection.command("draw")
@click.argument("kind", type=click.Choice(get_args(Kind)))
@click.option("--place", type=PLACE, required=True, help="地区。 Place, and all below it.")
@click.option("--from", "first", type=DAY, required=True, help="期间开始日。 First day.")
@click.option("--to", "last", type=DAY, required=True, help="期间结束日。 Last day.")
@click.option("--share", type=click.IntRange(0, 100), default=0, help="抽查比例(%)。 Per cent.")
@click.option("--number", type=click.IntRange(0), default=0, help="抽查数。 So many.")
@click.option("--seed", default="", help="种子,默认账本末尾事件的摘要。 Default: the digest of the last event.")
@writes("随机抽查")
def draw(session: Session, kind: Kind, place: str, first: date, last: date, share: int, number: int, seed: str) -> None:
    """从全部支付、案件或安置中抽取。 Draw from all payments, cases or placements."""
    command = inspections.Draw(
        kind=kind, place=place, first=first, last=last, share_pct=share, number=number, seed=seed
    )
    session.receipt(inspections.draw(session.book, command, session.request()))


@inspection.command("record")
@click.argument("sample")
@click.argument("item")
@click.option("--finding", type=click.Choice(get_args(Finding)), required=True, help="结果。 What was found.")
@click.option("--note", required=True, help="说明。 In words, without personal data.")
@writes("登记抽查结果")
def record(session: Session, sample: str, item: str, finding: Finding, note: str) -> None:
    """登记一件的抽查结果。 Record what was found; suspected fraud is looked into with `investigation open`."""
    command = inspections.Record(sample=sample, item=item, finding=finding, note=note)
    session.receipt(inspections.record(session.book, command, session.request()))


@inspection.command("list")
@click.option("--kind", type=click.Choice(get_args(Kind)), help="类别。 Of one kind.")
@reads
def listed(session: Session, kind: str | None) -> None:
    """列出抽查单;同一范围抽过几次,这里看得出。 Every list that was drawn."""
    found = inspection_queries.samples(session.book, kind=kind)
    headings = ("抽查单 list", "类别 kind", "地区 place", "期间 period", "抽取 items", "总数 of", "抽取日 drawn")
    rows = (
        (row.id, zh(row.kind), row.place, f"{row.first}–{row.last}", str(row.items), str(row.population), row.drawn_on)
        for row in found
    )
    session.answer({"samples": found}, screen.table("随机抽查 random inspections", headings, rows, right=(4, 5)))


@inspection.command("show")
@click.argument("sample")
@reads
def show(session: Session, sample: str) -> None:
    """显示抽查单、结果和推断。 Show a list, its findings, and what they say about the whole."""
    row = inspection_queries.sample(session.book, sample)
    items = inspection_queries.sample_items(session.book, sample)
    said = inspection_queries.estimate(session.book, row, items)
    headings = ("序 no.", "编号 item", "结果 finding", "说明 note", "登记人 by")
    rows = ((str(each.rank), each.item, zh(each.finding), each.note, each.found_by) for each in items)
    session.answer(
        {"sample": row, "items": items, "estimate": said},
        screen.table(f"抽查单 {row.id}", headings, rows, right=(0,)),
        screen.table("推断 estimate", ("项目 what", "样本 sample", "95% 区间 interval"), _told(said)),
    )


def _told(said: Estimate) -> tuple[tuple[str, str, str], ...]:
    return (
        ("有差错或疑似骗取 wrong", *_share(said.wrong)),
        ("疑似骗取 suspected", *_share(said.suspected)),
        ("其中检查事先提示过 told by checks before", *_share(said.recall)),
    )


def _share(share: Share) -> tuple[str, str]:
    low, high = (f"{bound // 10}.{bound % 10}%" for bound in (share.low, share.high))
    return f"{share.part}/{share.whole}", f"{low}–{high}"
