"""`levy`: credit records of employers that do not pay, and who may be commended."""

from datetime import date
from typing import Final

import click

from api import clock
from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import DAY, USCC, OneOf
from domain.levy.credit import CreditStatus
from domain.money import shown
from domain.names import zh
from ledger.commands import credits
from ledger.views import levy_queries

_DOCUMENT = "文件名称和文号。 Document and its number."


@click.command("record-notice")
@click.argument("levy_id", metavar="LEVY")
@click.option("--document", required=True, help=_DOCUMENT)
@writes("告知拟记入信用记录")
def notice(session: Session, levy_id: str, document: str) -> None:
    """告知拒缴、少缴的单位拟记入信用记录,听取陈述申辩。 Tell the employer what is to be recorded."""
    command = credits.Notice(levy=levy_id, document=document)
    session.receipt(credits.notice(session.book, command, session.request()))


@click.command("hear")
@click.argument("record_id", metavar="RECORD")
@click.option("--reference", required=True, help="陈述申辩材料编号。 Reference of the statement.")
@click.option("--finding", required=True, help="查明的情况。 What was found.")
@click.option("--upheld/--dismissed", required=True, help="理由成立或不成立。 Upheld or dismissed.")
@writes("听取陈述申辩")
def hear(session: Session, record_id: str, reference: str, finding: str, upheld: bool) -> None:
    """登记陈述申辩;理由成立的不予记入。 The employer's statement; upheld, nothing is recorded."""
    command = credits.Hear(record=record_id, reference=reference, finding=finding, upheld=upheld)
    session.receipt(credits.hear(session.book, command, session.request()))


@click.command("record")
@click.argument("record_id", metavar="RECORD")
@click.option("--document", required=True, help=_DOCUMENT)
@writes("记入信用记录")
def record(session: Session, record_id: str, document: str) -> None:
    """记入信用记录。 Enter the conduct into the credit record."""
    command = credits.OnRecord(record=record_id, document=document)
    session.receipt(credits.record(session.book, command, session.request()))


@click.command("correct")
@click.argument("record_id", metavar="RECORD")
@click.option("--document", required=True, help=_DOCUMENT)
@writes("信用修复")
def correct(session: Session, record_id: str, document: str) -> None:
    """缴清以后修复信用。 Mend the record after payment."""
    command = credits.OnRecord(record=record_id, document=document)
    session.receipt(credits.correct(session.book, command, session.request()))


@click.command("take-back")
@click.argument("record_id", metavar="RECORD")
@click.option("--ground", required=True, help="撤销的理由。 Why it was wrong.")
@click.option("--document", required=True, help=_DOCUMENT)
@writes("撤销失信记录")
def take_back(session: Session, record_id: str, ground: str, document: str) -> None:
    """撤销有误的失信记录。 Take a wrong record back."""
    command = credits.TakeBack(record=record_id, ground=ground, document=document)
    session.receipt(credits.take_back(session.book, command, session.request()))


@click.command("records")
@click.option("--status", type=OneOf([status.value for status in CreditStatus]), help="状态。 Status.")
@click.option("--uscc", type=USCC, help="用人单位。 Of one employer.")
@reads
def records(session: Session, status: str | None, uscc: str | None) -> None:
    """列出失信记录。 List credit records."""
    found = levy_queries.credit_records(session.book, status=status, uscc=uscc)
    headings = (
        "记录 record",
        "情形 conduct",
        "欠缴 owed",
        "状态 status",
        "申辩至 statement until",
        "记入日 recorded on",
    )
    rows = (
        (row.id, zh(row.conduct), shown(row.amount), zh(row.status), row.statement_until, row.recorded_on)
        for row in found
    )
    session.answer({"records": found}, screen.table("失信记录 credit records", headings, rows, right=(2,)))


@click.command("commendable")
@click.argument("levy_id", metavar="LEVY")
@click.option("--on", "day", type=DAY, help="评先日(默认今天)。 Day of the commendation; default: today.")
@reads
def commendable(session: Session, levy_id: str, day: date | None) -> None:
    """机关、事业单位可否参评先进。 Whether a public body may be commended."""
    decision = levy_queries.commendable(session.book, levy_id, day or clock.today())
    steps = ((step.label, step.value, step.authority) for step in decision.steps)
    reasons = (("不能参评", reason.zh, reason.authority) for reason in decision.reasons)
    table = screen.table(levy_id, ("项 item", "值 value", "依据 authority"), (*steps, *reasons))
    session.answer({"levy": levy_id, "commendable": decision.granted, "decision": decision}, table)


COMMANDS: Final = (notice, hear, record, correct, take_back, records, commendable)
