"""`certification`: file, certify, return, revoke, list, show, and the exchange with other books."""

from pathlib import Path
from typing import Any, Final

import click
import msgspec

from api import clock
from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import FILE, PLACE, USCC
from api.forms.json_form import read_json
from api.schemas.placements import command_of, read_exchange
from domain.certification.events import CountedMonth, UncountedMonth
from domain.certification.state import stream_of
from domain.counting import shown_fraction
from domain.names import zh
from ledger import certified_exchange as exchange
from ledger import recheck as rechecking
from ledger.commands import certifications
from ledger.commands.load import load_certification
from ledger.views import quota_queries

_YEAR: Final = click.option("--year", type=int, required=True, help="安排残疾人就业年度。 Placement year.")

_KEY: Final = click.Path(exists=True, path_type=Path, dir_okay=False)
_EXCHANGE_KEY: Final = click.option(
    "--exchange-key", type=_KEY, required=True, help="交换密钥文件,至少 32 字节。 Key file shared by the books."
)


@click.group()
def certification() -> None:
    """联网认证:申报、审核、退回、撤销。 Certifications of employer-years."""


@certification.command("file")
@click.argument("employer", metavar="EMPLOYER")
@_YEAR
@click.option("--form", type=FILE, required=True, help="JSON:单位类别、地区、各月职工数及来源。 JSON: staff.")
@writes("申报认证")
def file(session: Session, employer: str, year: int, form: Path) -> None:
    """申报一个年度;未写明安置的,取该单位在册的全部安置。 File an employer-year with its placements."""
    data: dict[str, Any] = {"employer": employer, "year": year, **read_json(form)}
    if "placements" not in data:
        known = quota_queries.placements(session.book, employer=employer)
        data["placements"] = [
            row.id for row in known if row.started_on.year <= year and (not row.ended_on or row.ended_on.year >= year)
        ]
    command = command_of(certifications.FileCertification, data)
    session.receipt(certifications.file(session.book, command, session.request()))


@certification.command("certify")
@click.argument("employer", metavar="EMPLOYER")
@_YEAR
@writes("审核认证")
def certify(session: Session, employer: str, year: int) -> None:
    """逐人逐月判定,计入的人月由该单位占用。 Judge every person-month and claim those that count."""
    command = certifications.Certify(employer=employer, year=year)
    session.receipt(certifications.certify(session.book, command, session.request()))


@certification.command("return")
@click.argument("employer", metavar="EMPLOYER")
@_YEAR
@click.option("--finding", "findings", multiple=True, required=True, help="问题,可重复。 Finding; may be repeated.")
@writes("退回认证申报")
def give_back(session: Session, employer: str, year: int, findings: tuple[str, ...]) -> None:
    """退回申报,逐条写明问题。 Return a filing with findings."""
    command = certifications.ReturnCertification(employer=employer, year=year, findings=findings)
    session.receipt(certifications.give_back(session.book, command, session.request()))


@certification.command("revoke")
@click.argument("employer", metavar="EMPLOYER")
@_YEAR
@click.option("--ground", required=True, help="事实。 What was found.")
@click.option("--clause", required=True, help="依据条款。 Legal basis.")
@writes()
def revoke(session: Session, employer: str, year: int, ground: str, clause: str) -> None:
    """撤销认证,释放其占用的人月。 Revoke a certification; its person-months are free again."""
    command = certifications.RevokeCertification(employer=employer, year=year, ground=ground, clause=clause)
    session.receipt(certifications.revoke(session.book, command, session.request()))


@certification.command("list")
@click.option("--employer", type=USCC, help="用人单位。 Of one employer.")
@click.option("--year", type=int, help="年度。 Of one year.")
@click.option("--place", type=PLACE, help="地区(含下级)。 Of a place and below.")
@reads
def listed(session: Session, employer: str | None, year: int | None, place: str | None) -> None:
    """列出认证。 List certifications."""
    found = quota_queries.certifications(session.book, employer=employer, year=year, place=place)
    headings = ("认证 certification", "地区 place", "状态 status", "计入人月 weighted months", "职工人月 staff months")
    rows = ((row.id, row.place, zh(row.status), row.weight_months, row.staff_months) for row in found)
    session.answer({"certifications": found}, screen.table("认证 certifications", headings, rows, right=(3, 4)))


@certification.command("show")
@click.argument("employer", metavar="EMPLOYER")
@_YEAR
@reads
def show(session: Session, employer: str, year: int) -> None:
    """一个年度的认证:计入和不计入的人月及理由。 One certification, month by month."""
    state, _ = load_certification(session.book, stream_of(employer, year))
    average = shown_fraction(state.counted_average)
    content = {"certification": state, "counted_average": average, "persons": state.persons}
    months: list[CountedMonth | UncountedMonth] = [*state.counted, *state.uncounted]
    months.sort(key=lambda each: (each.person, each.month))
    rows = ((each.person, each.month, *_verdict(each)) for each in months)
    title = f"{state.id} {zh(state.status)},全年平均计入 {average} 人"
    headings = ("残疾人 person", "月份 month", "计入 weight", "不计入的理由 reasons")
    session.answer(content, screen.table(title, headings, rows, right=(2,)))


@certification.command("recheck")
@click.argument("employer", metavar="EMPLOYER")
@_YEAR
@reads
def recheck(session: Session, employer: str, year: int) -> None:
    """按今天的证据和规定重新判定,列出与认证不同的人月。 Person-months that would count otherwise today."""
    state, _ = load_certification(session.book, stream_of(employer, year))
    found = rechecking.recheck(session.book, state, clock.today())
    headings = ("残疾人 person", "月份 month", "认证 certified", "现在 now", "理由 reasons")
    rows = ((each.person, each.month, each.certified, each.now, "、".join(map(zh, each.reasons))) for each in found)
    content = {"certification": state.id, "still_holds": not found, "changed": found}
    session.answer(content, screen.table(f"{state.id} {zh(state.status)}", headings, rows, right=(2, 3)))


@certification.command("export")
@_YEAR
@_EXCHANGE_KEY
@reads
def export(session: Session, year: int, exchange_key: Path) -> None:
    """导出已认证的人月供其他账套比对(摘要,不含个人信息)。 Certified person-months as keyed digests.

    账套之间互不可见;双方须事先约定同一交换密钥。 Books do not see each other; both need the same exchange key.
    """
    made = exchange.export(session.book, session.vault, year, exchange_key.read_bytes())
    screen.document(msgspec.to_builtins(made))


@certification.command("compare")
@click.argument("file", type=FILE)
@_EXCHANGE_KEY
@reads
def compare(session: Session, file: Path, exchange_key: Path) -> None:
    """与其他账套导出的人月比对,列出两边都计入的。 Person-months that another book counts too."""
    other = read_exchange(read_json(file))
    found = exchange.overlaps(session.book, session.vault, other, exchange_key.read_bytes())
    headings = ("残疾人 person", "月份 month", "本账套单位 employer", "对方账套 book", "对方单位 other employer")
    rows = ((each.person, each.month, each.employer, each.other_book, each.other_employer) for each in found)
    session.answer({"overlaps": found}, screen.table("两边都计入 counted twice", headings, rows))


def _verdict(month: CountedMonth | UncountedMonth) -> tuple[int, str]:
    return (month.weight, "") if isinstance(month, CountedMonth) else (0, "、".join(map(zh, month.reasons)))
