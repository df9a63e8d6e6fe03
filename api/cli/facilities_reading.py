"""`facility`: the public lists, one carrier, and how far the plans' demands on carriers are met."""

from datetime import date
from typing import Final

import click

from api import clock
from api.cli import screen
from api.cli.session import Session, reads
from api.cli.values import DAY, PLACE, OneOf
from domain import names
from domain.facility.kinds import LISTS
from domain.places import full_name_of
from ledger import carriers
from ledger.commands.load import load_facility

_AS_OF = click.option("--as-of", type=DAY, help="截至日(默认今天)。 Day; default: today.")
_PLACE = click.option("--place", type=PLACE, required=True, help="地区。 Place.")


@click.command("directory")
@click.option("--list", "name", type=OneOf(LISTS), required=True, help="清单。 List.")
@_PLACE
@_AS_OF
@reads
def directory(session: Session, name: str, place: str, as_of: date | None) -> None:
    """公开的清单和目录,不含个人。 The public lists, without persons."""
    found = carriers.directory(session.book, place, name, as_of or clock.today())
    headings = ("名称 name", "类型 kind", "地区 place", "运营单位 operator", "认定 standards", "星级 stars")
    rows = (
        (
            each.name,
            names.zh(each.kind),
            full_name_of(each.place),
            each.operator,
            "、".join(map(names.zh, each.standards)),
            "★" * each.stars,
        )
        for each in found
    )
    session.answer({"list": name, "entries": found}, screen.table(names.zh(name), headings, rows))


@click.command("show")
@click.argument("facility", metavar="FACILITY")
@reads
def show(session: Session, facility: str) -> None:
    """显示一个载体。 Show a carrier."""
    state, _ = load_facility(session.book, facility)
    rows = [
        ("名称 name", state.name),
        ("类型 kind", names.zh(state.kind)),
        ("地区 place", full_name_of(state.place)),
        ("容量 capacity", f"{state.admitted}/{state.capacity}"),
    ]
    rows += [
        (names.zh(each.standard), f"{each.on} {names.zh(each.level)} {'★' * each.stars}") for each in state.recognitions
    ]
    session.answer({"facility": state}, screen.table(facility, ("项 item", "值 value"), rows))


@click.command("demands")
@_PLACE
@_AS_OF
@reads
def demands(session: Session, place: str, as_of: date | None) -> None:
    """方案对载体的要求和现状。 What the plans demand of carriers, and how it stands."""
    found = carriers.demands(session.book, place, as_of or clock.today())
    headings = ("要求 demand", "应有 pool", "已有 met", "应达 least", "依据 authority", "尚缺 lacks")
    rows = (
        (
            each.name_zh,
            each.pool,
            each.met,
            f"{each.share}%" if each.share else "—",
            each.authority,
            "、".join(each.lacks),
        )
        for each in found
    )
    content = [
        {"fulfilled": each.fulfilled, **{name: getattr(each, name) for name in each.__struct_fields__}}
        for each in found
    ]
    session.answer({"demands": content}, screen.table(full_name_of(place), headings, rows, right=(1, 2, 3)))


COMMANDS: Final = (directory, show, demands)
