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


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """What demands that two roles are kept apart; `R` was not read, `demo` stands in no document."""

    authority: str
    source: str
    grade: Literal["A", "B", "C", "D", "R", "demo"]


def incompatible(one: str, other: str) -> Clause | None:
    """The clause that keeps the two roles apart; None where one account may hold both."""
    return _clauses().get(frozenset((one, other)))


def pairs() -> Mapping[frozenset[str], Clause]:
    """Every incompatible pair with its clause."""
    return _clauses()


def must_be_compatible(account: str, held: Iterable[Appointment], new: Appointment) -> None:
    """Refuse a role beside an incompatible one where one of the places lies in the other."""
    for each in held:
        clause = incompatible(each.role, new.role)
        if clause and (covers(each.place, new.place) or covers(new.place, each.place)):
            raise RolesIncompatible(
                field="role",
                rule=clause.authority,
                account=account,
                held=each.role,
                held_place=each.place,
                role=new.role,
                place=new.place,
            )


@cache
def _clauses() -> Mapping[frozenset[str], Clause]:
    text = (files("domain.access") / "incompatible.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return MappingProxyType(
        {
            frozenset((one, other)): msgspec.convert({name: row[name] for name in Clause.__struct_fields__}, Clause)
            for row in data["incompatible"]
            for one in row["one"]
            for other in (set(ROLES) - {one} if row["other"] == ["*"] else row["other"])
        }
    )
