"""`application`: reject, withdraw, suspend, resume, terminate, appeal, decide-appeal."""

from typing import Final, Literal

import click

from api.cli.grounds import GROUNDS, Ground, reasons_of
from api.cli.session import Session, writes
from api.cli.values import OneOf
from ledger.commands import endings

_GROUND = "事实和理由。 Ground."


@click.command("reject")
@click.argument("case")
@GROUNDS
@writes("审核不通过")
def reject(session: Session, case: str, grounds: tuple[Ground, ...]) -> None:
    """不予批准。 Refuse an application, with reasons and clauses."""
    command = endings.Reject(case=case, reasons=reasons_of(grounds))
    session.receipt(endings.reject(session.book, command, session.request()))


@click.command("withdraw")
@click.argument("case")
@writes()
def withdraw(session: Session, case: str) -> None:
    """申请人撤回。 Take an application back at the applicant's wish."""
    request = session.request()
    session.receipt(endings.withdraw(session.book, endings.Ground(case=case, ground=request.reason), request))


@click.command("suspend")
@click.argument("case")
@click.option("--ground", required=True, help=_GROUND)
@writes("暂停核查")
def suspend(session: Session, case: str, ground: str) -> None:
    """暂停办理和支付。 Stop the case and its payments."""
    session.receipt(endings.suspend(session.book, endings.Ground(case=case, ground=ground), session.request()))


@click.command("resume")
@click.argument("case")
@click.option("--finding", required=True, help="核查结论。 What was found.")
@writes("恢复办理")
def resume(session: Session, case: str, finding: str) -> None:
    """恢复办理。 Let a suspended case go on."""
    session.receipt(endings.resume(session.book, endings.Ground(case=case, ground=finding), session.request()))


@click.command("terminate")
@click.argument("case")
@click.option("--ground", required=True, help=_GROUND)
@writes("停发")
def terminate(session: Session, case: str, ground: str) -> None:
    """停发。 End a grant."""
    session.receipt(endings.terminate(session.book, endings.Ground(case=case, ground=ground), session.request()))


@click.command("appeal")
@click.argument("case")
@click.option("--reference", required=True, help="复议案号。 Reference of the appeal.")
@writes("收到复议申请")
def appeal(session: Session, case: str, reference: str) -> None:
    """登记行政复议。 Record an application for administrative review."""
    session.receipt(endings.appeal(session.book, endings.Appeal(case=case, reference=reference), session.request()))


@click.command("decide-appeal")
@click.argument("case")
@click.option(
    "--outcome",
    type=OneOf(["upheld", "changed", "revoked"]),
    required=True,
    help="维持、变更、撤销原决定。 Upheld, changed or revoked.",
)
@click.option("--finding", required=True, help="复议认定。 What was found.")
@writes("复议决定")
def decide_appeal(session: Session, case: str, outcome: Literal["upheld", "changed", "revoked"], finding: str) -> None:
    """登记复议决定。 Record what came of the appeal."""
    command = endings.DecideAppeal(case=case, outcome=outcome, finding=finding)
    session.receipt(endings.decide_appeal(session.book, command, session.request()))


COMMANDS: Final = (reject, withdraw, suspend, resume, terminate, appeal, decide_appeal)
