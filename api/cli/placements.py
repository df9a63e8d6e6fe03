"""`placement`: register, change, record certificates and months, correct, end, list, show."""

from datetime import date
from pathlib import Path
from typing import Any, Final, get_args

import click

from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import DAY, FILE, MONEY, MONTH, USCC, OneOf
from api.forms.imports import content_of, sheet_of
from api.forms.json_form import read_json
from api.forms.month_sheet import months_in
from api.schemas.derived import FORMER_AGES
from api.schemas.placements import command_of, with_age
from domain.calendar import Month
from domain.money import shown
from domain.names import zh
from domain.placement.terms import EndGround, Insurance
from ledger.commands import placements
from ledger.commands.load import load_party, load_placement
from ledger.views import quota_queries

_FORM: Final = click.option("--form", type=FILE, required=True, help="JSON 文件(- 为标准输入)。 JSON, - for stdin.")


@click.group()
def placement() -> None:
    """安置:登记、用工证据、证件、结束。 Placements of persons with disabilities."""


@placement.command("register")
@_FORM
@writes("登记安置")
def register(session: Session, form: Path) -> None:
    """登记安置。 Register a placement: terms, certificates, started_on."""
    command = command_of(placements.RegisterPlacement, read_json(form))
    session.receipt(placements.register(session.book, session.vault, command, session.request()))


@placement.command("change")
@click.argument("placement_id", metavar="PLACEMENT")
@_FORM
@writes()
def change(session: Session, placement_id: str, form: Path) -> None:
    """变更约定:岗位、合同、派遣。 New terms from a day on: terms, from_on."""
    command = command_of(placements.ChangeTerms, {"placement": placement_id, **read_json(form)})
    session.receipt(placements.change_terms(session.book, command, session.request()))


@placement.command("record-certificates")
@click.argument("placement_id", metavar="PLACEMENT")
@_FORM
@writes("登记证件")
def record_certificates(session: Session, placement_id: str, form: Path) -> None:
    """登记证件的等级、状态和有效期沿革。 History of grade, status and validity: certificates."""
    command = command_of(placements.RecordCertificates, {"placement": placement_id, **read_json(form)})
    session.receipt(placements.record_certificates(session.book, session.vault, command, session.request()))


def _evidence(command: Any) -> Any:
    """The options of a month's evidence."""
    for option in reversed(
        (
            click.option("--month", type=MONTH, required=True, help="月份。 Month, such as 2024-03."),
            click.option("--wage", type=MONEY, required=True, help="实发工资(元)。 Wage paid, yuan."),
            click.option("--paid-by", "wage_paid_by", help="发放工资的单位(默认用人单位)。 Who paid the wage."),
            click.option("--through-bank/--in-cash", default=True, help="是否通过银行发放。 Paid through a bank?"),
            click.option("--full-time/--part-time", default=True, help="是否全日制。 Full-time?"),
            click.option(
                "--insurance",
                "insurances",
                multiple=True,
                type=OneOf(get_args(Insurance)),
                help="足额缴纳的险种,可重复。 Insurance paid in full; may be repeated.",
            ),
            click.option("--insured-by", "insurance_paid_by", help="缴纳社会保险的单位(默认用人单位)。 Who paid it."),
            click.option(
                "--former-retirement-age",
                type=OneOf(list(FORMER_AGES)),
                default="60",
                help="原法定退休年龄(女性必填)。 Former retirement age.",
            ),
            click.option("--reference", required=True, help="证据文号。 Reference of the evidence."),
        )
    ):
        command = option(command)
    return command


@placement.command("record-month")
@click.argument("placement_id", metavar="PLACEMENT")
@_evidence
@writes("登记用工证据")
def record_month(session: Session, /, placement_id: str, **given: Any) -> None:
    """登记一个月的工资、社会保险等证据。 Record a month's evidence."""
    command = _month(session, placement_id, given)
    session.receipt(placements.record_month(session.book, command, session.request()))


