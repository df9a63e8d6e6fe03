"""Credentials: enrolment, passwords, API keys, linked identities. What is secret is shown once, and never again."""

from typing import Any, Final

from flask import request as sent

from api.auth.policy import ADMINISTRATOR, AUDITOR, EVERY_ROLE, one_of
from api.auth.proof import cookie_name
from api.http.at import At
from api.http.entrance import Threshold
from api.http.inputs import ActBody, Count, Name, Secret, Words
from api.http.kinds import ACCOUNT
from api.http.receipts import RECEIPT, SECRET, with_secret
from api.http.resource import Resource
from api.http.shapes import list_of, shape_of
from api.http.structs import Struct
from api.schemas.people import FormPart
from domain.access.scope import Scope
from ledger.commands import credentials as commands
from ledger.commands import identities
from ledger.commands import passwords as choosing
from ledger.commands.base import Receipt, Request
from ledger.credentials import keys

credentials: Final = Resource("credentials", "凭据:密码、API 密钥、统一身份。 Passwords, API keys, linked identities.")

ADMINISTRATORS: Final = one_of(ADMINISTRATOR)

KEY: Final = shape_of(keys.Key, "ApiKey")
ANYBODY: Final = frozenset[str]()


class SetPasswordBody(FormPart):
    """The token that the administrator handed over, and the password that its holder chooses."""

    account = Name("账号", example="330502-first")
    token = Secret("一次性令牌", example="")
    password = Secret("新密码", example="")


class ChangePasswordBody(FormPart):
    """The password in use, and the new one."""

    password = Secret("现用密码", example="")
    new_password = Secret("新密码", example="")


class RenewPasswordBody(ChangePasswordBody):
    """The same for whoever cannot sign in, because the password is due to be changed."""

    account = Name("账号", example="330502-first")


class KeyBody(ActBody):
    """What the key is for, what it may do, for how many days."""

    purpose = Words("用途", example="一卡通平台对接")
    scope = Struct("权限", tuple[Scope, ...])
    days = Count("有效天数", example=90)


class OwnKeyBody(KeyBody):
    """The same; the password is asked again, so that no key makes keys."""

    password = Secret("密码", example="")


class RevokeBody(ActBody):
    """Which key, as the list of keys names it."""

    key = Name("密钥编号", example="0123456789ab")


class UnlinkBody(ActBody):
    """Which identity."""

    id = Name("关联编号", example="0123456789ab")


@credentials.opens("/password", "POST", RECEIPT, body=SetPasswordBody)
def set_password(threshold: Threshold, values: dict[str, Any]) -> Receipt:
    """凭一次性令牌设定密码。 Set a password by a token that is good once."""
    return choosing.set_password(threshold.book, **values, now=threshold.now)


@credentials.opens("/password/renewal", "POST", RECEIPT, body=RenewPasswordBody)
def renew_password(threshold: Threshold, values: dict[str, Any]) -> Receipt:
    """未登录时更换密码,用于密码到期。 Change a password that is due without signing in; every session ends."""
    return choosing.change_password(
        threshold.book,
        account=values["account"],
        password=values["password"],
        new=values["new_password"],
        now=threshold.now,
    )


@credentials.own("/session/password", "POST", RECEIPT, body=ChangePasswordBody)
def change_password(at: At, values: dict[str, Any]) -> Receipt:
    """更换密码;其他会话随即结束。 Change one's own password; every other session ends."""
    return choosing.change_password(
        at.book,
        account=at.actor.id,
        password=values["password"],
        new=values["new_password"],
        now=at.now,
        keep=sent.cookies.get(cookie_name(at.book.place), ""),
    )


@credentials.acts(ACCOUNT, "enrol", roles=ADMINISTRATORS, reason="签发一次性令牌", answer=with_secret("token"))
def enrol(at: At, request: Request, account: str) -> tuple[Receipt, dict[str, str]]:
    """签发设定密码的一次性令牌。 Issue the token with which the holder sets a password."""
    receipt, token = commands.issue_enrolment(at.book, commands.OfAccount(account=account), request)
    return receipt, {"token": token}


@credentials.acts(ACCOUNT, "unlock", roles=ADMINISTRATORS, reason="解除锁定")
def unlock(at: At, request: Request, account: str) -> Receipt:
    """解除密码锁定。 Let passwords be tried again."""
    return commands.unlock(at.book, commands.OfAccount(account=account), request)


@credentials.reads(f"{ACCOUNT.one}/api-keys", list_of(KEY), roles=one_of(ADMINISTRATOR, AUDITOR))
def api_keys(at: At, account: str) -> dict[str, Any]:
    """一个账号的 API 密钥(不含密钥本身)。 The API keys of an account, without their secrets."""
    at.must_see(ACCOUNT.place_of(at.book, account), ACCOUNT.name, account)
    return {"items": keys.keys_of(at.book, account)}


@credentials.acts(ACCOUNT, "issue-key", roles=ADMINISTRATORS, body=KeyBody, answer=SECRET, reason="签发密钥")
def issue_key(at: At, request: Request, account: str, **what: Any) -> tuple[Receipt, dict[str, str]]:
    """签发服务账号的 API 密钥。 Issue the API key of a service."""
    receipt, secret = commands.issue_key(at.book, commands.IssueKey(account=account, **what), request)
    return receipt, {"secret": secret}


@credentials.makes("/session/api-keys", None, roles=ANYBODY, body=OwnKeyBody, answer=SECRET, reason="签发密钥")
def issue_own_key(at: At, request: Request, password: str, **what: Any) -> tuple[Receipt, dict[str, str]]:
    """签发本人的 API 密钥。 Issue an API key for oneself."""
    command = commands.IssueKey(account=at.actor.id, **what)
    receipt, secret = commands.issue_own_key(at.book, command, password, request)
    return receipt, {"secret": secret}


@credentials.acts(ACCOUNT, "revoke-key", roles=EVERY_ROLE, body=RevokeBody, reason="吊销密钥")
def revoke_key(at: At, request: Request, account: str, key: str) -> Receipt:
    """吊销 API 密钥。 Refuse an API key from now on."""
    return commands.revoke_key(at.book, commands.OfCredential(account=account, id=key), request)


@credentials.acts(ACCOUNT, "unlink-identity", roles=EVERY_ROLE, body=UnlinkBody, reason="解除统一身份关联")
def unlink_identity(at: At, request: Request, account: str, id: str) -> Receipt:
    """解除统一身份关联。 Let an identity open the account no more."""
    return identities.unlink_identity(at.book, commands.OfCredential(account=account, id=id), request)
