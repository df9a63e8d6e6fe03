"""`hold`: approved money that may not leave: place, renew, release, expire, list, show."""

from datetime import date

import click

from api import clock
from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import DAY
from domain import names
from domain.hold import HoldStatus
from domain.hold_due import HoldGround
from domain.money import shown
from ledger.commands import holds
from ledger.views import queries
from ledger.views.holds import HoldRow

_UNTIL = "最后一日;不写的,到规定的最后一日。 Last day, if earlier than the law allows."


@click.group()
def hold() -> None:
    """暂缓支付:暂缓、续期、解除、期满。 Holds of approved money while a doubt is looked into."""


@hold.command("place")
@click.argument("case")
@click.option("--tranche", type=int, default=1, show_default=True, help="期次。 Tranche.")
@click.option("--authority", required=True, help="依据的条款或者文件。 Clause or document that it rests on.")
@click.option("--check", default="", help="命中的检查,如 RF18。 Check that found something.")
@click.option("--alert", default="", help="疑点编号。 Alert.")
@click.option("--until", type=DAY, help=_UNTIL)
@writes()
def place(
    session: Session, case: str, tranche: int, authority: str, check: str, alert: str, until: date | None
) -> None:
    """暂缓支付一期。 Hold a tranche that is approved and not instructed; say why with --reason."""
    ground = HoldGround(check=check, alert=alert, authority=authority)
    command = holds.Place(case=case, tranche=tranche, grounds=(ground,), until=until)
    session.receipt(holds.place(session.book, command, session.request()))


@hold.command("renew")
@click.argument("hold_id", metavar="HOLD")
@click.option("--until", type=DAY, help=_UNTIL)
@writes()
def renew(session: Session, hold_id: str, until: date | None) -> None:
    """续期;由暂缓人以外的复核员办理。 Let a hold run on; say why with --reason."""
    session.receipt(holds.renew(session.book, holds.Renew(hold=hold_id, until=until), session.request()))


@hold.command("release")
@click.argument("hold_id", metavar="HOLD")
@click.option("--ground", required=True, help="核查结论。 What was found.")
@writes("解除暂缓支付")
def release(session: Session, hold_id: str, ground: str) -> None:
    """解除;由暂缓人以外的复核员办理。 Let the money go."""
    session.receipt(holds.release(session.book, holds.Release(hold=hold_id, ground=ground), session.request()))


@hold.command("expire")
@writes("登记暂缓支付期满")
def expire(session: Session) -> None:
    """登记全部已经期满的暂缓支付(每日一次)。 Say of every hold that ran out that it did; a daily job."""
    expired = holds.expire(session.book, session.request())
    rows = ((each,) for each in expired)
    session.answer({"expired": expired}, screen.table("已登记期满 expired", ("暂缓 hold",), rows))


@hold.command("list")
@click.option("--case", help="案件。 Of one case.")
@click.option("--active", is_flag=True, help="只列暂缓之中的。 Only what is held.")
@click.option("--as-of", type=DAY, help="以哪一天计(默认今天)。 On this day; default: today.")
@reads
def listed(session: Session, case: str | None, active: bool, as_of: date | None) -> None:
    """列出暂缓支付。 List holds."""
    day = as_of or clock.today()
    found = [row for row in queries.holds(session.book, case=case) if not active or _counts(row, day)]
    headings = ("支付 payment", "金额 amount", "状态 status", "至 until", "依据 grounds", "暂缓人 placed by")
    rows = ((row.id, shown(row.amount), _status(row, day), row.until, _grounds(row), row.placed_by) for row in found)
    session.answer({"holds": found}, screen.table("暂缓支付 holds", headings, rows, right=(1,)))


@hold.command("show")
@click.argument("hold_id", metavar="HOLD")
@reads
def show(session: Session, hold_id: str) -> None:
    """一项暂缓支付的由来和结果。 One hold: why, until when, and what came of it."""
    row = queries.hold(session.book, hold_id)
    events = queries.timeline(session.book, stream=f"hold:{hold_id}")
    rows = [
        ("案件 case", row.case),
        ("金额 amount", shown(row.amount)),
        ("状态 status", _status(row, clock.today())),
        ("依据 grounds", _grounds(row)),
        ("疑点 alerts", "\n".join(row.alerts)),
        ("至 until", row.until),
        ("暂缓 placed", f"{row.placed_on} {row.placed_by}"),
        ("续期 renewed", f"{row.renewals} {row.renewed_by}".rstrip()),
        ("结束 ended", f"{row.ended_on or ''} {row.ended_by}".strip()),
        ("结论 ground", row.ground),
    ]
    history = ((each.effective_on, each.actor, each.zh, each.en, each.reason) for each in events)
    headings = ("日期 on", "经办 actor", "事项", "event", "理由 reason")
    session.answer(
        {"hold": row, "events": events},
        screen.table(row.id, ("项 item", "值 value"), rows),
        screen.table("经过 history", headings, history),
    )


def _counts(row: HoldRow, day: date) -> bool:
    return row.status == HoldStatus.ACTIVE and day <= row.until


def _status(row: HoldRow, day: date) -> str:
    """Where it stands on a day; one whose last day is over counts no more, whether somebody has said so or not."""
    status = HoldStatus.EXPIRED if row.status == HoldStatus.ACTIVE and not _counts(row, day) else row.status
    return f"{names.zh(status)} {status.removeprefix('hold_')}"


def _grounds(row: HoldRow) -> str:
    return " ".join((*row.checks, row.authority))
