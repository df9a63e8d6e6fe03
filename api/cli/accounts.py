"""`account`: bootstrap, open, appoint, lend to a deputy, declare an interest, suspend, close, list, show."""

from datetime import date
from typing import Any, get_args

import click

from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import DAY, PLACE, OneOf
from domain import names
from domain.access.audit import MACHINE
from domain.access.events import Kind, Relation
from domain.access.incompatible import rules
from domain.actor import Actor
from domain.roles import ROLES
from ledger.commands import accounts
from ledger.views import account_queries

_ACCOUNT = click.argument("account_id", metavar="ACCOUNT")
_ROLE = click.argument("held", metavar="ROLE", type=OneOf(ROLES))
_PLACE = click.argument("place", metavar="PLACE", type=PLACE)
_DOCUMENT = click.option("--document", required=True, help="任免文件。 Document.")
_GROUND = click.option("--ground", required=True, help="理由。 Ground.")


@click.group()
def account() -> None:
    """账号:开立、任免、代理、回避、停用、注销。 Accounts: who may act, where, for whom, and where not."""


@account.command("bootstrap")
@_ACCOUNT
@click.option("--unit", required=True, help="所在单位。 Office, not a name.")
@_DOCUMENT
@writes("指定首任账号管理员")
def bootstrap(session: Session, account_id: str, unit: str, document: str) -> None:
    """指定首任账号管理员;已有账号的账套不接受。 Name the first administrator of a book without accounts."""
    command = accounts.Bootstrap(account=account_id, unit=unit, document=document)
    machine = Actor(id=MACHINE, roles=(), place=session.book.place)
    session.receipt(accounts.bootstrap(session.book, command, session.request(by=machine)))


@account.command("open")
@_ACCOUNT
@click.option("--kind", type=OneOf(get_args(Kind)), default="officer", help="人员或系统。 An officer or a service.")
@click.option("--unit", required=True, help="所在单位。 Office, not a name.")
@click.option("--place", type=PLACE, required=True, help="单位所在地区。 Seat of the office.")
@writes("开立账号")
def open_account(session: Session, account_id: str, kind: Any, unit: str, place: str) -> None:
    """开立账号;任命以前不能办理任何事项。 Open an account, which may do nothing before it is appointed."""
    command = accounts.OpenAccount(account=account_id, kind=kind, unit=unit, place=place)
    session.receipt(accounts.open_account(session.book, command, session.request()))


@account.command("appoint")
@_ACCOUNT
@_ROLE
@_PLACE
@_DOCUMENT
@writes("任命")
def appoint(session: Session, account_id: str, held: str, place: str, document: str) -> None:
    """任命角色;不相容的角色不得兼任。 Give a role for a place; incompatible roles are refused."""
    command = accounts.Appoint(account=account_id, role=held, place=place, document=document)
    session.receipt(accounts.appoint(session.book, command, session.request()))


@account.command("end-appointment")
@_ACCOUNT
@_ROLE
@_PLACE
@_DOCUMENT
@writes("免职")
def end_appointment(session: Session, account_id: str, held: str, place: str, document: str) -> None:
    """免去角色,相应的代理随之终止。 Take a role back, with the delegations that rest on it."""
    command = accounts.Appoint(account=account_id, role=held, place=place, document=document)
    session.receipt(accounts.end_appointment(session.book, command, session.request()))


@account.command("delegate")
@_ACCOUNT
@_ROLE
@_PLACE
@click.option("--to", required=True, metavar="ACCOUNT", help="代理人账号。 Deputy.")
@click.option("--first-day", type=DAY, required=True, help="首日。 First day.")
@click.option("--last-day", type=DAY, required=True, help="末日。 Last day.")
@_GROUND
@writes("委托代理")
def delegate(
    session: Session,
    account_id: str,
    held: str,
    place: str,
    to: str,
    first_day: date,
    last_day: date,
    ground: str,
) -> None:
    """把自己的角色交人代理一段时间。 Lend a role of one's own to a deputy for a time."""
    command = accounts.Delegate(
        account=account_id, role=held, place=place, to=to, first_day=first_day, last_day=last_day, ground=ground
    )
    session.receipt(accounts.delegate(session.book, command, session.request()))


