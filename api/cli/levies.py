"""`levy`: assess, reassess, waive, defer, pay, notice, surcharge, refund, list, show."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import click

from api.cli import screen
from api.cli.credit_records import COMMANDS
from api.cli.payments import bank_line
from api.cli.session import Session, reads, writes
from api.cli.values import DAY, MONEY, PLACE, USCC, OneOf
from domain.levy.certified import CertifiedFigures
from domain.levy.facts import EmployerKind, LevyFacts
from domain.levy.levy import plain
from domain.money import shown
from domain.names import zh
from ledger.commands import levies
from ledger.commands.load import load_levy
from ledger.commands.payments import Booked
from ledger.views import queries
from ledger.views.levies import LevyRow

_DOCUMENT = "文件名称和文号。 Document and its number."
_KINDS = [kind.value for kind in EmployerKind]
_FULL_RATE = click.option(
    "--full-rate-document", default="", help="没有减免规定时的全额征收文件。 If no relief is known."
)
_FUNDED = click.option("--fiscally-funded", is_flag=True, help="财政供养单位。 Fiscally funded.")
_WAGES = click.option("--wages", type=MONEY, required=True, help="上年工资总额(元)。 Wages of the base year.")
_YEAR = click.option("--year", type=click.IntRange(2000, 2099), required=True, help="缴费年度。 Levy year.")


class TwelveMonths(click.UsageError):
    """The staff of the twelve months is not twelve whole numbers."""

    def __init__(self) -> None:
        super().__init__(
            "--staff 应为 12 个月的在职职工人数,以逗号分隔。 --staff takes twelve whole numbers, separated by commas."
        )


@click.group()
def levy() -> None:
    """残保金:核定、入库、滞纳金、减免、退还。 The employment security levy."""


def _facts(command: Callable[..., None]) -> Callable[..., None]:
    """The base year's figures."""
    for option in (
        _FULL_RATE,
        click.option("--certified-on", type=DAY, help="联网认证通过日。 Day of the certification."),
        _FUNDED,
        _WAGES,
        click.option("--counted", type=click.IntRange(0), required=True, help="上年计入人月(已加权)。 Person-months."),
        click.option("--staff", required=True, help="上年 12 个月的在职职工人数,逗号分隔。 Staff of twelve months."),
        click.option("--kind", type=OneOf(_KINDS), required=True, help="单位类型。 Kind of employer."),
        _YEAR,
    ):
        command = option(command)
    return command


def _stated(given: dict[str, Any]) -> dict[str, Any]:
    try:
        staff = tuple(int(part) for part in given.pop("staff").split(","))
    except ValueError:
        raise TwelveMonths() from None
    facts = LevyFacts(
        year=given.pop("year"),
        kind=EmployerKind(given.pop("kind")),
        staff_by_month=staff,
        counted_person_months=given.pop("counted"),
        wage_total=given.pop("wages"),
        fiscally_funded=given.pop("fiscally_funded"),
        certified_on=given.pop("certified_on"),
        full_rate_document=given.pop("full_rate_document"),
    )
    return plain(facts)


@levy.command("assess")
@click.argument("uscc")
@click.option("--place", type=PLACE, required=True, help="征收地区。 Place of the levy.")
@_facts
@writes("核定残保金")
def assess(session: Session, /, uscc: str, place: str, **given: Any) -> None:
    """核定一个单位一个缴费年度的残保金。 Assess the levy of an employer and year."""
    command = levies.Assess(uscc=uscc, place=place, facts=_stated(given))
    session.receipt(levies.assess(session.book, command, session.request()))


def _certified(command: Callable[..., None]) -> Callable[..., None]:
    """What the certification does not know."""
    for option in (_FULL_RATE, _FUNDED, _WAGES, _YEAR):
        command = option(command)
    return command


def _figures(given: dict[str, Any]) -> CertifiedFigures:
    return CertifiedFigures(wage_total=given.pop("wages"), **given)


@levy.command("assess-certified")
@click.argument("uscc")
@click.option("--place", type=PLACE, required=True, help="征收地区。 Place of the levy.")
@_certified
@writes("按认证核定残保金")
def assess_certified(session: Session, /, uscc: str, place: str, **given: Any) -> None:
    """按联网认证的结果核定,人数不再另报。 Assess from the certification of the base year."""
    command = levies.AssessCertified(uscc=uscc, place=place, figures=_figures(given))
    session.receipt(levies.assess_certified(session.book, command, session.request()))


@levy.command("reassess-certified")
@click.argument("levy_id", metavar="LEVY")
@_certified
@writes()
def reassess_certified(session: Session, /, levy_id: str, **given: Any) -> None:
    """按现行有效的认证重新核定。 Assess anew from the certification as it now stands."""
    request = session.request()
    command = levies.ReassessCertified(levy=levy_id, figures=_figures(given), ground=request.reason)
    session.receipt(levies.reassess_certified(session.book, command, request))


@levy.command("reassess")
@click.argument("levy_id", metavar="LEVY")
@_facts
@writes()
def reassess(session: Session, /, levy_id: str, **given: Any) -> None:
    """按更正后的数据重新核定,多退少补。 Assess anew from corrected figures."""
    request = session.request()
    command = levies.Reassess(levy=levy_id, facts=_stated(given), ground=request.reason)
    session.receipt(levies.reassess(session.book, command, request))


@levy.command("apply-law")
@click.argument("levy_id", metavar="LEVY")
@writes()
def apply_law(session: Session, levy_id: str) -> None:
    """按新公布的规定重新核定,数据不变。 Assess anew under what was published since, from the same figures."""
    request = session.request()
    command = levies.Reassess(levy=levy_id, facts=None, ground=request.reason)
    session.receipt(levies.reassess(session.book, command, request))


