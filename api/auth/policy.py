"""What opens an endpoint: any of some roles, any account at all, or nothing. Whatever says nothing stays shut."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeVar

from domain.application.filing import INTAKE_ROLE
from domain.roles import ROLES
from domain.statutes.book import Provision
from domain.statutes.loader import load_statutes

V = TypeVar("V", bound=Callable[..., Any])

AUDITOR: Final = "auditor"
ADMINISTRATOR: Final = "account_administrator"

EVERY_ROLE: Final = frozenset(ROLES)
"""All roles that exist."""

OFFICERS: Final = EVERY_ROLE - {ADMINISTRATOR}
"""Whoever works on cases, money or registers, or audits them."""


@dataclass(frozen=True)
class Policy:
    """The roles of which one is needed; without any, every account is let in, and `public` asks for no account."""

    roles: frozenset[str] = frozenset()
    public: bool = False


def one_of(*roles: str) -> frozenset[str]:
    """Some roles, each of which must exist."""
    unknown = set(roles) - EVERY_ROLE
    if unknown:
        raise ValueError(f"no such role: {sorted(unknown)}")
    return frozenset(roles)


def under(policy: Policy, view: V) -> V:
    """The view as what the policy opens; without one it stays shut."""
    view.policy = policy  # type: ignore[attr-defined]
    return view


@cache
def _workflows() -> tuple[Provision, ...]:
    """What the statute book says of the way of a case: many endpoints ask, and it is looked for once."""
    return tuple(row for row in load_statutes(demo=True).provisions if row.key in ("workflow", "approval_limits"))


def doing(*acts: str) -> frozenset[str]:
    """The roles that any workflow of the statute book gives an act of casework to, and who takes applications in."""
    found = {INTAKE_ROLE} if "intake" in acts else set[str]()
    for row in _workflows():
        if row.key == "workflow":
            found |= {row.table["roles"][act] for act in acts if act in row.table["roles"]}
        elif row.key == "approval_limits" and "approval" in acts:
            found |= {limit["role"] for limit in row.table["limits"]}
    return one_of(*found)
