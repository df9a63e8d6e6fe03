"""`application`: review, check-site, notice, object, resolve-objection, second-review, recalculate, approve."""

from datetime import date
from typing import Final

import click

from api.cli.session import Session, writes
from api.cli.values import DAY, MONEY
from ledger.commands import notice as notices
from ledger.commands import review as reviews

_OPINION = "审查意见。 Opinion."
_FINDING = "查明的情况。 What was found."


@click.command("review")
@click.argument("case")
@click.option("--opinion", required=True, help=_OPINION)
@writes("初审")
def first_review(session: Session, case: str, opinion: str) -> None:
    """初审。 First review."""
    command = reviews.Review(case=case, opinion=opinion)
    session.receipt(reviews.first_review(session.book, command, session.request()))


@click.command("check-site")
@click.argument("case")
@click.option("--visited-on", type=DAY, required=True, help="核查日期。 Day of the visit.")
@click.option("--finding", required=True, help=_FINDING)
@writes("现场核查")
def check_site(session: Session, case: str, visited_on: date, finding: str) -> None:
    """现场核查。 Record a visit."""
    command = reviews.SiteCheck(case=case, visited_on=visited_on, finding=finding)
    session.receipt(reviews.check_site(session.book, command, session.request()))


@click.command("notice")
@click.argument("case")
@click.option("--contact", required=True, help="受理异议的单位和电话。 Office and telephone for objections.")
@writes("拟补贴公示")
def notice(session: Session, case: str, contact: str) -> None:
    """公示。 Publish the intended grant."""
    command = notices.PublishNotice(case=case, contact=contact)
    session.receipt(notices.publish_notice(session.book, command, session.request()))


@click.command("object")
@click.argument("case")
@click.option("--reference", required=True, help="异议材料编号。 Reference of the paper.")
@click.option("--ground", required=True, help="异议理由。 Ground.")
@writes("收到异议")
def objection(session: Session, case: str, reference: str, ground: str) -> None:
    """登记公示期内的异议。 Record an objection during the notice."""
    command = notices.FileObjection(case=case, reference=reference, ground=ground)
    session.receipt(notices.file_objection(session.book, command, session.request()))


@click.command("resolve-objection")
@click.argument("case")
@click.argument("number", type=int)
@click.option("--upheld/--dismissed", required=True, help="成立或不成立。 Upheld or dismissed.")
@click.option("--finding", required=True, help=_FINDING)
@writes("异议处理")
def resolve_objection(session: Session, case: str, number: int, upheld: bool, finding: str) -> None:
    """处理异议;成立的退回初审。 Resolve an objection; upheld, the case goes back to the first review."""
    command = notices.ResolveObjection(case=case, number=number, upheld=upheld, finding=finding)
    session.receipt(notices.resolve_objection(session.book, command, session.request()))


@click.command("second-review")
@click.argument("case")
@click.option("--opinion", required=True, help=_OPINION)
@writes("复审")
def second_review(session: Session, case: str, opinion: str) -> None:
    """复审。 Second review."""
    command = reviews.Review(case=case, opinion=opinion)
    session.receipt(reviews.second_review(session.book, command, session.request()))


@click.command("recalculate")
@click.argument("case")
@writes()
def recalculate(session: Session, case: str) -> None:
    """按现行规定重新测算;金额变动的须再次公示。 Calculate anew; a changed amount is published again."""
    session.receipt(reviews.recalculate(session.book, reviews.Accept(case=case), session.request()))


@click.command("approve")
@click.argument("case")
@click.option("--amount", type=MONEY, help="核对金额(元),与测算不符即拒绝。 Must be the calculated amount, if given.")
@writes("审批")
def approve(session: Session, case: str, amount: int | None) -> None:
    """审批签署。 Sign; the last signature needed approves."""
    session.receipt(reviews.approve(session.book, reviews.Approve(case=case, amount=amount), session.request()))


COMMANDS: Final = (
    first_review,
    check_site,
    notice,
    objection,
    resolve_objection,
    second_review,
    recalculate,
    approve,
)