@levy.command("waive")
@click.argument("levy_id", metavar="LEVY")
@click.option("--amount", type=MONEY, help="减征金额(元),不填为免征。 Yuan; without it, all of it.")
@click.option("--document", required=True, help=_DOCUMENT)
@writes("批准减免")
def waive(session: Session, levy_id: str, amount: int | None, document: str) -> None:
    """按批准文件减征或免征。 Reduce or exempt by document."""
    command = levies.Waive(levy=levy_id, amount=amount, document=document)
    session.receipt(levies.waive(session.book, command, session.request()))


@levy.command("defer")
@click.argument("levy_id", metavar="LEVY")
@click.option("--until", type=DAY, required=True, help="缓缴到期日。 New due day.")
@click.option("--document", required=True, help=_DOCUMENT)
@writes("批准缓缴")
def defer(session: Session, levy_id: str, until: date, document: str) -> None:
    """按批准文件缓缴。 Put the due day off by document."""
    command = levies.Defer(levy=levy_id, until=until, document=document)
    session.receipt(levies.defer(session.book, command, session.request()))


@levy.command("pay")
@click.argument("levy_id", metavar="LEVY")
@bank_line(required=True)
@click.option("--surcharge", type=MONEY, default="0", show_default=True, help="其中滞纳金(元)。 Surcharge in it.")
@writes("残保金入库")
def pay(session: Session, /, levy_id: str, surcharge: int, **line: Any) -> None:
    """凭国库入库流水登记缴款。 Match the treasury's receipt."""
    command = levies.Receive(levy=levy_id, booked=Booked(**line), surcharge=surcharge)
    session.receipt(levies.receive(session.book, command, session.request()))


@levy.command("notice")
@click.argument("levy_id", metavar="LEVY")
@click.option("--deadline", type=DAY, required=True, help="限期。 To be paid by.")
@click.option("--document", required=True, help=_DOCUMENT)
@writes("责令限期缴纳")
def notice(session: Session, levy_id: str, deadline: date, document: str) -> None:
    """警告并责令限期缴纳。 Warn, and order to pay by a day."""
    command = levies.Notice(levy=levy_id, deadline=deadline, document=document)
    session.receipt(levies.notice(session.book, command, session.request()))


@levy.command("surcharge")
@click.argument("levy_id", metavar="LEVY")
@writes("加收滞纳金")
def surcharge(session: Session, levy_id: str) -> None:
    """加收滞纳金,计至生效日。 Charge the surcharge up to the value date."""
    session.receipt(levies.charge(session.book, levies.OnLevy(levy=levy_id), session.request()))


@levy.command("refund")
@click.argument("levy_id", metavar="LEVY")
@bank_line(required=True)
@writes("退还多缴的残保金")
def refund(session: Session, /, levy_id: str, **line: Any) -> None:
    """凭退库流水登记退还。 Record what the treasury paid back."""
    command = levies.Refund(levy=levy_id, booked=Booked(**line))
    session.receipt(levies.refund(session.book, command, session.request()))


_HEADINGS = ("残保金 levy", "应缴 amount", "未缴 outstanding", "未缴滞纳金 surcharge", "应退 overpaid", "期限 due on")
for _command in COMMANDS:
    levy.add_command(_command)


_FIELDS = {
    "应缴 amount": "amount",
    "未缴 outstanding": "outstanding",
    "滞纳金 surcharge": "surcharge",
    "未缴滞纳金 surcharge due": "surcharge_due",
    "已入库 received": "received",
    "应退 overpaid": "overpaid",
    "已退 refunded": "refunded",
}


@levy.command("list")
@click.option("--year", type=int, help="缴费年度。 Levy year.")
@click.option("--uscc", type=USCC, help="用人单位。 Of one employer.")
@click.option("--place", type=PLACE, help="地区及其以下。 Place and below.")
@reads
def listed(session: Session, year: int | None, uscc: str | None, place: str | None) -> None:
    """列出残保金。 List levies."""
    found = queries.levies(session.book, year=year, uscc=uscc, place=place)
    table = screen.table("残保金 levies", _HEADINGS, map(_row, found), right=range(1, 5))
    session.answer({"levies": found}, table)


@levy.command("show")
@click.argument("levy_id", metavar="LEVY")
@reads
def show(session: Session, levy_id: str) -> None:
    """一笔残保金:现状、计算过程和经过。 One levy: how it stands, how it was computed, what happened."""
    state, _ = load_levy(session.book, levy_id)
    row, events = queries.levy(session.book, levy_id), queries.timeline(session.book, stream=levy_id)
    steps = ((step.label, step.expression, step.value, step.authority) for step in state.decision.steps)
    happened = ((event.effective_on, event.zh, event.actor) for event in events)
    session.answer(
        {"levy": row, "decision": state.decision, "events": events},
        screen.table(f"残保金 {row.id}", ("项 item", "值 value"), _facts_of(row)),
        screen.table("计算 working", ("项 item", "算式 expression", "值 value", "依据 authority"), steps),
        screen.table("经过 events", ("日期 day", "事项 event", "经办 actor"), happened),
    )


def _row(row: LevyRow) -> tuple[str, ...]:
    amounts = (row.amount, row.outstanding, row.surcharge_due, row.overpaid)
    return (row.id, *map(shown, amounts), row.due_on.isoformat())


def _facts_of(row: LevyRow) -> Iterator[tuple[str, str]]:
    yield "单位类型 kind", zh(row.kind)
    yield "缴费期限 due on", row.due_on.isoformat()
    yield from ((label, shown(getattr(row, name))) for label, name in _FIELDS.items())
