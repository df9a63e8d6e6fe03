"""`law changes`: which decisions newly published rows touch, and the adjustments that they open."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import click
from rich.console import RenderableType

from api import clock
from api.cli import screen
from api.cli.cases import said
from api.cli.session import Session, writes
from api.cli.values import DAY
from domain import names
from domain.adjustment import Cause
from domain.errors import Refusal
from domain.money import shown
from domain.statutes.book import Provision
from domain.statutes.loader import load_statutes
from ledger.audit.beside import Kind
from ledger.audit.law_changes import Touched, added_to, published_since, touched
from ledger.audit.law_changes_beside import TouchedBeside, touched_beside
from ledger.commands.base import CHINA
from ledger.commands.open_adjustments import Openings, open_adjustments
from ledger.law import statutes_of

KINDS: Final[dict[Kind, str]] = {"relief": "reliefs", "levy": "levies"}
TITLES: Final[dict[Kind, str]] = {
    "relief": "受影响的减免(不支付资金,不立案) reliefs touched",
    "levy": "受影响的残保金核定(资金的收入,不立案) levies touched",
}


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

    逐案列出当时核定数、按现在已知规定的应得数、差额、规定及其文件;减免和残保金核定另列,不立案,逐项说明怎样办理。
    """
    rows = _rows(session, since, against)
    with screen.progress("重算 recomputing") as progress:
        found = touched(session.book, rows, _today(session), progress)
    beside = touched_beside(session.book, rows, _today(session))
    openings = open_adjustments(session.book, found, session.request(), beside) if opens else None
    content = {
        "rows": [_row(row) for row in rows],
        "touched": found,
        "total_difference": sum(each.difference for each in found),
    }
    content |= {name: [_document(each) for each in beside if each.kind == kind] for kind, name in KINDS.items()}
    if openings:
        content |= {"opened": openings.opened, "skipped": openings.skipped, "left": openings.left}
    session.answer(content, _table_of_rows(rows), _table_of_cases(found), *_beside(beside), *_said(openings))


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
        (names.zh(row.programme), row.key, row.place, said(row.shown), row.valid_from, row.published_on, row.authority)
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
            each.problem or _causes(each.causes),
            each.adjustment,
        )
        for each in found
    )
    total = shown(sum(each.difference for each in found))
    return screen.table(f"受影响的决定 decisions touched: {len(found)}, {total}", headings, cells, right=(2, 3, 4))


def _document(line: TouchedBeside) -> dict[str, object]:
    return {name: getattr(line, name) for name in line.__struct_fields__} | {"advice": line.advice}


def _beside(found: tuple[TouchedBeside, ...]) -> Iterator[RenderableType]:
    """Reliefs and levies, each in a table of their own: what is not paid out and what comes in are never added."""
    for kind, title in TITLES.items():
        lines = [each for each in found if each.kind == kind]
        if lines:
            yield _table_beside(f"{title}: {len(lines)}, {shown(sum(each.difference for each in lines))}", lines)


def _table_beside(title: str, lines: list[TouchedBeside]) -> RenderableType:
    headings = (
        "减免或残保金 subject",
        "项目 programme",
        "原数 before",
        "应为 after",
        "差额 difference",
        "依据 by",
        "办理 what to do",
    )
    cells = (
        (each.case, names.zh(each.programme), *_amounts(each), each.problem or _causes(each.causes), each.advice)
        for each in lines
    )
    return screen.table(title, headings, cells, right=(2, 3, 4))


def _amounts(line: TouchedBeside) -> tuple[str, str, str]:
    before, after = (
        shown(amount) if granted else "不予减免 refused"
        for amount, granted in ((line.before, line.granted_before), (line.after, line.granted_after))
    )
    return before, after, shown(line.difference)


def _causes(causes: tuple[Cause, ...]) -> str:
    return "\n".join(f"{cause.key} {cause.value} · {cause.authority}" for cause in causes)


def _said(openings: Openings | None) -> list[str]:
    if openings is None:
        return []
    lines = [f"立案 opened: {len(openings.opened)}", *openings.opened]
    lines += [f"未立案 not opened {case}: {why}" for case, why in openings.skipped.items()]
    return [*lines, *(f"不立案 no adjustment {case}: {what}" for case, what in openings.left.items())]
