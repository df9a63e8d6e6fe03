"""`recovery`: determine, receive, write off, undo, list."""

from typing import Any

import click

from api.cli import screen
from api.cli.payments import bank_line, booked_line
from api.cli.session import Session, reads, writes
from api.cli.values import MONEY
from domain.money import shown
from ledger.commands import recoveries
from ledger.commands.payments import Booked
from ledger.views import queries


@click.group()
def recovery() -> None:
    """追回:决定、到账、核销、撤销。 Recoveries."""


@recovery.command("determine")
@click.argument("payment_id", metavar="PAYMENT")
@click.option("--amount", type=MONEY, required=True, help="追回金额(元)。 Yuan.")
@click.option("--ground", required=True, help="事实和理由。 What was found.")
@click.option("--clause", required=True, help="依据条款。 Legal basis.")
@writes("追回决定")
def determine(session: Session, payment_id: str, amount: int, ground: str, clause: str) -> None:
    """决定追回已结清的款项。 Decide that a settled amount must come back."""
    command = recoveries.Determine(payment=payment_id, amount=amount, ground=ground, clause=clause)
    session.receipt(recoveries.determine(session.book, command, session.request()))


@recovery.command("receive")
@click.argument("recovery_id", metavar="RECOVERY")
@bank_line(required=True)
@writes("追回款到账")
def receive(session: Session, /, recovery_id: str, **line: Any) -> None:
    """登记追回款到账。 Match money that came back."""
    command = recoveries.Receive(recovery=recovery_id, booked=Booked(**line))
    session.receipt(recoveries.receive(session.book, command, session.request()))


@recovery.command("write-off")
@click.argument("recovery_id", metavar="RECOVERY")
@click.option("--amount", type=MONEY, required=True, help="核销金额(元)。 Yuan.")
@click.option("--document", required=True, help="批准文件。 Document that allows it.")
@writes("批准核销")
def write_off(session: Session, recovery_id: str, amount: int, document: str) -> None:
    """核销无法追回的款项。 Write off what cannot be recovered."""
    command = recoveries.WriteOff(recovery=recovery_id, amount=amount, document=document)
    session.receipt(recoveries.write_off(session.book, command, session.request()))


@recovery.command("undo")
@click.argument("recovery_id", metavar="RECOVERY")
@bank_line(required=False)
@writes("撤销追回")
def undo(session: Session, /, recovery_id: str, **line: Any) -> None:
    """认定撤销以后撤销追回;已收回的,凭如数退还的流水。 Undo a recovery whose finding fell; what came in goes back."""
    command = recoveries.Undo(recovery=recovery_id, booked=booked_line(**line))
    session.receipt(recoveries.undo(session.book, command, session.request()))


@recovery.command("list")
@click.option("--payment", help="支付。 Of one payment.")
@click.option("--case", help="案件。 Of one case.")
@reads
def listed(session: Session, payment: str | None, case: str | None) -> None:
    """列出追回。 List recoveries."""
    found = queries.recoveries(session.book, payment=payment, case=case)
    headings = (
        "追回 recovery",
        "金额 amount",
        "已收 received",
        "核销 written off",
        "未收 outstanding",
        "撤销 undone",
        "依据 clause",
    )
    rows = (
        (row.id, *map(shown, (row.amount, row.received, row.written_off, row.outstanding, row.undone)), row.clause)
        for row in found
    )
    session.answer({"recoveries": found}, screen.table("追回 recoveries", headings, rows, right=(1, 2, 3, 4, 5)))
