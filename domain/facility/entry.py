"""Decisions about who enters a carrier: places are few, and some go first."""

from fractions import Fraction

from domain.act import Act
from domain.events import Event
from domain.facility import events
from domain.facility.refusals import CapacityFull, EntryNotWaiting, MoreDisabledThanStaff, PriorityWaits
from domain.facility.registering import ROLE, must_be_open, party_of
from domain.facility.state import Facility
from domain.stated import not_negative
from domain.statutes.book import Provision
from domain.wording import clean


def has_priority(*, disabled_founder: bool, staff: int, disabled_staff: int, mainly: Provision | None) -> bool:
    """Whether a founder with disabilities stands behind it, or a project that mainly (`mainly`) gives them work."""
    if disabled_founder:
        return True
    return mainly is not None and staff > 0 and Fraction(disabled_staff, staff) >= mainly.ratio


def request(
    state: Facility,
    *,
    applicant: str,
    disabled_founder: bool,
    staff: int,
    disabled_staff: int,
    mainly: Provision | None,
    act: Act,
) -> Event:
    """Ask to enter; `mainly` is the share of staff from which a project is mainly for persons with disabilities."""
    must_be_open(state, "entry", ROLE, act)
    not_negative(disabled_staff, "disabled_staff")
    if disabled_staff > staff:
        raise MoreDisabledThanStaff(field="disabled_staff", disabled=disabled_staff, staff=staff)
    return events.EntryRequested(
        kind=state.kind,
        place=state.place,
        number=len(state.entries) + 1,
        applicant=party_of(applicant, "applicant"),
        disabled_founder=disabled_founder,
        staff=staff,
        disabled_staff=disabled_staff,
        priority=has_priority(
            disabled_founder=disabled_founder, staff=staff, disabled_staff=disabled_staff, mainly=mainly
        ),
    )


def admit(state: Facility, *, number: int, act: Act) -> Event:
    """Grant a request: while there is room, and not before those who go first."""
    must_be_open(state, "entry", ROLE, act)
    _is(state, number, "waiting")
    if state.admitted >= state.capacity:
        raise CapacityFull(field="capacity", facility=state.id, capacity=state.capacity, admitted=state.admitted)
    if state.priority_waits and not state.entries[number - 1].priority:
        raise PriorityWaits(field="number")
    return events.Admitted(kind=state.kind, place=state.place, number=number)


def refuse(state: Facility, *, number: int, ground: str, act: Act) -> Event:
    """Refuse a request, or write down that it was taken back."""
    must_be_open(state, "entry", ROLE, act)
    _is(state, number, "waiting")
    return events.EntryRefused(kind=state.kind, place=state.place, number=number, ground=clean(ground, "ground"))


def leave(state: Facility, *, number: int, act: Act) -> Event:
    """Write down that somebody who had entered went away."""
    must_be_open(state, "entry", ROLE, act)
    _is(state, number, "admitted")
    return events.Left(kind=state.kind, place=state.place, number=number)


def _is(state: Facility, number: int, wanted: str) -> None:
    if not 1 <= number <= len(state.entries) or state.entries[number - 1].state != wanted:
        raise EntryNotWaiting(field="number", number=number, state=wanted)
