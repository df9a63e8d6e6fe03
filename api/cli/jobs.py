"""`jobs`: posts for directed recruitment and labour projects; what a year demands, and who fits."""

from datetime import date
from typing import Any

import click

from api import clock
from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import DAY, PLACE, OneOf
from domain import names
from domain.jobs import KINDS
from ledger import carriers
from ledger.commands import jobs as commands
from ledger.views import registers

_AS_OF = click.option("--as-of", type=DAY, help="截至日(默认今天)。 Day; default: today.")
_GROUND = click.option("--ground", required=True, help="情形和依据。 Ground.")
_COUNT = click.option("--count", type=int, required=True, help="数量。 How many.")


@click.group()
def jobs() -> None:
    """定向招聘岗位和劳动项目:开发、上岗、调配、年度情况。 Posts and labour projects."""


@jobs.command("develop")
@click.option("--kind", type=OneOf(KINDS), required=True, help="类型。 Kind.")
@click.option("--place", type=PLACE, required=True, help="地区。 Place.")
@click.option("--developer", required=True, help="提供单位代码。 Credit code of who offers them.")
@click.option("--title", required=True, help="岗位或项目名称。 Title.")
@_COUNT
@click.option("--document", required=True, help="依据文件。 Document.")
@writes("开发岗位")
def develop(session: Session, /, **given: Any) -> None:
    """登记一批岗位或劳动项目。 Enter a batch."""
    session.receipt(commands.develop(session.book, commands.Develop(**given), session.request()))


@jobs.command("fill")
@click.argument("batch", metavar="BATCH")
@click.option("--person", required=True, help="上岗人(化名)。 Who takes the post.")
@writes("上岗")
def fill(session: Session, /, **given: Any) -> None:
    """登记上岗。 Let a person take a post."""
    session.receipt(commands.fill(session.book, commands.Fill(**given), session.request()))


@jobs.command("vacate")
@click.argument("batch", metavar="BATCH")
@click.option("--person", required=True, help="离岗人(化名)。 Who leaves the post.")
@_GROUND
@writes("离岗")
def vacate(session: Session, /, **given: Any) -> None:
    """登记离岗。 Let a person leave a post."""
    session.receipt(commands.vacate(session.book, commands.Vacate(**given), session.request()))


@jobs.command("allocate")
@click.argument("batch", metavar="BATCH")
@click.option("--facility", required=True, help="机构。 Carrier.")
@_COUNT
@writes("调配劳动项目")
def allocate(session: Session, /, **given: Any) -> None:
    """向辅助性就业机构调配劳动项目。 Give units of a project to a body."""
    session.receipt(commands.allocate(session.book, commands.Allocate(**given), session.request()))


@jobs.command("take-back")
@click.argument("batch", metavar="BATCH")
@_COUNT
@_GROUND
@writes("收回岗位")
def take_back(session: Session, /, **given: Any) -> None:
    """收回空余的岗位。 Take back what nobody has."""
    session.receipt(commands.take_back(session.book, commands.TakeBack(**given), session.request()))


@jobs.command("list")
@click.option("--place", type=PLACE, help="地区。 Place.")
@click.option("--kind", type=OneOf(KINDS), help="类型。 Kind.")
@reads
def listed(session: Session, place: str | None, kind: str | None) -> None:
    """列出岗位和劳动项目。 List batches."""
    found = registers.batches(session.book, place=place, kind=kind)
    headings = ("批次 batch", "类型 kind", "名称 title", "数量 count", "已用 taken", "日期 on")
    rows = ((row.id, names.zh(row.kind), row.title, row.count, row.taken, row.developed_on) for row in found)
    session.answer({"batches": found}, screen.table("岗位 batches", headings, rows, right=(3, 4)))


@jobs.command("year")
@click.option("--place", type=PLACE, required=True, help="地区。 Place.")
@click.option("--year", type=click.IntRange(2000, 2099), required=True, help="年度。 Year.")
@_AS_OF
@reads
def year(session: Session, place: str, year: int, as_of: date | None) -> None:
    """方案要求每年开发的岗位和现状。 What a year demands, and what there is."""
    found = carriers.posts_of_year(session.book, place, year, as_of or min(clock.today(), date(year, 12, 31)))
    headings = ("类型 kind", "批次 batches", "个数 posts", "已用 taken", "应有 least", "达到 met", "依据 authority")
    rows = (
        (
            names.zh(each.kind),
            each.batches,
            each.posts,
            each.taken,
            f"{each.least} {'个' if each.counted == 'posts' else '批'}",
            "是" if each.fulfilled else "否",
            each.authority,
        )
        for each in found
    )
    content = [
        {"fulfilled": each.fulfilled, **{name: getattr(each, name) for name in each.__struct_fields__}}
        for each in found
    ]
    session.answer({"year": content}, screen.table(f"{year}", headings, rows, right=(1, 2, 3, 4)))


@jobs.command("candidates")
@click.argument("batch", metavar="BATCH")
@_AS_OF
@reads
def candidates(session: Session, batch: str, as_of: date | None) -> None:
    """名册中可以推荐的人,依次排列。 Who on the register can be recommended, in order."""
    found = carriers.candidates(session.book, batch, as_of or clock.today())
    rows = enumerate(found, start=1)
    session.answer({"candidates": found}, screen.table("可推荐 candidates", ("次序 order", "化名 person"), rows))
