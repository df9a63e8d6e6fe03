"""`target`: what the plans aim at, how far it is, and figures that only the statistics know."""

from datetime import date

import click

from api import clock
from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import DAY, PLACE
from api.reports.tables import counted_text, reached_text
from domain import names
from domain.counting import shown_fraction
from domain.places import full_name_of
from ledger.commands import targets
from ledger.views.progress import Progress, progress


@click.group()
def target() -> None:
    """目标:定义、进度、统计数。 Targets of the plans."""


@target.command("report")
@click.argument("code", metavar="TARGET")
@click.option("--place", type=PLACE, required=True, help="地区。 Place.")
@click.option("--year", type=int, required=True, help="年度。 Year.")
@click.option("--value", required=True, help="精确小数。 Exact decimal, in the target's unit.")
@click.option("--document", required=True, help="统计数出自的文件。 Document that the figure stands in.")
@writes("登记统计数")
def report(session: Session, code: str, place: str, year: int, value: str, document: str) -> None:
    """登记账本算不出的统计数。 Report a figure that no ledger can count."""
    command = targets.ReportFigure(target=code, place=place, year=year, value=value, document=document)
    session.receipt(targets.report_figure(session.book, command, session.request()))


@target.command("progress")
@click.option("--plan", type=click.IntRange(1, 5), help="只看一个行动方案。 One plan.")
@click.option("--place", type=PLACE, help="地区,含其下(默认账套地区)。 Place and all below it.")
@click.option("--year", type=int, help="只看一个年度。 One year.")
@click.option("--as-of", type=DAY, help="截至(默认今天)。 At the end of this day; default: today.")
@reads
def shown(session: Session, plan: int | None, place: str | None, year: int | None, as_of: date | None) -> None:
    """各目标完成多少,由哪些事件计出。 How far each target is, and what counts towards it."""
    found = [
        one
        for one in progress(session.book, as_of=as_of or clock.today(), plan=plan, place=place)
        if year in (None, one.year)
    ]
    headings = (
        "地区 place",
        "代码 code",
        "目标 target",
        "年度 year",
        "完成 reached",
        "目标值 goal",
        "计数 counted",
        "依据 authority",
    )
    session.answer(
        {"targets": [_plain(one) for one in found]}, screen.table("", headings, map(_cells, found), whole=(1,))
    )


def _cells(one: Progress) -> tuple[str, ...]:
    goal = f"{shown_fraction(one.target.goal)} {names.zh(one.target.unit)}"
    return (
        full_name_of(one.place),
        one.target.code,
        one.target.zh,
        str(one.year or "全期 term"),
        reached_text(one) + (" 本账套 this book" if one.partial else ""),
        f"{goal}{' ✓' if one.met else ''}",
        counted_text(one),
        one.target.authority,
    )


def _plain(one: Progress) -> dict[str, object]:
    return {
        "target": one.target.code,
        "zh": one.target.zh,
        "en": one.target.en,
        "rules": one.target.rules,
        "place": one.place,
        "year": one.year,
        "reached": None if one.reached is None else str(one.reached),
        "goal": str(one.target.goal),
        "unit": one.target.unit,
        "met": one.met,
        "partial": one.partial,
        "counts": one.counts,
        "lacking": one.lacking,
        "counted_by": one.counted_by.authority if one.counted_by else one.target.authority,
        "sources": one.sources,
        "authority": one.target.authority,
        "source": one.target.source,
    }