@placement.command("correct-month")
@click.argument("placement_id", metavar="PLACEMENT")
@_evidence
@writes()
def correct_month(session: Session, /, placement_id: str, **given: Any) -> None:
    """更正一个月的证据。 Correct a month's evidence."""
    command = _month(session, placement_id, given)
    session.receipt(placements.correct_month(session.book, command, session.request()))


@placement.command("import-months")
@click.argument("file", type=FILE)
@writes("批量登记用工证据")
def import_months(session: Session, file: Path) -> None:
    """导入逐月用工证据(CSV 或 XLSX),全部登记或一条也不登记;同一文件只算一次。 Import months, all or none.

    栏目:安置编号、月份、实发工资、足额缴纳的险种、证据文号等。 Every mistake is listed with its line and column.
    """
    source = content_of(file)
    request = session.request(key=f"months-{session.vault.digest_of(source)}")
    months = [_month(session, row.pop("placement"), row) for _, row in months_in(sheet_of(source))]
    command = placements.RecordMonths(months=tuple(months))
    session.receipt(placements.record_months(session.book, command, request))


def _month(session: Session, placement_id: str, given: dict[str, Any]) -> placements.RecordMonth:
    """The command; age and retirement come from the sealed details, and only they."""
    terms = load_placement(session.book, placement_id)[0].current
    party, _ = load_party(session.book, terms.person)
    details = session.vault.open(terms.person, party.details_version if party else 1)
    month: Month = given.pop("month")
    former_age: str = given.pop("former_retirement_age")
    for payer in ("wage_paid_by", "insurance_paid_by"):
        given[payer] = given[payer] or terms.employer
    return placements.RecordMonth(placement=placement_id, evidence=with_age(given, month, details, former_age))


@placement.command("end")
@click.argument("placement_id", metavar="PLACEMENT")
@click.option("--last-day", "ended_on", type=DAY, required=True, help="最后工作日。 Last day of work.")
@click.option("--ground", type=OneOf(get_args(EndGround)), required=True, help="原因。 Ground.")
@writes()
def end(session: Session, placement_id: str, ended_on: date, ground: EndGround) -> None:
    """结束安置。 End a placement."""
    command = placements.EndPlacement(placement=placement_id, ended_on=ended_on, ground=ground)
    session.receipt(placements.end(session.book, command, session.request()))


@placement.command("list")
@click.option("--employer", type=USCC, help="用人单位。 Of one employer.")
@click.option("--person", help="残疾人(化名)。 Of one person (pseudonym).")
@reads
def listed(session: Session, employer: str | None, person: str | None) -> None:
    """列出安置。 List placements."""
    found = quota_queries.placements(session.book, employer=employer, person=person)
    headings = ("安置 placement", "岗位 post", "地区 place", "起 from", "止 to", "月数 months")
    rows = ((row.id, zh(row.post), row.place, row.started_on, row.ended_on, row.months) for row in found)
    session.answer({"placements": found}, screen.table("安置 placements", headings, rows, right=(5,)))


@placement.command("show")
@click.argument("placement_id", metavar="PLACEMENT")
@reads
def show(session: Session, placement_id: str) -> None:
    """一项安置及其逐月证据。 One placement with its months."""
    row = quota_queries.placement(session.book, placement_id)
    months = quota_queries.placement_months(session.book, placement=placement_id)
    state, _ = load_placement(session.book, placement_id)
    content = {"placement": row, "terms": state.current, "certificates": state.certificates, "months": months}
    headings = ("月份 month", "工资 wage", "全日制 full-time", "险种 insurances", "证据 reference", "更正 corrected")
    rows = (
        (
            each.month,
            shown(each.wage),
            "是" if each.full_time else "否",
            "、".join(map(zh, each.insurances)),
            each.reference,
            each.corrected,
        )
        for each in months
    )
    title = f"{row.id} {zh(row.post)} {row.started_on} – {row.ended_on or ''}"
    session.answer(content, screen.table(title, headings, rows, right=(1, 5)))
