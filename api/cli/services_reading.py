"""`service`: list the register, show a person's file, and how far the duties of service are met."""

from datetime import date
from typing import Final

import click

from api import clock
from api.cli import screen
from api.cli.session import Session, reads
from api.cli.values import DAY, PLACE
from domain import names
from domain.places import full_name_of
from domain.service.coverage import Coverage
from ledger import service_files
from ledger.commands.load import load_file
from ledger.training_results import training_results
from ledger.views import registers


@click.command("list")
@click.option("--place", type=PLACE, help="地区。 Place.")
@click.option("--employment", help="就业状况。 Employment status.")
@reads
def listed(session: Session, place: str | None, employment: str | None) -> None:
    """列出名册。 List the register."""
    found = registers.service_files(session.book, place=place, employment=employment)
    headings = ("化名 person", "地区 place", "状况 status", "认定 recognised", "责任人 officer", "未录用 failed")
    rows = (
        (row.id, row.place, names.zh(row.employment), row.recognised_on or "", row.officer, row.failed_referrals)
        for row in found
    )
    session.answer({"files": found}, screen.table("名册 register", headings, rows, right=(5,)))


@click.command("show")
@click.argument("person", metavar="PERSON")
@reads
def show(session: Session, person: str) -> None:
    """显示一人的档案和服务记录。 Show a person's file and what was done."""
    state, _ = load_file(session.book, person)
    done = registers.service_acts(session.book, person=person)
    rows = (
        (row.on_day, names.zh(row.kind), names.zh(row.provider), names.zh(row.how), names.zh(row.detail), row.actor)
        for row in done
    )
    headings = ("日期 on", "事项 act", "提供 provider", "方式 how", "内容 detail", "经办 officer")
    content = {"file": state, "failed_referrals": state.failed_referrals, "acts": done}
    title = f"{person} {full_name_of(state.place)} {names.zh(state.situation.employment)}"
    session.answer(content, screen.table(title, headings, rows))


@click.command("coverage")
@click.option("--place", type=PLACE, required=True, help="地区。 Place.")
@click.option("--as-of", type=DAY, help="截至日(默认今天)。 Day; default: today.")
@click.option("--lacks", is_flag=True, help="列出尚缺服务的人。 List who still lacks what.")
@reads
def coverage(session: Session, place: str, as_of: date | None, lacks: bool) -> None:
    """各项服务要求的覆盖情况。 How far each duty of service is met."""
    found = service_files.coverage(session.book, place, as_of or clock.today())
    headings = ("要求 duty", "应服务 pool", "已达到 met", "比例 rate", "应达 least", "依据 authority")
    rows = (
        (each.name_zh, each.pool, each.met, _rate(each), f"{each.share}%" if each.share else "—", each.authority)
        for each in found
    )
    parts = [screen.table(full_name_of(place), headings, rows, right=(1, 2, 3, 4))]
    parts += [
        screen.table(each.name_zh, ("对象 who", "尚缺 lacks"), _lacks(each)) for each in found if lacks and each.lacks
    ]
    content = [{"rate": each.rate, "fulfilled": each.fulfilled, **_fields(each)} for each in found]
    session.answer({"coverage": content}, *parts)


@click.command("target-group")
@click.option("--place", type=PLACE, required=True, help="地区。 Place.")
@click.option("--as-of", type=DAY, help="截至日(默认今天)。 Day; default: today.")
@reads
def target_group(session: Session, place: str, as_of: date | None) -> None:
    """当地方案的主要对象。 The persons whom the plan of the place has in view."""
    found = service_files.target_group_on(session.book, place, as_of or clock.today())
    rows = ((person,) for person in found)
    session.answer({"persons": found}, screen.table(f"主要对象 {full_name_of(place)}", ("化名 person",), rows))


@click.command("training")
@click.option("--place", type=PLACE, required=True, help="地区。 Place.")
@click.option("--year", type=click.IntRange(2000, 2099), required=True, help="年度。 Year.")
@reads
def training(session: Session, place: str, year: int) -> None:
    """各培训项目的人次和取证情况。 What each course brought."""
    found = training_results(session.book, place, year)
    headings = ("项目 course", "人数 people", "人次 times", "取证 certificates", "结业 completed", "分散 dispersed")
    rows = ((row.course, row.people, row.times, row.certificates, row.completed, row.dispersed) for row in found)
    session.answer({"courses": found}, screen.table(f"{year}", headings, rows, right=(1, 2, 3, 4, 5)))


def _rate(each: Coverage) -> str:
    if each.undefined:
        return each.undefined
    return "—" if each.rate is None else f"{each.met}/{each.pool}"


def _lacks(each: Coverage) -> list[tuple[str, str]]:
    return [(lack.subject, "、".join(map(names.zh, lack.requirements))) for lack in each.lacks]


def _fields(each: Coverage) -> dict[str, object]:
    return {name: getattr(each, name) for name in each.__struct_fields__}


COMMANDS: Final = (listed, show, coverage, target_group, training)
