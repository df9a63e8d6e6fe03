"""`law`: the values in force for a programme at a place, each with its document."""

from datetime import date

import click

from api import clock
from api.cli import screen
from api.cli.cases import grade, said
from api.cli.session import Session, reads
from api.cli.values import DAY, PLACE, Value
from domain.places import full_name_of
from domain.programs.registry import programme as programme_of
from domain.reliefs.registry import RELIEFS
from domain.statutes.book import Provision
from domain.statutes.in_force import in_force
from domain.statutes.loader import load_statutes
from ledger.law import statutes_of


@click.group()
def law() -> None:
    """法规:现行数值及其出处。 The statute book."""


def _with_law(text: str, _: str) -> str:
    """The code of a relief or of a programme."""
    return text if text in RELIEFS else programme_of(text).code


@law.command("show")
@click.argument("programme", type=Value("programme", _with_law))
@click.option("--place", type=PLACE, required=True, help="地区。 Place.")
@click.option("--on", "day", type=DAY, help="法规日(默认今天)。 Law day; default: today.")
@click.option("--known-on", type=DAY, help="以此日前已公布的为准(默认今天)。 As published by; default: today.")
@reads
def show(session: Session, programme: str, place: str, day: date | None, known_on: date | None) -> None:
    """列出某日某地生效的数值、文件和等级。 Values in force, each with document and grade.

    没有指明账套或账套为演示时含演示值。 With a production book demonstration values are left out.
    """
    statutes = statutes_of(session.book) if session.settings.book else load_statutes(demo=True)
    today = clock.today()
    known = statutes.law(programme, place, known_on or today)
    found = in_force(statutes, known, day or today)
    content = {
        "programme": programme,
        "place": place,
        "on": day or today,
        "known_on": known.known_on,
        "statutes": statutes.digest,
        "provisions": [{"shown": each.shown, **_fields(each)} for each in found],
    }
    headings = ("键 key", "值 value", "地区 place", "自 from", "公布 published", "依据 authority", "等级 grade")
    rows = (
        (each.key, said(each.shown), each.place, each.valid_from, each.published_on, each.authority, grade(each.grade))
        for each in found
    )
    title = f"{full_name_of(place)} {day or today} (known on {known.known_on})"
    session.answer(content, screen.table(title, headings, rows))


def _fields(provision: Provision) -> dict[str, object]:
    return {name: getattr(provision, name) for name in provision.__struct_fields__}
