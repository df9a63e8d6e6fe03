"""`law changes`: which decisions newly published rows touch, and the adjustments that they open."""

from datetime import date
from pathlib import Path

import click
from rich.console import RenderableType

from api.cli import clock, screen
from api.cli.session import Session, writes
from api.cli.values import DAY
from domain import names
from domain.errors import Refusal
from domain.money import shown
from domain.statutes.book import Provision
from domain.statutes.loader import load_statutes
from ledger.audit.law_changes import Touched, added_to, published_since, touched
from ledger.commands.base import CHINA
from ledger.commands.open_adjustments import Openings, open_adjustments
from ledger.law import statutes_of


class NothingToCompareWith(Refusal):
    """请用 --since 指明公布日起点,或用 --against 指明旧法规文件夹。

    Say what has changed: --since DATE, or --against a folder of older statutes.
    """


@click.command("changes")
@click.option("--since", type=DAY, help="此日(含)起公布的规定。 Rows published from this day on.")
@click.option(
    "--against",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="旧的法规文件夹:与之相比新增或更正的规定。 A folder of older statutes: rows added to it, or corrected.",
)
@click.option("--open-adjustments", "opens", is_flag=True, help="对受影响的已批准案件立案调整。 Open the adjustments.")
@writes("依新公布的规定重算")
def changes(session: Session, since: date | None, against: Path | None, opens: bool) -> None:
    """新公布(或补录)的规定影响哪些已作出的决定。 Every decision that newly known rows touch.

    逐案列出当时核定数、按现在已知规定的应得数、差额、规定及其文件。
    """
    rows = _rows(session, since, against)
    with screen.progress("重算 recomputing") as progress:
        found = touched(session.book, rows, _today(session), progress)
    openings = open_adjustments(session.book, found, session.request()) if opens else None
    content = {
        "rows": [_row(row) for row in rows],
        "touched": found,
        "total_difference": sum(each.difference for each in found),
    }
    if openings:
        content |= {"opened": openings.opened, "skipped": openings.skipped}
    session.answer(content, _table_of_rows(rows), _table_of_cases(found), *_said(openings))


def _rows(session: Session, since: date | None, against: Path | None) -> tuple[Provision, ...]:
    statutes = statutes_of(session.book)
    if against is not None:
        older = load_statutes(against.resolve(), demo=session.book.mode == "demo")
        return added_to(older, statutes)
    if since is None:
        raise NothingToCompareWith(field="since")
    return published_since(statutes, since, _today(session))


def _today(session: Session) -> date:
    """The day in China; a demonstration may say which."""
    return clock.now_or(session.settings.now, session.book.mode).astimezone(CHINA).date()


def _row(row: Provision) -> dict[str, object]:
    return {"shown": row.shown, **{name: getattr(row, name) for name in row.__struct_fields__}}


def _table_of_rows(rows: tuple[Provision, ...]) -> RenderableType:
    headings = ("项目 programme", "键 key", "地区 place", "值 value", "自 from", "公布 published", "依据 authority")
    cells = (
        (names.zh(row.programme), row.key, row.place, row.shown, row.valid_from, row.published_on, row.authority)
        for row in rows
    )
    return screen.table("新公布或补录的规定 rows now known", headings, cells)


def _table_of_cases(found: tuple[Touched, ...]) -> RenderableType:
    headings = (
        "案件 case",
        "状态 status",
        "核定 before",
        "应得 after",
        "差额 difference",
        "依据 by",
        "调整 adjustment",
    )
    cells = (
        (
            each.case,
            names.zh(each.status),
            *map(shown, (each.before, each.after, each.difference)),
            each.problem or "\n".join(f"{cause.key} {cause.value} · {cause.authority}" for cause in each.causes),
            each.adjustment,
        )
        for each in found
    )
    total = shown(sum(each.difference for each in found))
    return screen.table(f"受影响的决定 decisions touched: {len(found)}, {total}", headings, cells, right=(2, 3, 4))


def _said(openings: Openings | None) -> list[str]:
    if openings is None:
        return []
    lines = [f"立案 opened: {len(openings.opened)}", *openings.opened]
    return [*lines, *(f"未立案 not opened {case}: {why}" for case, why in openings.skipped.items())]
