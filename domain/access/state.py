"""An account as its events leave it."""

from datetime import date
from typing import Literal

import msgspec

from domain.access import events as e
from domain.actor import Appointment
from domain.events import Recorded
from domain.places import covers

Standing = Literal["active", "suspended", "closed"]


class Delegation(msgspec.Struct, frozen=True, kw_only=True):
    """A role that `principal` lends to `deputy`, from the first to the last day."""

    principal: str
    deputy: str
    number: int
    role: str
    place: str
    first_day: date
    last_day: date

    def runs_on(self, day: date) -> bool:
        """Whether the day is one of its days."""
        return self.first_day <= day <= self.last_day


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """`lent`: delegations to others that have not ended; `borrowed`: all that others ever made to this account."""

    id: str
    kind: e.Kind
    unit: str
    place: str
    standing: Standing = "active"
    appointments: tuple[Appointment, ...] = ()
    lent: tuple[Delegation, ...] = ()
    borrowed: tuple[Delegation, ...] = ()
    delegations: int = 0
    interests: dict[str, str] = {}

    def holds(self, role: str, place: str) -> bool:
        """Whether the role was given to the account itself for the place."""
        return any(held.role == role and covers(held.place, place) for held in self.appointments)


def stream_of(account: str) -> str:
    """The stream of an account."""
    return f"account:{account}"


def evolve(state: Account | None, recorded: Recorded) -> Account | None:
    """Fold one event into the account."""
    event = recorded.event
    if isinstance(event, e.Opened):
        return Account(id=event.account, kind=event.kind, unit=event.unit, place=event.place)
    return None if state is None else _changed(state, recorded)


def _changed(state: Account, recorded: Recorded) -> Account:
    replace = msgspec.structs.replace
    match recorded.event:
        case e.Appointed() as event:
            return replace(state, appointments=(*state.appointments, Appointment(role=event.role, place=event.place)))
        case e.AppointmentEnded() as event:
            ended = Appointment(role=event.role, place=event.place)
            kept = tuple(held for held in state.appointments if held != ended)
            return replace(_without(state, *event.delegations_ended), appointments=kept)
        case e.Delegated() | e.DelegationEnded() | e.Deputised() as event:
            return _delegated(state, event)
        case e.InterestDeclared() as event:
            return replace(state, interests={**state.interests, event.party: event.relation})
        case e.InterestEnded() as event:
            return replace(state, interests={p: how for p, how in state.interests.items() if p != event.party})
        case e.Suspended():
            return replace(state, standing="suspended")
        case e.Reinstated():
            return replace(state, standing="active")
        case e.Closed():
            return replace(state, standing="closed", appointments=(), lent=())
    return state


def _delegated(state: Account, event: e.Delegated | e.DelegationEnded | e.Deputised) -> Account:
    match event:
        case e.Delegated():
            lent = (*state.lent, _delegation(event, principal=state.id, deputy=event.to))
            return msgspec.structs.replace(state, lent=lent, delegations=event.number)
        case e.Deputised():
            borrowed = (*state.borrowed, _delegation(event, principal=event.principal, deputy=state.id))
            return msgspec.structs.replace(state, borrowed=borrowed)
        case e.DelegationEnded():
            return _without(state, event.number)


def _without(state: Account, *numbers: int) -> Account:
    return msgspec.structs.replace(state, lent=tuple(each for each in state.lent if each.number not in numbers))


def _delegation(event: e.Delegated | e.Deputised, *, principal: str, deputy: str) -> Delegation:
    return Delegation(
        principal=principal,
        deputy=deputy,
        number=event.number,
        role=event.role,
        place=event.place,
        first_day=event.first_day,
        last_day=event.last_day,
    )
