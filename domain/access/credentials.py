"""Who may hand out, take back and use the credentials of an account; pure."""

from collections.abc import Iterable
from datetime import datetime

from domain.access import audit
from domain.access.acts import ROLE, must_administer
from domain.access.authority import must_be_open
from domain.access.scope import Scope, within
from domain.access.state import Account
from domain.act import Act
from domain.actor import Actor
from domain.errors import Refusal
from domain.wording import clean


class ServiceHasKeysOnly(Refusal):
    """账号 {account} 是系统账号,没有密码和统一身份,只使用 API 密钥。

    The account {account} is of a service: it has no password and no identity, only API keys.
    """

    ids = frozenset({"account"})


class KeyIsTheHolders(Refusal):
    """账号 {account} 的 API 密钥只能由本人签发:管理员若经手密钥,即可冒用其职权。

    Only the holder issues API keys of the account {account}: an administrator who saw one could act in its place.
    """

    ids = frozenset({"account"})


class NotAnAdministrator(Refusal):
    """账号 {account} 不是账号管理员;在服务器上只能为账号管理员签发设置密码的口令。

    The account {account} administers no accounts; at the machine itself, tokens are issued to administrators only.
    """

    ids = frozenset({"account"})


def enrol(state: Account, token: str, expires_at: datetime, act: Act) -> audit.EnrolmentIssued:
    """Hand out a one-time token; an administrator's act, and never for an account of their own."""
    must_administer(state, "account_enrolment", act)
    must_sign_in(state)
    return audit.EnrolmentIssued(account=state.id, token=token, expires_at=expires_at)


def enrol_at_the_machine(state: Account, token: str, expires_at: datetime, _: Act) -> audit.EnrolmentIssued:
    """The same for an administrator who has no other administrator to ask: the first of a book, or the last."""
    if not any(held.role == ROLE for held in state.appointments):
        raise NotAnAdministrator(field="account", account=state.id)
    must_sign_in(state)
    return audit.EnrolmentIssued(account=state.id, token=token, expires_at=expires_at)


def unlock(state: Account, *, act: Act) -> audit.Unlocked:
    """Let passwords be tried again at once."""
    must_administer(state, "unlocking", act)
    return audit.Unlocked(account=state.id)


def issue_key(
    state: Account,
    holder: Actor,
    *,
    key: str,
    purpose: str,
    scope: Iterable[Scope],
    expires_at: datetime,
    commitment: str,
    act: Act,
) -> audit.KeyIssued:
    """Issue a key with some of what the account (`holder`) has: a service's by an administrator, else one's own."""
    must_be_open(state)
    if state.kind == "service":
        must_administer(state, "key_issue", act)
    elif act.actor.id != state.id:
        raise KeyIsTheHolders(field="account", account=state.id)
    return audit.KeyIssued(
        account=state.id,
        key=key,
        purpose=clean(purpose, "purpose"),
        scope=within(holder, scope),
        expires_at=expires_at,
        commitment=commitment,
    )


def take_back(state: Account, *, act: Act) -> None:
    """Refuse unless it is one's own credential, or one administers the account."""
    if act.actor.id != state.id:
        must_administer(state, "credential_revocation", act)


def must_sign_in(state: Account) -> None:
    """Refuse an account that is not open, or is no person's."""
    must_be_open(state)
    _must_be_a_person(state)


def _must_be_a_person(state: Account) -> None:
    if state.kind == "service":
        raise ServiceHasKeysOnly(field="account", account=state.id)
