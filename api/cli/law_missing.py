"""`law missing`: which values no document gives at a place, so that a production book refuses to compute."""

from datetime import date

import click

from api import clock
from api.cli import screen
from api.cli.cases import said
from api.cli.session import Session, reads
from api.cli.values import DAY, PLACE, PROGRAMME
from domain.levy.facts import CODE
from domain.names import zh
from domain.places import full_name_of
from domain.programs.registry import PROGRAMMES
from domain.statutes.book import GENERAL
from domain.statutes.gaps import missing
from domain.statutes.loader import load_statutes


@click.command("missing")
@click.option("--place", type=PLACE, required=True, help="地区。 Place.")
@click.option("--programme", type=PROGRAMME, help="只看一个项目。 One programme only.")
@click.option("--on", "day", type=DAY, help="法规日(默认今天)。 Law day; default: today.")
@reads
def law_missing(session: Session, place: str, programme: str | None, day: date | None) -> None:
    """列出还没有文件规定的数值:须先制定实施办法,正式账套才能测算和支付。 What a production book lacks."""
    today = clock.today()
    demo, on = load_statutes(demo=True), day or today
    codes = (programme,) if programme else (GENERAL, CODE, *PROGRAMMES)
    found = [row for code in codes for row in missing(demo, code, place, on, today)]
    content = [{"programme": row.programme, "key": row.key, "demo": row.shown, "note": row.note} for row in found]
    headings = ("项目 programme", "键 key", "演示值 demo value", "说明 authority")
    rows = ((zh(row.programme), row.key, said(row.shown), row.authority) for row in found)
    title = f"{full_name_of(place)} {on}:没有文件规定的数值 not given by any document"
    session.answer({"place": place, "on": on, "missing": content}, screen.table(title, headings, rows))
