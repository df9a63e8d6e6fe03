"""The events of an account: who was given which authority, who stands in for whom, and where an officer is recused."""

from datetime import date
from typing import ClassVar, Literal

from domain.events import Event

Kind = Literal["officer", "service"]
Relation = Literal["self", "spouse", "lineal_kin", "collateral_kin", "in_law", "interest", "other_interest"]
"""公务员法 art. 74 and 76: oneself, spouse, lineal kin, collateral kin within three generations, close in-laws, an
interest, and whatever else may bend a judgement."""


class Opened(Event, frozen=True, kw_only=True):
    """An account was opened for an officer or a service; `unit` is the office and `place` its seat, never a name."""

    topic: ClassVar[str] = "account.Opened"
    account: str
    kind: Kind
    unit: str
    place: str


class Appointed(Event, frozen=True, kw_only=True):
    """The account holds a role for a place and all below it, by this document."""

    topic: ClassVar[str] = "account.Appointed"
    role: str
    place: str
    document: str


class AppointmentEnded(Event, frozen=True, kw_only=True):
    """The role is no longer held there; the delegations that rested on it ended with it."""

    topic: ClassVar[str] = "account.AppointmentEnded"
    role: str
    place: str
    document: str
    delegations_ended: tuple[int, ...]


class Delegated(Event, frozen=True, kw_only=True):
    """The account lends a role to a deputy from the first to the last day; written down with the one who lends."""

    topic: ClassVar[str] = "account.Delegated"
    number: int
    role: str
    place: str
    to: str
    first_day: date
    last_day: date
    ground: str


class DelegationEnded(Event, frozen=True, kw_only=True):
    """The delegation ended before its last day."""

    topic: ClassVar[str] = "account.DelegationEnded"
    number: int
    to: str


class Deputised(Event, frozen=True, kw_only=True):
    """The same delegation, written down with the deputy; whether it still holds is said where it was lent."""

    topic: ClassVar[str] = "account.Deputised"
    principal: str
    number: int
    role: str
    place: str
    first_day: date
    last_day: date


class InterestDeclared(Event, frozen=True, kw_only=True):
    """The officer is close to a party (a pseudonym or credit code) and keeps out of all that concerns it."""

    topic: ClassVar[str] = "account.InterestDeclared"
    party: str
    relation: Relation


class InterestEnded(Event, frozen=True, kw_only=True):
    """An administrator found that the interest is no more."""

    topic: ClassVar[str] = "account.InterestEnded"
    party: str
    finding: str


class Suspended(Event, frozen=True, kw_only=True):
    """The account may do nothing until it is reinstated; nor may anybody in its stead."""

    topic: ClassVar[str] = "account.Suspended"
    ground: str


class Reinstated(Event, frozen=True, kw_only=True):
    """The account may act again."""

    topic: ClassVar[str] = "account.Reinstated"
    finding: str


class Closed(Event, frozen=True, kw_only=True):
    """The account acts no more, and its id is never given again."""

    topic: ClassVar[str] = "account.Closed"
    ground: str
