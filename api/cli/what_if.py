"""`law what-if`: the history of a book under a proposed provision, and what it would cost or save."""

from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import RenderableType

from api import clock
from api.cli import screen
from api.cli.session import Session, reads
from api.cli.values import FILE, PLACE
from domain import names
from domain.errors import Refusal
from domain.money import shown
from domain.places import full_name_of
from domain.statutes.proposal import read_proposal
from domain.working import Step
from ledger.audit.what_if import PROPOSABLE, Effect, Explained, Pair, WhatIf, what_if
from ledger.law import statutes_of


class ChangeFileUnreadable(Refusal):
    """拟议规定文件 {file} 无法读取。

    The file of the proposal, {file}, cannot be read.
    """


@click.command("what-if")
@click.option("--change", "file", type=FILE, required=True, help="拟议的规定(TOML,格式同法规数据文件)。 The proposal.")
@click.option("--over", help="账套地址(同 --book)。 The book; the same as --book.")
@click.option("--place", type=PLACE, help="文件各条的地区。 Place of rows that state none.")
@click.option("--programme", metavar="PROGRAMME", help="文件各条的项目。 Programme of rows that state none.")
@click.option("--most", type=click.IntRange(0, 1000), default=10, show_default=True, help="逐步说明几件。 Explained.")
@reads
def law_what_if(
    session: Session, file: Path, over: str | None, place: str | None, programme: str | None, most: int
) -> None:
    """假如规定改变:按拟议的规定重算全部历史,列出预算影响。 All decisions under a proposal; nothing is written.

    按项目、地区、年度列出预算影响,并对变化最大的案件逐步并列说明;减免和残保金收入各自另列,不与支出相加。
    """
    if over:
        session.settings.book = over
    statutes = statutes_of(session.book)
    proposal = read_proposal(
        _content(file), file.name, statutes, programmes=PROPOSABLE, place=place or "", programme=programme or ""
    )
    with screen.progress("重算 recalculating") as progress:
        found = what_if(session.book, proposal, clock.today(), most=most, progress=progress)
    session.answer(_document(found), *_tables(found))


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ChangeFileUnreadable(field="change", file=file.name) from error


def _document(found: Effect) -> dict[str, object]:
    content = {name: getattr(found, name) for name in found.__struct_fields__}
    content |= {name: _document(value) for name, value in content.items() if isinstance(value, Effect)}
    return content | {"explained": [_explained(each) for each in found.explained]}


def _explained(each: Explained) -> dict[str, object]:
    content = {name: getattr(each, name) for name in each.__struct_fields__}
    pairs = [{"before": pair.before, "after": pair.after, "differs": pair.differs} for pair in each.steps]
    return content | {"steps": pairs}


def _tables(found: WhatIf) -> Iterator[RenderableType]:
    rows = (
        (names.zh(row.programme), row.key, row.place, row.shown, row.valid_from, row.valid_to or "", row.authority)
        for row in found.rows
    )
    headings = ("项目 programme", "键 key", "地区 place", "值 value", "自 from", "至 to", "依据 authority")
    yield screen.table("拟议的规定 proposed", headings, rows)
    yield from _effect("支出 spending:预算影响 budget impact", "案件 cases", found)
    if found.reliefs.reached:
        yield from _effect("减免 reliefs:不收取或者不计入的数额,不是支出 not spending", "决定 decisions", found.reliefs)
    if found.levies.reached:
        yield from _effect("残保金 levies:应收的收入,不是支出 income, not spending", "核定 levies", found.levies)
    for case, problem in found.undecidable.items():
        yield f"现行规定无法测算 undecidable {case}: {problem}"


def _effect(title: str, what: str, found: Effect) -> Iterator[RenderableType]:
    yield (
        f"{title.partition(':')[0]}:已决定 decided {found.counted},可能涉及 reached {found.reached},"
        f"变化 changed {found.changed}:{shown(found.before)} → {shown(found.after)}({shown(found.difference)}),"
        f"新增获批 newly granted {found.newly_granted},新增不予 newly refused {found.newly_refused}"
    )
    yield _impacts(title, what, found)
    for each in found.explained:
        yield _side_by_side(each)


def _impacts(title: str, what: str, found: Effect) -> RenderableType:
    headings = (
        "项目 programme",
        "地区 place",
        "年度 year",
        what,
        "现行 now",
        "拟议 proposed",
        "差额 difference",
        "新增获批 granted",
        "新增不予 refused",
    )
    rows = (
        (
            names.zh(each.programme),
            full_name_of(each.place),
            each.year,
            each.cases,
            *map(shown, (each.before, each.after, each.difference)),
            each.newly_granted,
            each.newly_refused,
        )
        for each in found.impacts
    )
    return screen.table(title, headings, rows, right=range(3, 9))


def _side_by_side(each: Explained) -> RenderableType:
    title = (
        f"{each.case} {names.zh(each.programme)} {each.year}: {shown(each.before.amount)} → {shown(each.after.amount)}"
    )
    rows = [(_mark(pair), _label(pair), _step(pair.before), _step(pair.after)) for pair in each.steps]
    rows += [("≠", "不予补贴 refused", "", f"{why.zh} {why.en} · {why.authority}") for why in each.after.reasons]
    rows += [("≠", "不予补贴 refused", f"{why.zh} {why.en} · {why.authority}", "") for why in each.before.reasons]
    return screen.table(title, ("", "步骤 step", "现行 now", "拟议 proposed"), rows)


def _mark(pair: Pair) -> str:
    return "≠" if pair.differs else ""


def _label(pair: Pair) -> str:
    step = pair.after or pair.before
    return step.label if step else ""


def _step(step: Step | None) -> str:
    return f"{step.expression} = {step.value} · {step.authority}".rstrip(" ·") if step else ""
