"""`payment`: instruct, settle, return, reissue, cancel, list."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from api.cli import screen
from api.cli.check_room import gate_of
from api.cli.session import Session, reads, writes
from api.cli.values import DAY, MONEY, one_of
from domain.money import shown
from domain.names import zh
from domain.payment import PaymentStatus
from ledger.commands import payments
from ledger.views import queries


@click.group()
def payment() -> None:
    """支付:指令、结清、退汇、重付、撤销。 Payments."""


def bank_line(*, required: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options that name a line of the bank statement."""

    def with_options(command: Callable[..., None]) -> Callable[..., None]:
        for option in (
            click.option("--amount", type=MONEY, required=required, help="流水金额(元)。 Yuan booked."),
            click.option("--booked-on", type=DAY, required=required, help="记账日。 Booking date."),
            click.option("--reference", required=required, help="银行流水号。 The bank's reference."),
            click.option("--account", required=required, help="账户别名(不是账号)。 Alias of the fund's account."),
        ):
            command = option(command)
        return command

    return with_options


@payment.command("instruct")
@click.argument("case")
@click.option("--tranche", type=click.IntRange(1), default=1, show_default=True, help="期次。 Tranche.")
@click.option("--amount", type=MONEY, help="少于本期时填写(元)。 Only if less than the tranche.")
@writes("支付审核")
def instruct(session: Session, case: str, tranche: int, amount: int | None) -> None:
    """下达一期的支付指令;检查有命中的,改为暂缓支付。 Instruct a tranche; what a check finds holds it instead."""
    command = payments.Instruct(case=case, tranche=tranche, amount=amount)
    session.receipt(payments.instruct(session.book, command, session.request(), gate_of(session)))


@payment.command("settle")
@click.argument("payment_id", metavar="PAYMENT")
@bank_line(required=True)
@writes("银行对账")
def settle(session: Session, /, payment_id: str, **line: Any) -> None:
    """以银行流水结清。 Settle a payment by its bank statement line."""
    command = payments.Settle(payment=payment_id, booked=payments.Booked(**line))
    session.receipt(payments.settle(session.book, command, session.request()))


class BankLineIncomplete(click.UsageError):
    """Part of a bank line was given."""

    def __init__(self) -> None:
        super().__init__(
            "银行流水须同时填写 --account、--reference、--booked-on 和 --amount,款项未出账的都不填。"
            " Give all four of --account, --reference, --booked-on and --amount, or none if the money never left."
        )


def booked_line(
    *, account: str | None, reference: str | None, booked_on: date | None, amount: int | None
) -> payments.Booked | None:
    """The line that the options name; None where there is none. Raises BankLineIncomplete for a part of one."""
    if account and reference and booked_on and amount is not None:
        return payments.Booked(account=account, reference=reference, booked_on=booked_on, amount=amount)
    if account or reference or booked_on or amount is not None:
        raise BankLineIncomplete()
    return None


@payment.command("return")
@click.argument("payment_id", metavar="PAYMENT")
@click.option("--code", required=True, help="银行退汇代码或说明。 The bank's return code.")
@bank_line(required=False)
@writes("银行退汇")
def give_back(session: Session, /, payment_id: str, code: str, **line: Any) -> None:
    """登记退汇;已出账的须有流水。 Record a return; with its bank line if the money had left."""
    command = payments.GiveBack(payment=payment_id, code=code, booked=booked_line(**line))
    session.receipt(payments.give_back(session.book, command, session.request()))


@payment.command("reissue")
@click.argument("payment_id", metavar="PAYMENT")
@writes()
def reissue(session: Session, payment_id: str) -> None:
    """按现登记的账户重新支付;检查有命中的,改为暂缓支付。 Pay a returned payment again; what a check finds holds it."""
    command = payments.OnPayment(payment=payment_id)
    session.receipt(payments.reissue(session.book, command, session.request(), gate_of(session)))


@payment.command("cancel")
@click.argument("payment_id", metavar="PAYMENT")
@writes()
def cancel(session: Session, payment_id: str) -> None:
    """撤销已退汇的支付。 Give a returned payment up."""
    command = payments.OnPayment(payment=payment_id)
    session.receipt(payments.cancel(session.book, command, session.request()))


@payment.command("list")
@click.option("--case", help="案件。 Of one case.")
@click.option("--line", help="预算科目。 Of one budget line.")
@click.option("--status", type=one_of(*PaymentStatus), help="状态。 Status.")
@reads
def listed(session: Session, case: str | None, line: str | None, status: str | None) -> None:
    """列出支付。 List payments."""
    found = queries.payments(session.book, case=case, line=line, status=status)
    headings = ("支付 payment", "期 label", "金额 amount", "状态 status", "流水 settled by", "追回 recovered")
    rows = (
        (row.id, row.label, shown(row.amount), f"{zh(row.status)} {row.status}", row.settled_by, shown(row.recovered))
        for row in found
    )
    session.answer({"payments": found}, screen.table("支付 payments", headings, rows, right=(2, 5)))
