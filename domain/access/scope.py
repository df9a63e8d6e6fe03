"""What an API key may do: some of the roles of its account, at some of its places, and never more."""

from collections.abc import Iterable, Iterator

import msgspec

from domain.actor import Actor, Appointment
from domain.errors import Refusal
from domain.places import covers, parse_place


class ScopeEmpty(Refusal):
    """API 密钥至少要有一项角色和地区。

    An API key carries at least one role at a place.
    """


class ScopeExceedsAccount(Refusal):
    """账号 {account} 在 {place} 不担任「{role}」,其 API 密钥也不得担任;代理的角色不得再交给密钥。

    The account {account} does not hold "{role}" at {place} in its own right, so its API key cannot.
    """

    ids = frozenset({"account"})


class Scope(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One role at one place (GB/T 2260) and all below it."""

    role: str
    place: str


def once_each(scope: Iterable[Scope]) -> tuple[Scope, ...]:
    """The scope in order, without doubles."""
    return tuple(sorted(set(scope), key=lambda one: (one.role, one.place)))


def within(actor: Actor, scope: Iterable[Scope]) -> tuple[Scope, ...]:
    """The scope in order; refused where it is empty, or the account does not hold it in its own right."""
    asked = once_each(scope)
    if not asked:
        raise ScopeEmpty(field="scope")
    for one in asked:
        if not any(held.role == one.role and covers(held.place, parse_place(one.place)) for held in _own(actor)):
            raise ScopeExceedsAccount(field="scope", account=actor.id, role=one.role, place=one.place)
    return asked


def narrowed(actor: Actor, scope: Iterable[Scope]) -> Actor:
    """The actor with what the key carries and the account still holds today; with nothing, if that is nothing."""
    asked = tuple(scope)
    appointments = tuple(dict.fromkeys(common for held in _own(actor) for common in _common(held, asked)))
    roles = tuple(dict.fromkeys(one.role for one in appointments))
    return msgspec.structs.replace(actor, roles=roles, appointments=appointments)


def _own(actor: Actor) -> Iterator[Appointment]:
    """What the account holds itself: who stands in for another may not hand that on, to a key as to a person."""
    if not actor.appointments:
        yield from (Appointment(role=role, place=actor.place) for role in actor.roles)
    yield from (held for held in actor.appointments if not held.deputy_for)


def _common(held: Appointment, scope: Iterable[Scope]) -> Iterator[Appointment]:
    """Where the role is both held and carried: the smaller of two places, where one lies in the other."""
    for one in scope:
        if one.role == held.role and covers(held.place, one.place):
            yield Appointment(role=held.role, place=one.place)
        elif one.role == held.role and covers(one.place, held.place):
            yield held
