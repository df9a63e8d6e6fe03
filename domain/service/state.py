"""A person's file on the service register, folded from its events."""

from datetime import date
from typing import Literal

import msgspec

from domain.events import Event, Recorded
from domain.places import covers
from domain.service import events
from domain.service.events import Basis, Household, Situation
from domain.service.kinds import MEETS, OFFER, REFERRAL, TRAINING

EMPLOYED = frozenset({"employed", "self_employed", "flexible"})
CERTIFIED = frozenset({"disability_certificate", "disabled_soldier_certificate"})


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was done for the person."""

    kind: str
    on: date
    provider: str = ""


class File(msgspec.Struct, frozen=True, kw_only=True):
    """One person. `since` is the day since which the employment status is what it is.

    `last_on` is the day of the last act on the file itself; services may be written down late, in any order.
    """

    person: str
    place: str
    basis: Basis
    hukou: str
    origin: str
    situation: Situation
    since: date
    enrolled_on: date
    enrolled_by: str
    last_on: date
    household: Household | None = None
    recognised_on: date | None = None
    first_age: int | None = None
    examined: bool = False
    skills_lacking: bool = False
    officer: str = ""
    plan_open: bool = False
    handover: Literal["none", "handed_over", "received"] = "none"
    handed_over_on: date | None = None
    offers: int = 0
    referrals: tuple[str, ...] = ()
    given: tuple[Given, ...] = ()
    closed: bool = False

    @property
    def employed(self) -> bool:
        """Whether the person works in any form."""
        return self.situation.employment in EMPLOYED

    @property
    def failed_referrals(self) -> int:
        """How many of the last referrals in a row led to no post; one that the person declined is left out."""
        counted = [result for result in self.referrals if result not in ("", "declined")]
        return next((n for n, result in enumerate(reversed(counted)) if result == "placed"), len(counted))

    def comes_from(self, place: str) -> bool:
        """Whether household register or origin as a student lie in the place."""
        return any(covers(place, home) for home in (self.hukou, self.origin) if home)

    def times(self, requirement: str, since: date, until: date) -> int:
        """How often the requirement was met from one day to another, both included."""
        return sum(since <= each.on <= until and requirement in MEETS[each.kind] for each in self.given)


def stream_of(person: str) -> str:
    """The stream of a person's file."""
    return f"service:{person}"


def evolve(state: File | None, recorded: Recorded) -> File | None:
    """Fold one event into the file."""
    event, on = recorded.event, recorded.meta.effective_on
    if isinstance(event, events.Enrolled):
        return _enrolled(state, event, on, recorded.meta.actor)
    return None if state is None else _followed(state, event, on)


def _followed(state: File, event: Event, on: date) -> File:
    acted = _acted(state, event, on)
    return acted if acted is not state else _changed(_filed(state, event, on), last_on=on)


def _filed(state: File, event: Event, on: date) -> File:
    match event:
        case events.SituationChanged():
            same = event.situation.employment == state.situation.employment
            return _changed(state, situation=event.situation, since=state.since if same else on)
        case events.HouseholdRecorded():
            return _changed(state, household=event.household)
        case events.DifficultyRecognised():
            first = event.age if state.first_age is None else state.first_age
            return _changed(state, recognised_on=on, examined=True, first_age=first)
        case events.DifficultyDenied():
            return _changed(state, examined=True)
        case events.DifficultyEnded():
            return _changed(state, recognised_on=None)
        case events.OfficerAssigned():
            return _changed(state, officer=event.officer)
        case events.PlanOpened():
            return _changed(state, plan_open=True)
        case events.PlanClosed():
            return _changed(state, plan_open=False)
        case events.HandedOver():
            return _changed(state, handover="handed_over", handed_over_on=on)
        case events.HandoverReceived():
            return _changed(state, handover="received")
        case events.Closed():
            return _changed(state, closed=True)
    return state


def _acted(state: File, event: Event, on: date) -> File:
    """What was done for the person; the file as it is for any other event."""
    match event:
        case events.Served():
            return _given(state, event.kind, on, event.provider)
        case events.SkillsAssessed():
            return _changed(state, skills_lacking=event.lacking)
        case events.OfferMade():
            return _given(_changed(state, offers=event.number), OFFER, on)
        case events.Referred():
            return _given(_changed(state, referrals=(*state.referrals, "")), REFERRAL, on)
        case events.ReferralAnswered():
            answered = list(state.referrals)
            answered[event.number - 1] = event.result
            return _changed(state, referrals=tuple(answered))
        case events.Trained():
            return _given(state, TRAINING, on, event.provider)
    return state


def _enrolled(before: File | None, event: events.Enrolled, on: date, actor: str) -> File:
    """A new file; who comes back keeps what was done for them, and the age of their first recognition."""
    file = File(
        person=event.person,
        place=event.place,
        basis=event.basis,
        hukou=event.hukou,
        origin=event.origin,
        situation=event.situation,
        since=on,
        enrolled_on=on,
        enrolled_by=actor,
        last_on=on,
    )
    if before is None:
        return file
    kept = ("first_age", "offers", "referrals", "given", "skills_lacking")
    return _changed(file, **{name: getattr(before, name) for name in kept})


def _changed(state: File, **fields: object) -> File:
    return msgspec.structs.replace(state, **fields)


def _given(state: File, kind: str, on: date, provider: str = "") -> File:
    return _changed(state, given=(*state.given, Given(kind=kind, on=on, provider=provider)))
