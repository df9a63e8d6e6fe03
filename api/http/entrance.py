"""The way in: which book, who asks, and whether this account may use this endpoint at all."""

from dataclasses import dataclass, field
from datetime import datetime

from flask import Request as HttpRequest
from flask import current_app, request

from api.auth.policy import Policy
from api.auth.proof import authenticate
from api.cli.clock import now_or
from api.hosting import Clock, Hosts
from api.http.at import At
from api.http.conditions import InFlight
from api.http.refusals import EndpointNotForRole, NotAuthenticated

NAME = "subsidy-ledger"

DEMO_TIME = "Demo-Time"
"""The header in which a demonstration says what time it is; books for production refuse it."""


@dataclass(frozen=True)
class Entrance:
    """What an application knows of its surroundings."""

    hosts: Hosts
    clock: Clock
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
    if policy.roles and not principal.roles & policy.roles:
        needed = "、".join(sorted(policy.roles))
        raise EndpointNotForRole(field="role", actor=principal.actor.id, roles=needed)
    return At(hosted=hosted, principal=principal, policy=policy, now=now)


def moment(sent: HttpRequest, mode: str) -> datetime:
    """The time of the request, in UTC."""
    text = sent.headers.get(DEMO_TIME, "")
    return now_or(text, mode) if text else entrance().clock()
