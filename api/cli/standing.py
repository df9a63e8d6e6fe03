"""Who acts on the command line in a book with accounts: the account of the API key, with its roles of today."""

import os
from collections.abc import Collection
from datetime import date, datetime
from typing import Final

import msgspec

from domain.actor import Actor, RoleNotAllowed
from domain.errors import Refusal
from ledger.authority import actor_by_key
from ledger.book import Book
from ledger.credentials import keys

API_KEY: Final = "SUBSIDY_LEDGER_API_KEY"
"""Where the key is read from; never an option, since whoever lists the processes of the machine sees those."""


class ApiKeyNotSaid(Refusal):
    """本账套有账号,谁在办理须由 API 密钥证明:请把密钥放入环境变量 {variable}。

    This book has accounts: an API key says who acts; put it into {variable} in the environment.
    """

    ids = frozenset({"variable"})


class ActorOfAnotherKey(Refusal):
    """--actor 写的是 {given},API 密钥属于 {account}。

    --actor says {given}, but the API key belongs to {account}.
    """

    ids = frozenset({"given", "account"})


class JurisdictionFromAccount(Refusal):
    """本账套有账号,管辖范围以任职为准,不接受 --jurisdiction。

    This book has accounts: places follow from appointments, and --jurisdiction is not taken.
    """


def account_acting(
    book: Book, now: datetime, today: date, *, said: str = "", roles: Collection[str] = (), jurisdiction: str = ""
) -> Actor:
    """The actor behind the API key; `said` and `roles` may repeat what the key says, and roles narrow it."""
    text = os.environ.get(API_KEY, "")
    if not text:
        raise ApiKeyNotSaid(field="api_key", variable=API_KEY)
    if jurisdiction:
        raise JurisdictionFromAccount(field="jurisdiction")
    key = keys.resolve(book, text, now)
    if said not in ("", key.account):
        raise ActorOfAnotherKey(field="actor", given=said, account=key.account)
    return in_roles(actor_by_key(book, key, today), roles)


def in_roles(actor: Actor, roles: Collection[str]) -> Actor:
    """The actor in some of its roles, all of which it must hold; in all of them where none is named."""
    if not roles:
        return actor
    for role in roles:
        if role not in actor.roles:
            raise RoleNotAllowed(field="role", actor=actor.id, role=role, act=role)
    held = tuple(each for each in actor.appointments if each.role in roles)
    return msgspec.structs.replace(actor, roles=tuple(roles), appointments=held)
