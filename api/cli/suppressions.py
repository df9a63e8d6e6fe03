"""`suppression`: hits that are counted and not told, for a time: request, grant, refuse, end, list."""

from datetime import date
from typing import Any

import click

from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import DAY, PLACE, one_of
from domain.innocence import reasons
from domain.names import zh
from domain.suppression import SuppressionStatus
from ledger.commands import suppressions
from ledger.views import alert_queries

ID = click.argument("suppression_id", metavar="SUPPRESSION")


@click.group()
def suppression() -> None:
    """疑点搁置:申请、同意、不同意、提前结束。 Suppressions of alerts, which two persons agree on."""


@suppression.command("request")
@click.option("--check", default="", help="规则;不写的为全部规则。 Check; all of them unless given.")
@click.option("--subject-kind", required=True, help="对象种类,如 person、employer、account。 Kind of the subject.")
@click.option("--subject", required=True, help="对象。 Subject.")
@click.option("--place", type=PLACE, required=True, help="地区。 Place, and all below it.")
@click.option("--until", type=DAY, required=True, help="最后一日,最长一年。 Last day, within a year.")
@click.option("--code", type=one_of(*reasons()), required=True, help="排除原因。 Innocent reason.")
@click.option("--note", required=True, help="说明。 Note.")
@writes("申请搁置")
def request(session: Session, /, until: date, **what: Any) -> None:
    """申请搁置;死亡和重复支付的规则不得搁置。 Ask for a suppression."""
    command = suppressions.RequestSuppression(until=until, **what)
    session.receipt(suppressions.request_suppression(session.book, command, session.request()))


@suppression.command("grant")
@ID
@writes("同意搁置")
def grant(session: Session, suppression_id: str) -> None:
    """同意他人的申请。 Agree to what another person asked for."""
    command = suppressions.OnSuppression(suppression=suppression_id)
    session.receipt(suppressions.grant(session.book, command, session.request()))


@suppression.command("refuse")
@ID
@click.option("--ground", required=True, help="理由。 Why.")
@writes("不同意搁置")
def refuse(session: Session, suppression_id: str, ground: str) -> None:
    """不同意。 Do not agree."""
    command = suppressions.OnSuppression(suppression=suppression_id, ground=ground)
    session.receipt(suppressions.refuse(session.book, command, session.request()))


@suppression.command("end")
@ID
@click.option("--ground", required=True, help="理由。 Why.")
@writes("提前结束搁置")
def end(session: Session, suppression_id: str, ground: str) -> None:
    """提前结束,疑点即恢复提示。 End it early."""
    command = suppressions.OnSuppression(suppression=suppression_id, ground=ground)
    session.receipt(suppressions.end(session.book, command, session.request()))


@suppression.command("list")
@click.option("--subject", help="对象。 About one subject.")
@click.option("--status", type=one_of(*SuppressionStatus), help="状态。 Status.")
@reads
def listed(session: Session, subject: str | None, status: str | None) -> None:
    """列出搁置。 List suppressions."""
    found = alert_queries.suppressions(session.book, subject=subject, status=status)
    headings = (
        "搁置 suppression",
        "规则 check",
        "对象 subject",
        "至 until",
        "原因 code",
        "状态 status",
        "申请 requested by",
    )
    cells = (
        (row.id, row.check or "全部 all", row.subject, row.until, zh(row.code), zh(row.status), row.requested_by)
        for row in found
    )
    session.answer({"suppressions": found}, screen.table("搁置 suppressions", headings, cells))
