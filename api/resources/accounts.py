"""Accounts: opened, appointed, standing in, recused, closed."""

from datetime import date
from typing import Any, Final, get_args

import msgspec

from api.auth.policy import ADMINISTRATOR, AUDITOR, EVERY_ROLE, one_of
from api.http.at import At
from api.http.conditions import etag
from api.http.inputs import ActBody, Code, Count, Name, Words
from api.http.kinds import ACCOUNT
from api.http.lists import PageQuery, answered, asked_place
from api.http.resource import Resource
from api.http.shapes import page_of, shape_of
from api.schemas.fields import Day
from api.schemas.texts import PlaceCode
from domain.access.events import Kind, Relation
from domain.access.state import Account, Standing
from domain.names import zh
from domain.roles import ROLES
from ledger.authority import load_account
from ledger.commands import accounts as commands
from ledger.commands.base import Receipt, Request
from ledger.views import listing
from ledger.views.accounts import AccountRow

accounts: Final = Resource("accounts", "账号:任职、代理、回避。 Accounts: appointments, delegations, recusals.")

ADMINISTRATORS: Final = one_of(ADMINISTRATOR)
READERS: Final = one_of(ADMINISTRATOR, AUDITOR)

ROLE: Final = Code("角色", {role: zh(role) for role in ROLES}, example="first_reviewer")
PLACE: Final = PlaceCode("地区", example="330502")
DOCUMENT: Final = Words("任职文件", example="湖残联〔演示〕7号")

ACCOUNT_SHAPE: Final = shape_of(Account)


class OpenAccountBody(ActBody):
    """A new account: for an officer or for a service of an office; never a person's name."""

    account = Name("账号", example="330502-first")
    kind = Code("类别", dict.fromkeys(get_args(Kind), ""), example="officer")
    unit = Words("单位", example="吴兴区残疾人就业服务中心")
    place = PLACE


class AppointBody(ActBody):
    """A role for a place and all below it."""

    role = ROLE
    place = PLACE
    document = DOCUMENT


class StandingBody(ActBody):
    """Why."""

    ground = Words("事由", example="调离岗位")


class DelegateBody(StandingBody):
    """Which role is lent to whom, from when until when."""

    role = ROLE
    place = PLACE
    to = Name("代理人账号", example="330502-second")
    first_day = Day("首日", example="2024-03-11")
    last_day = Day("末日", example="2024-03-15")


class EndDelegationBody(ActBody):
    """Which delegation."""

    number = Count("代理序号", example=1)


class InterestBody(ActBody):
    """A party that the account has an interest in."""

    party = Name("当事人", example="p_2wprroxtepx4h5pk5ca5egqf")
    relation = Code("关系", dict.fromkeys(get_args(Relation), ""), example="spouse")


class EndInterestBody(ActBody):
    """Why there is none any more."""

    party = Name("当事人", example="p_2wprroxtepx4h5pk5ca5egqf")
    finding = Words("查明的情况", example="已离婚")


class HeldRole(msgspec.Struct, frozen=True, kw_only=True):
    """A role, for a place and all below it."""

    role: str
    place: str


class AccountLine(msgspec.Struct, frozen=True, kw_only=True):
    """An account in a list; whom it stands in for and what it keeps out of is told of it alone."""

    id: str
    kind: str
    unit: str
    place: str
    standing: str
    appointments: tuple[HeldRole, ...]
    opened_on: date
    last_on: date
    version: int


class AccountsQuery(PageQuery):
    """Which accounts."""

    place = asked_place()
    kind = Code("类别", dict.fromkeys(get_args(Kind), ""), example="officer", default=None)
    standing = Code("状态", {each: zh(each) for each in get_args(Standing)}, example="active", default=None)
    role = Code("任职角色", {role: zh(role) for role in ROLES}, example="first_reviewer", default=None)


@accounts.reads(ACCOUNT.path, page_of(shape_of(AccountLine)), roles=READERS, query=AccountsQuery)
def list_accounts(at: At, asked: dict[str, Any]) -> Any:
    """账号清单:状态和任职。 Accounts: standing and appointments."""
    found = answered(at, listing.accounts, asked)
    return found | {"items": [_line(row) for row in found["items"]]}


