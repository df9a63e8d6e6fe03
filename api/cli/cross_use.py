"""`law cross-use`: the exclusion matrix of a place, cell by cell with its clause."""

from collections.abc import Iterable
from datetime import date

import click
from rich.table import Table

from api import clock
from api.cli import screen
from api.cli.session import Session, reads
from api.cli.values import DAY, PLACE
from domain.cross_use.cells import Cell, cells_in_force
from domain.names import zh
from domain.places import full_name_of
from domain.statutes.loader import load_statutes
from ledger.law import statutes_of

DEMO = "演示值"


@click.command("cross-use")
@click.option("--place", type=PLACE, default="000000", show_default=True, help="地区。 Place.")
@click.option("--on", "day", type=DAY, help="申请日(默认今天)。 Day of application; default: today.")
@click.option("--known-on", type=DAY, help="以此日前已公布的为准(默认今天)。 As published by; default: today.")
@reads
def law_cross_use(session: Session, place: str, day: date | None, known_on: date | None) -> None:
    """列出避免交叉使用的规定:哪两项互斥、就高、可并享、锁定,及其依据。 The exclusion matrix, each cell with its clause.

    没有指明账套或账套为演示时含演示值。 With a production book demonstration values are left out.
    """
    statutes = statutes_of(session.book) if session.settings.book else load_statutes(demo=True)
    today = clock.today()
    found = cells_in_force(statutes, place, day or today, known_on or today)
    content = {
        "place": place,
        "on": day or today,
        "known_on": known_on or today,
        "statutes": statutes.digest,
        "cells": [plain_cell(cell) for cell in found],
    }
    session.answer(content, cells_table(f"避免交叉使用 {full_name_of(place)} {day or today}", found))


def plain_cell(cell: Cell) -> dict[str, object]:
    """A cell for JSON."""
    terms, provision = cell.terms, cell.provision
    return {
        **{name: getattr(terms, name) for name in terms.__struct_fields__},
        **{name: getattr(provision, name) for name in provision.__struct_fields__ if name != "value"},
    }


def cells_table(title: str, cells: Iterable[Cell]) -> Table:
    """Cells for people."""
    headings = (
        "项目 programme",
        "项目 programme",
        "对象 scope",
        "期间 span",
        "关系 relation",
        "地区 place",
        "依据 clause",
        "等级 grade",
    )
    return screen.table(title, headings, map(_cells, cells), whole=(4,))


def _cells(cell: Cell) -> tuple[object, ...]:
    terms, provision = cell.terms, cell.provision
    months = f" {terms.months} 个月" if terms.months else ""
    return (
        f"{zh(terms.first)}\n{terms.first}",
        f"{zh(terms.second)}\n{terms.second}",
        zh(terms.scope),
        zh(terms.span),
        f"{zh(terms.relation)}{months}\n{terms.relation}",
        provision.place,
        provision.authority,
        DEMO if provision.is_demo else provision.grade,
    )
