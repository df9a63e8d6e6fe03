"""`account enrol-token`, `set-password`, `unlock` and others, `account key`: no secret is ever an argument."""

import sys
from datetime import datetime
from typing import Final

import click

from api import clock
from api.cli import screen
from api.cli.session import Session, reads, writes
from domain.access.audit import MACHINE
from domain.access.scope import Scope
from domain.actor import Actor
from domain.errors import Refusal
from domain.places import parse_place
from ledger.authority import actor_of
from ledger.commands import credentials, identities
from ledger.commands.base import CHINA
from ledger.commands.passwords import change_password, set_password
from ledger.credentials import keys, links

NEW: Final = "新密码 new password"
"""What is typed twice, since nobody sees what they type."""

_ACCOUNT = click.argument("account_id", metavar="ACCOUNT")


class ScopeUnreadable(Refusal):
    """密钥权限应写作 角色:地区代码,如 intake_officer:330502,不是「{text}」。

    A key's scope is written as ROLE:PLACE, such as intake_officer:330502, not "{text}".
    """

    ids = frozenset({"text"})


@click.command("enrol-token")
@_ACCOUNT
@click.option(
    "--at-the-machine", is_flag=True, help="在服务器上为账号管理员签发。 For an administrator with no other to ask."
)
@writes("签发设置密码的一次性口令")
def enrol_token(session: Session, account_id: str, at_the_machine: bool) -> None:
    """签发设置密码的一次性口令(只显示一次)。 Issue a one-time token to set a password with; shown once."""
    command = credentials.OfAccount(account=account_id)
    if at_the_machine:
        request = session.request(by=Actor(id=MACHINE, roles=(), place=session.book.place))
        receipt, token = credentials.enrol_at_the_machine(session.book, command, request)
    else:
        receipt, token = credentials.issue_enrolment(session.book, command, session.request())
    session.receipt(receipt, token=token)


@click.command("set-password")
@_ACCOUNT
@writes("设置密码")
def set_with_token(session: Session, account_id: str) -> None:
    """凭一次性口令设置密码。 Set a password with a one-time token.

    口令和密码由提示输入,或从标准输入逐行读取。 Both are asked for, or read line by line from the standard input.
    """
    token, password = _secrets("一次性口令 one-time token", NEW)
    session.receipt(set_password(session.book, account=account_id, token=token, password=password, now=_now(session)))


@click.command("change-password")
@_ACCOUNT
@writes("更换密码")
def change(session: Session, account_id: str) -> None:
    """更换自己的密码。 Change one's own password.

    两个密码由提示输入,或从标准输入逐行读取。 Both are asked for, or read line by line from the standard input.
    """
    password, new = _secrets("现用密码 current password", NEW)
    session.receipt(change_password(session.book, account=account_id, password=password, new=new, now=_now(session)))


@click.command("unlock")
@_ACCOUNT
@writes("解除锁定")
def unlock(session: Session, account_id: str) -> None:
    """解除因输错密码的锁定。 Let passwords be tried again at once."""
    command = credentials.OfAccount(account=account_id)
    session.receipt(credentials.unlock(session.book, command, session.request()))


@click.group("key")
def key() -> None:
    """API 密钥:签发、吊销、列出。 API keys."""


@key.command("issue")
@_ACCOUNT
@click.option(
    "--scope", "scopes", metavar="ROLE:PLACE", multiple=True, required=True, help="权限,可重复。 May be repeated."
)
@click.option("--purpose", required=True, help="用途。 What for.")
@click.option("--days", type=int, required=True, help="有效天数,最长 366。 Days it is good for.")
@click.option("--own", is_flag=True, help="为自己签发,须输入密码。 For oneself; asks for the password.")
@writes("签发 API 密钥")
def issue(session: Session, account_id: str, scopes: tuple[str, ...], purpose: str, days: int, own: bool) -> None:
    """签发 API 密钥(只显示一次)。 Issue an API key, shown once."""
    scope = tuple(_scope(text) for text in scopes)
    command = credentials.IssueKey(account=account_id, purpose=purpose, scope=scope, days=days)
    if own:
        (password,) = _secrets("密码 password")
        holder = actor_of(session.book, account_id, _now(session).astimezone(CHINA).date())
        request = session.request(by=holder)
        receipt, text = credentials.issue_own_key(session.book, command, password, request)
    else:
        receipt, text = credentials.issue_key(session.book, command, session.request())
    session.receipt(receipt, secret=text)


@key.command("revoke")
@_ACCOUNT
@click.argument("key_id", metavar="KEY")
@writes("吊销 API 密钥")
def revoke(session: Session, account_id: str, key_id: str) -> None:
    """吊销 API 密钥。 Refuse an API key from now on."""
    command = credentials.OfCredential(account=account_id, id=key_id)
    session.receipt(credentials.revoke_key(session.book, command, session.request()))


@key.command("list")
@click.argument("account_id", metavar="[ACCOUNT]", required=False, default="")
@reads
def listed(session: Session, account_id: str) -> None:
    """列出 API 密钥。 List API keys, without their secrets."""
    found = keys.keys_of(session.book, account_id)
    headings = (
        "密钥 key",
        "账号 account",
        "用途 purpose",
        "权限 scope",
        "到期 ends",
        "吊销 revoked",
        "最近使用 used",
    )
    rows = (
        (
            one.key,
            one.account,
            one.purpose,
            "\n".join(f"{each.role}:{each.place}" for each in one.scope),
            *(_day(moment) for moment in (one.expires_at, one.revoked_at, one.used_at)),
        )
        for one in found
    )
    session.answer({"keys": found}, screen.table("API 密钥 API keys", headings, rows, whole=(0,)))


@click.command("identities")
@_ACCOUNT
@reads
def linked(session: Session, account_id: str) -> None:
    """列出账号关联的统一身份。 List the identities that open an account."""
    found = links.links_of(session.book, account_id)
    rows = ((link.link, link.issuer) for link in found)
    session.answer({"identities": found}, screen.table("统一身份 identities", ("关联 link", "签发方 issuer"), rows))


@click.command("unlink")
@_ACCOUNT
@click.argument("link_id", metavar="LINK")
@writes("解除统一身份关联")
def unlink(session: Session, account_id: str, link_id: str) -> None:
    """解除统一身份关联。 Let an identity open the account no more."""
    command = credentials.OfCredential(account=account_id, id=link_id)
    session.receipt(identities.unlink_identity(session.book, command, session.request()))


def _now(session: Session) -> datetime:
    return clock.now_or(session.settings.now, session.book.mode)


def _scope(text: str) -> Scope:
    role, colon, place = text.partition(":")
    if not (role and colon and place):
        raise ScopeUnreadable(field="scope", text=text)
    return Scope(role=role, place=parse_place(place, field="scope"))


def _day(moment: datetime | None) -> str:
    return moment.astimezone(CHINA).date().isoformat() if moment else ""


def _secrets(*asked: str) -> list[str]:
    """What is typed, unseen, for each of these; or a line each of what is piped in."""
    if sys.stdin.isatty():
        return [click.prompt(words, hide_input=True, confirmation_prompt=words == NEW, err=True) for words in asked]
    return [sys.stdin.readline().rstrip("\r\n") for _ in asked]


CREDENTIALS: Final = (enrol_token, set_with_token, change, unlock, key, linked, unlink)
"""The commands that stand below `account`."""
