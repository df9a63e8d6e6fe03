"""Incompatible roles (不相容岗位) as data: which two one account may not hold at overlapping places, and why."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

import msgspec

from domain.access.refusals import RolesIncompatible
from domain.actor import Appointment
from domain.places import covers
from domain.roles import ROLES


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """None of these roles together with any of the others, by which clause; `*` is every other role.

    The clause of grade `R` was not read, and `demo` stands in no document.
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    authority: str
    source: str
    grade: Literal["A", "B", "C", "D", "R", "demo"]

    def pairs(self) -> Iterable[frozenset[str]]:
        """Every pair of roles that the rule keeps apart."""
        others = ROLES if self.other == ("*",) else self.other
        return (frozenset((one, other)) for one in self.one for other in others if one != other)


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the file."""
    text = (files("domain.access") / "incompatible.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text)["incompatible"], tuple[Rule, ...])


@cache
def pairs() -> Mapping[frozenset[str], Rule]:
    """Every incompatible pair with the rule that keeps it apart; the first one that does."""
    return MappingProxyType({pair: rule for rule in reversed(rules()) for pair in rule.pairs()})


def incompatible(one: str, other: str) -> Rule | None:
    """The rule that keeps the two roles apart; None where one account may hold both."""
    return pairs().get(frozenset((one, other)))


def must_be_compatible(account: str, held: Iterable[Appointment], new: Appointment) -> None:
    """Refuse a role beside an incompatible one where one of the places lies in the other."""
    for each in held:
        rule = incompatible(each.role, new.role)
        if rule and (covers(each.place, new.place) or covers(new.place, each.place)):
            raise RolesIncompatible(
                field="role",
                rule=rule.authority,
                account=account,
                held=each.role,
                held_place=each.place,
                role=new.role,
                place=new.place,
            )