@account.command("end-delegation")
@_ACCOUNT
@click.option("--number", type=int, required=True, help="代理编号。 Number of the delegation.")
@writes("终止代理")
def end_delegation(session: Session, account_id: str, number: int) -> None:
    """提前终止代理:委托人、代理人、账号管理员均可。 End a delegation before its last day."""
    command = accounts.EndDelegation(account=account_id, number=number)
    session.receipt(accounts.end_delegation(session.book, command, session.request()))


@account.command("declare-interest")
@_ACCOUNT
@click.option("--party", required=True, help="当事人编号或统一社会信用代码。 Pseudonym or credit code.")
@click.option("--relation", type=OneOf(get_args(Relation)), required=True, help="关系。 Relation.")
@writes("申报利害关系")
def declare_interest(session: Session, account_id: str, party: str, relation: str) -> None:
    """申报与当事人的利害关系,此后回避。 Declare to be close to a party, and keep out from now on."""
    command = accounts.DeclareInterest(account=account_id, party=party, relation=relation)
    session.receipt(accounts.declare_interest(session.book, command, session.request()))


@account.command("end-interest")
@_ACCOUNT
@click.option("--party", required=True, help="当事人编号或统一社会信用代码。 Pseudonym or credit code.")
@click.option("--finding", required=True, help="认定。 What was found.")
@writes("解除回避")
def end_interest(session: Session, account_id: str, party: str, finding: str) -> None:
    """认定利害关系已不存在。 Find that an interest is no more."""
    command = accounts.EndInterest(account=account_id, party=party, finding=finding)
    session.receipt(accounts.end_interest(session.book, command, session.request()))


@account.command("suspend")
@_ACCOUNT
@_GROUND
@writes("停用账号")
def suspend(session: Session, account_id: str, ground: str) -> None:
    """停用账号。 Suspend an account."""
    command = accounts.Standing(account=account_id, ground=ground)
    session.receipt(accounts.suspend(session.book, command, session.request()))


@account.command("reinstate")
@_ACCOUNT
@_GROUND
@writes("恢复账号")
def reinstate(session: Session, account_id: str, ground: str) -> None:
    """恢复停用的账号。 Let a suspended account act again."""
    command = accounts.Standing(account=account_id, ground=ground)
    session.receipt(accounts.reinstate(session.book, command, session.request()))


@account.command("close")
@_ACCOUNT
@_GROUND
@writes("注销账号")
def close(session: Session, account_id: str, ground: str) -> None:
    """注销账号,编号不再使用。 Close an account for good."""
    command = accounts.Standing(account=account_id, ground=ground)
    session.receipt(accounts.close(session.book, command, session.request()))


@account.command("list")
@click.option("--place", type=PLACE, help="地区。 Place, with all below it.")
@click.option("--standing", type=OneOf(("active", "suspended", "closed")), help="状态。 Standing.")
@reads
def listed(session: Session, place: str | None, standing: str | None) -> None:
    """列出账号。 List accounts."""
    found = account_queries.accounts(session.book, place=place, standing=standing)
    headings = ("账号 account", "单位 unit", "地区 place", "状态 standing", "任职 appointments")
    rows = ((row.id, row.unit, row.place, names.zh(row.standing), "\n".join(row.appointments)) for row in found)
    session.answer({"accounts": found}, screen.table("账号 accounts", headings, rows))


@account.command("show")
@_ACCOUNT
@reads
def show(session: Session, account_id: str) -> None:
    """查看账号:任职、代理、回避。 Show appointments, delegations and interests."""
    found = account_queries.account(session.book, account_id)
    rows = (
        ("单位 unit", found.unit),
        ("地区 place", found.place),
        ("状态 standing", names.zh(found.standing)),
        ("任职 appointments", "\n".join(found.appointments)),
        ("交人代理 lent", "\n".join(found.lent)),
        ("受托代理 borrowed", "\n".join(found.borrowed)),
        ("利害关系 interests", "\n".join(found.interests)),
    )
    session.answer({"account": found}, screen.table(found.id, ("项 item", "值 value"), rows))


@account.command("incompatible-roles")
@reads
def incompatible_roles(session: Session) -> None:
    """列出不相容岗位及其依据。 Which roles one account may not hold together, and by which clause."""
    found = rules()
    headings = ("角色 role", "不得兼任 not with", "依据 authority", "等级 grade")
    rows = (
        ("、".join(map(names.zh, rule.one)), "、".join(map(names.zh, rule.other)), rule.authority, rule.grade)
        for rule in found
    )
    session.answer({"incompatible_roles": found}, screen.table("不相容岗位 incompatible roles", headings, rows))