def _line(row: AccountRow) -> AccountLine:
    held = (each.split("@") for each in row.appointments)
    return AccountLine(
        id=row.id,
        kind=row.kind,
        unit=row.unit,
        place=row.place,
        standing=row.standing,
        appointments=tuple(HeldRole(role=role, place=place) for role, place in held),
        opened_on=row.opened_on,
        last_on=row.last_on,
        version=row.version,
    )


@accounts.reads(ACCOUNT.one, ACCOUNT_SHAPE, roles=READERS, tells_version=True)
def account(at: At, account: str) -> Any:
    """一个账号的任职、代理和回避。 One account with its appointments, delegations and declared interests."""
    at.must_see(ACCOUNT.place_of(at.book, account), ACCOUNT.name, account)
    state, version = load_account(at.book, account)
    return state, 200, {"ETag": etag(version)}


@accounts.makes(ACCOUNT.path, ACCOUNT, roles=ADMINISTRATORS, body=OpenAccountBody, reason="开立账号")
def open_account(at: At, request: Request, **what: Any) -> Receipt:
    """开立账号。 Open an account."""
    return commands.open_account(at.book, commands.OpenAccount(**what), request)


@accounts.acts(ACCOUNT, "appoint", roles=ADMINISTRATORS, body=AppointBody, reason="任职")
def appoint(at: At, request: Request, account: str, **what: Any) -> Receipt:
    """任职。 Give an account a role for a place."""
    return commands.appoint(at.book, commands.Appoint(account=account, **what), request)


@accounts.acts(ACCOUNT, "end-appointment", roles=ADMINISTRATORS, body=AppointBody, reason="免职")
def end_appointment(at: At, request: Request, account: str, **what: Any) -> Receipt:
    """免职。 Take a role back."""
    return commands.end_appointment(at.book, commands.Appoint(account=account, **what), request)


@accounts.acts(ACCOUNT, "suspend", roles=ADMINISTRATORS, body=StandingBody, reason="停用账号")
def suspend_account(at: At, request: Request, account: str, ground: str) -> Receipt:
    """停用账号。 Suspend an account."""
    return commands.suspend(at.book, commands.Standing(account=account, ground=ground), request)


@accounts.acts(ACCOUNT, "reinstate", roles=ADMINISTRATORS, body=StandingBody, reason="恢复账号")
def reinstate(at: At, request: Request, account: str, ground: str) -> Receipt:
    """恢复账号。 Reinstate an account."""
    return commands.reinstate(at.book, commands.Standing(account=account, ground=ground), request)


@accounts.acts(ACCOUNT, "close", roles=ADMINISTRATORS, body=StandingBody, reason="注销账号")
def close(at: At, request: Request, account: str, ground: str) -> Receipt:
    """注销账号。 Close an account."""
    return commands.close(at.book, commands.Standing(account=account, ground=ground), request)


@accounts.acts(ACCOUNT, "delegate", roles=EVERY_ROLE, body=DelegateBody, reason="委托代理")
def delegate(at: At, request: Request, account: str, **what: Any) -> Receipt:
    """把一项角色委托他人代理一段时间。 Lend a role to a deputy for a time."""
    return commands.delegate(at.book, commands.Delegate(account=account, **what), request)


@accounts.acts(ACCOUNT, "end-delegation", roles=EVERY_ROLE, body=EndDelegationBody, reason="终止代理")
def end_delegation(at: At, request: Request, account: str, number: int) -> Receipt:
    """提前终止代理。 End a delegation before its day."""
    return commands.end_delegation(at.book, commands.EndDelegation(account=account, number=number), request)


@accounts.acts(ACCOUNT, "declare-interest", roles=EVERY_ROLE, body=InterestBody, reason="回避申报")
def declare_interest(at: At, request: Request, account: str, **what: Any) -> Receipt:
    """申报亲属或利害关系,此后回避其事项。 Declare kinship or an interest: a recusal from then on."""
    return commands.declare_interest(at.book, commands.DeclareInterest(account=account, **what), request)


@accounts.acts(ACCOUNT, "end-interest", roles=ADMINISTRATORS, body=EndInterestBody, reason="解除回避")
def end_interest(at: At, request: Request, account: str, **what: Any) -> Receipt:
    """利害关系消除后解除回避。 End a recusal when there is no interest any more."""
    return commands.end_interest(at.book, commands.EndInterest(account=account, **what), request)
