"""What an administrator decides about an account: open, appoint, end, suspend, reinstate, close; pure."""

from collections.abc import Iterable
from typing import Final, get_args

from domain.access import events as e
from domain.access import refusals as r
from domain.access.audit import DOOR, MACHINE
from domain.access.authority import must_be_open
from domain.access.incompatible import must_be_compatible
from domain.access.state import Account, Delegation
from domain.act import Act
from domain.actor import Appointment, authorise
from domain.events import Event
from domain.places import parse_place
from domain.roles import ROLES
from domain.wording import clean, identifier

ROLE: Final = "account_administrator"

RESERVED: Final = frozenset({MACHINE, DOOR})
"""Nobody may look like these in the log."""


def bootstrap(*, account: str, unit: str, place: str, document: str) -> tuple[Event, ...]:
    """Name the first administrator of a book, for all of it; that there is no account yet, the command sees to."""
    opened = e.Opened(account=new_id(account), kind="officer", unit=clean(unit, "unit"), place=place)
    return opened, e.Appointed(role=ROLE, place=place, document=clean(document, "document"))


def open_(*, account: str, kind: str, unit: str, place: str, known: bool, act: Act) -> Event:
    """Open an account for an officer or a service of an office; `known` where the id was given before."""
    authorise(act.actor, "account_opening", ROLE, parse_place(place))
    if known:
        raise r.AccountExists(field="account", account=account)
    if kind not in get_args(e.Kind):
        raise r.UnknownAccountKind(field="kind", kind=kind)
    opened_kind: e.Kind = "officer" if kind == "officer" else "service"
    return e.Opened(account=new_id(account), kind=opened_kind, unit=clean(unit, "unit"), place=place)


def new_id(account: str) -> str:
    """The id of a new account; not one under which the system itself stands in the log."""
    if identifier(account, "account") in RESERVED:
        raise r.AccountReserved(field="account", account=account)
    return account


def appoint(state: Account, *, role: str, place: str, document: str, borrowed: Iterable[Delegation], act: Act) -> Event:
    """Give the account a role for a place, unless it holds an incompatible one there, be it lent (`borrowed`)."""
    authorise(act.actor, "appointment", ROLE, parse_place(place))
    _not_over_oneself(state, "appointment", act)
    must_be_open(state)
    new = Appointment(role=known_role(role), place=place)
    if new in state.appointments:
        raise r.AlreadyAppointed(field="role", account=state.id, role=role, place=place)
    must_be_compatible(state.id, (*state.appointments, *as_appointments(borrowed)), new)
    return e.Appointed(role=role, place=place, document=clean(document, "document"))


def end_appointment(state: Account, *, role: str, place: str, document: str, act: Act) -> Event:
    """Take the role back, and with it every delegation that no other appointment carries."""
    authorise(act.actor, "appointment", ROLE, parse_place(place))
    _not_over_oneself(state, "appointment", act)
    ended = Appointment(role=role, place=place)
    if ended not in state.appointments:
        raise r.NotAppointed(field="role", account=state.id, role=role, place=place)
    left = Account(
        id=state.id,
        kind=state.kind,
        unit=state.unit,
        place=state.place,
        appointments=tuple(held for held in state.appointments if held != ended),
    )
    lost = tuple(each.number for each in state.lent if not left.holds(each.role, each.place))
    return e.AppointmentEnded(role=role, place=place, document=clean(document, "document"), delegations_ended=lost)


def suspend(state: Account, *, ground: str, act: Act) -> Event:
    """Let the account, and whoever stands in for it, do nothing for the time being."""
    must_administer(state, "account_suspension", act)
    must_be_open(state)
    return e.Suspended(ground=clean(ground, "ground"))


def reinstate(state: Account, *, finding: str, act: Act) -> Event:
    """Let a suspended account act again."""
    must_administer(state, "account_suspension", act)
    if state.standing != "suspended":
        raise r.AccountNotSuspended(field="account", account=state.id)
    return e.Reinstated(finding=clean(finding, "finding"))


def close(state: Account, *, ground: str, act: Act) -> Event:
    """Close the account for good."""
    must_administer(state, "account_closing", act)
    if state.standing == "closed":
        raise r.AccountClosed(field="account", account=state.id)
    return e.Closed(ground=clean(ground, "ground"))


def end_interest(state: Account, *, party: str, finding: str, act: Act) -> Event:
    """Find that a declared interest is no more; never the officer's own finding."""
    must_administer(state, "interest_end", act)
    if party not in state.interests:
        raise r.NoSuchInterest(field="party", account=state.id, party=party)
    return e.InterestEnded(party=party, finding=clean(finding, "finding"))


def known_role(role: str) -> str:
    """The role, if it is one."""
    if role not in ROLES:
        raise r.UnknownRole(field="role", role=role, known=", ".join(ROLES))
    return role


def as_appointments(delegations: Iterable[Delegation]) -> tuple[Appointment, ...]:
    """What the deputy holds by delegations, as far as incompatible roles go."""
    return tuple(Appointment(role=each.role, place=each.place, deputy_for=each.principal) for each in delegations)


def must_administer(state: Account, name: str, act: Act) -> None:
    """Only an administrator whose place covers the account's seat and every place where it may act, lent roles too.

    Otherwise whoever administers a county could let somebody act, or act, as an officer of the whole city.
    """
    running = (each.place for each in state.borrowed if each.last_day >= act.today)
    for place in sorted({state.place, *(held.place for held in state.appointments), *running}):
        authorise(act.actor, name, ROLE, place)
    _not_over_oneself(state, name, act)


def _not_over_oneself(state: Account, name: str, act: Act) -> None:
    """Never over an account that counts as the administrator's own."""
    if act.actor.is_one_of((state.id,)):
        raise r.AdministersOneself(field="actor", actor=act.actor.id, act=name)
