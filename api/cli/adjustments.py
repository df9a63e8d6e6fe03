"""`adjustment`: what retroactive law changes of a decided case: list, show, open, approve, dismiss, pay, recover."""

import click

from api.cli import screen
from api.cli.check_room import gate_of
from api.cli.session import Session, reads, writes
from domain import names
from domain.money import shown
from ledger.commands import adjustments
from ledger.views import queries
from ledger.views.adjustments import AdjustmentRow


@click.group()
def adjustment() -> None:
    """调整:依新公布的规定补发或追回。 Adjustments: back-pay or recovery by the law known now."""


@adjustment.command("list")
@click.option("--case", help="案件。 Of one case.")
@click.option("--open", "unfinished", is_flag=True, help="只列未办结的。 Only what is not finished.")
@reads
def listed(session: Session, case: str | None, unfinished: bool) -> None:
    """列出调整。 List adjustments."""
    done = {"adjustment_settled", "adjustment_dismissed"}
    found = [row for row in queries.adjustments(session.book, case=case) if not unfinished or row.status not in done]
    headings = ("调整 adjustment", "状态 status", "原额 before", "应为 after", "差额 difference", "文件 documents")
    rows = (
        (row.id, _status(row), *map(shown, (row.before, row.after, row.difference)), row.documents) for row in found
    )
    session.answer({"adjustments": found}, screen.table("调整 adjustments", headings, rows, right=(2, 3, 4)))


@adjustment.command("show")
@click.argument("adjustment_id", metavar="ADJUSTMENT")
@reads
def show(session: Session, adjustment_id: str) -> None:
    """一项调整的来由和结果。 One adjustment: why, and what came of it."""
    row = queries.adjustment(session.book, adjustment_id)
    events = queries.timeline(session.book, stream=adjustment_id)
    rows = [
        ("案件 case", row.case),
        ("状态 status", _status(row)),
        ("原额 before", shown(row.before)),
        ("应为 after", shown(row.after)),
        ("差额 difference", shown(row.difference)),
        ("规定 provisions", "\n".join(row.keys)),
        ("文件 documents", row.documents),
        ("补发 back-pay", row.payment),
        ("追回 recoveries", "\n".join(row.recoveries)),
        ("理由 ground", row.ground),
    ]
    history = ((each.effective_on, each.actor, each.zh, each.en) for each in events)
    session.answer(
        {"adjustment": row, "events": events},
        screen.table(row.id, ("项 item", "值 value"), rows),
        screen.table("经过 history", ("日期 on", "经办 actor", "事项", "event"), history),
    )


@adjustment.command("open")
@click.argument("case")
@writes("依新公布的规定重算")
def opened(session: Session, case: str) -> None:
    """对一个案件立案。 Put the difference of one case on file."""
    session.receipt(adjustments.open_(session.book, adjustments.Open(case=case), session.request()))


@adjustment.command("approve")
@click.argument("adjustment_id", metavar="ADJUSTMENT")
@click.option("--fund", default="", help="补发可由多项资金列支时,指明资金。 Which fund, where several can pay.")
@writes("批准调整")
def approve(session: Session, adjustment_id: str, fund: str) -> None:
    """批准(补发即占用额度)。 Sign; back-pay is encumbered."""
    command = adjustments.Approve(adjustment=adjustment_id, fund=fund)
    session.receipt(adjustments.approve(session.book, command, session.request()))


@adjustment.command("dismiss")
@click.argument("adjustment_id", metavar="ADJUSTMENT")
@click.option("--ground", required=True, help="不予调整的理由。 Why nothing is done.")
@writes("不予调整")
def dismiss(session: Session, adjustment_id: str, ground: str) -> None:
    """不予调整;已占用的额度退回。 Close without money; what is encumbered goes back."""
    command = adjustments.Dismiss(adjustment=adjustment_id, ground=ground)
    session.receipt(adjustments.dismiss(session.book, command, session.request()))


@adjustment.command("pay")
@click.argument("adjustment_id", metavar="ADJUSTMENT")
@writes("支付补发")
def pay(session: Session, adjustment_id: str) -> None:
    """下达补发的支付指令;检查有命中的,改为暂缓支付。 Instruct the back-pay; what a check finds holds it instead."""
    command = adjustments.OnAdjustment(adjustment=adjustment_id)
    session.receipt(adjustments.pay(session.book, command, session.request(), gate_of(session)))


@adjustment.command("recover")
@click.argument("adjustment_id", metavar="ADJUSTMENT")
@writes("追回多付")
def recover(session: Session, adjustment_id: str) -> None:
    """扣回未付部分,其余决定追回。 Withhold what is unpaid, and determine the recovery of the rest."""
    command = adjustments.OnAdjustment(adjustment=adjustment_id)
    session.receipt(adjustments.recover(session.book, command, session.request()))


def _status(row: AdjustmentRow) -> str:
    return f"{names.zh(row.status)} {row.status.removeprefix('adjustment_')}"
