"""`duty`: which duties the plans lay on which place, what was done, what is overdue."""

from datetime import date
from typing import Any

import click

from api import clock
from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import DAY, PLACE
from domain import names
from domain.places import full_name_of
from ledger.commands import duties
from ledger.views.due import Owed, owed


@click.group()
def duty() -> None:
    """职责:到期、履行、逾期。 Duties of the plans."""


def _of_period(command: Any) -> Any:
    """The arguments that name a duty of a place in a period."""
    for argument in (
        click.option("--period", required=True, help="年度,或 term(方案期内)。 A year, or `term`."),
        click.option("--place", type=PLACE, required=True, help="履行地区。 Place whose duty it is."),
        click.argument("code", metavar="DUTY"),
    ):
        command = argument(command)
    return command


@duty.command("fulfil")
@_of_period
@click.option("--document", required=True, help="证明履行的文件。 Document that proves it.")
@click.option("--count", type=int, default=1, show_default=True, help="次数。 How many times.")
@click.option("--digest", default="", help="文件的 SHA-256。 SHA-256 of its file.")
@writes("登记履行职责")
def fulfil(session: Session, /, code: str, place: str, period: str, **said: Any) -> None:
    """登记职责已履行;生效日为履行日。 Record that a duty was done, on the value date."""
    command = duties.Fulfil(duty=code, place=place, period=period, **said)
    session.receipt(duties.fulfil(session.book, command, session.request()))


@duty.command("retract")
@_of_period
@click.option("--number", type=int, required=True, help="第几次履行。 Which fulfilment.")
@click.option("--ground", required=True, help="错在哪里。 What was wrong.")
@writes("撤销履行登记")
def retract(session: Session, /, code: str, place: str, period: str, **said: Any) -> None:
    """撤销登记错误的履行。 Withdraw what was recorded wrongly."""
    command = duties.Retract(duty=code, place=place, period=period, **said)
    session.receipt(duties.retract(session.book, command, session.request()))


@duty.command("waive")
@_of_period
@click.option("--document", required=True, help="免除所依的文件。 Document that waives it.")
@writes("登记免除职责")
def waive(session: Session, code: str, place: str, period: str, document: str) -> None:
    """登记职责依文件免除。 Record that a duty is waived by a document."""
    command = duties.Waive(duty=code, place=place, period=period, document=document)
    session.receipt(duties.waive(session.book, command, session.request()))


@duty.command("list")
@click.option("--place", type=PLACE, help="地区,含其下(默认账套地区)。 Place and all below it; default: the book's.")
@click.option("--as-of", type=DAY, help="截至(默认今天)。 At the end of this day; default: today.")
@click.option("--overdue", is_flag=True, help="只列逾期未履行的。 Only what is overdue.")
@reads
def listed(session: Session, place: str | None, as_of: date | None, overdue: bool) -> None:
    """列出各地职责及其履行情况。 List duties and where each stands."""
    found = owed(session.book, as_of=as_of or clock.today(), place=place)
    shown = [one for one in found if one.standing == "overdue"] if overdue else found
    headings = (
        "地区 place",
        "代码 code",
        "职责 duty",
        "责任单位 body",
        "期 period",
        "到期 due",
        "次数 times",
        "状态 standing",
        "依据 authority",
    )
    session.answer(
        {"duties": [_plain(one) for one in shown]}, screen.table("", headings, map(_cells, shown), whole=(1,))
    )


def _cells(one: Owed) -> tuple[str, ...]:
    return (
        full_name_of(one.place),
        one.duty.code,
        one.duty.zh,
        names.zh(one.duty.responsible),
        names.zh(one.period.id),
        str(one.period.due or "未定 not set"),
        f"{one.times}/{one.duty.least}",
        f"{names.zh(one.standing)} {one.standing}",
        one.duty.authority,
    )


def _plain(one: Owed) -> dict[str, object]:
    return {
        "duty": one.duty.code,
        "zh": one.duty.zh,
        "en": one.duty.en,
        "rules": one.duty.rules,
        "place": one.place,
        "responsible": one.duty.responsible,
        "recipient": one.duty.recipient,
        "period": one.period.id,
        "due": one.period.due,
        "times": one.times,
        "least": one.duty.least,
        "standing": one.standing,
        "completed_on": one.completed_on,
        "documents": one.documents,
        "waived_by": one.waived_by,
        "authority": one.duty.authority,
        "source": one.duty.source,
    }
