"""The way in: which book, who asks, and whether this account may use this endpoint at all."""

from dataclasses import dataclass, field
from datetime import datetime

from flask import Request as HttpRequest
from flask import current_app, g, request

from api.auth.policy import Policy
from api.auth.proof import authenticate
from api.clock import now_or
from api.hosting import Clock, Hosted, Hosts
from api.http.at import At
from api.http.conditions import InFlight
from api.http.rates import Rates
from api.http.refusals import EndpointNotForRole, NotAuthenticated
from ledger.book import Book

NAME = "subsidy-ledger"

DEMO_TIME = "Demo-Time"
"""The header in which a demonstration says what time it is; books for production refuse it."""


@dataclass(frozen=True)
class Entrance:
    """What an application knows of its surroundings."""

    hosts: Hosts
    clock: Clock
    rates: Rates = field(default_factory=Rates)
    in_flight: InFlight = field(default_factory=InFlight)


def entrance() -> Entrance:
    """The surroundings of the application that answers."""
    found: Entrance = current_app.extensions[NAME]
    return found


def enter(place: str, policy: Policy) -> At:
    """Let an account in; a book that is not here is told from none by nobody who has not shown who they are."""
    hosted = entrance().hosts.find(place)
    if hosted is None:
        raise NotAuthenticated()
    now = moment(request, hosted.book.mode)
    principal = authenticate(hosted, request, now)
    entrance().rates.count(principal.credential, second())
    g.at = at = At(hosted=hosted, principal=principal, policy=policy, now=now)
    if policy.roles and not principal.roles & policy.roles:
        needed = "、".join(sorted(policy.roles))
        raise EndpointNotForRole(field="role", actor=principal.actor.id, roles=needed)
    return at


@dataclass(frozen=True)
class Threshold:
    """Before anybody has shown who they are: the book, and the time."""

    hosted: Hosted
    now: datetime

    @property
    def book(self) -> Book:
        """The book."""
        return self.hosted.book


def approach(place: str) -> Threshold:
    """Come up to a book without an account."""
    count_stranger()
    hosted = entrance().hosts.find(place)
    if hosted is None:
        raise NotAuthenticated()
    return Threshold(hosted, moment(request, hosted.book.mode))


def count_stranger() -> None:
    """Count whoever asks without having shown who they are; refuses too many from one address."""
    entrance().rates.count_stranger(request.remote_addr or "", second())


def second() -> int:
    """The second of the server's clock; what a demonstration says of the time changes no limit."""
    return int(entrance().clock().timestamp())


def moment(sent: HttpRequest, mode: str) -> datetime:
    """The time of the request, in UTC."""
    text = sent.headers.get(DEMO_TIME, "")
    return now_or(text, mode) if text else entrance().clock()
