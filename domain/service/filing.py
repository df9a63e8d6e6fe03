"""Decisions about a person's file: enrolment, situation, household, recognition, the responsible officer, the plan."""

import re
from datetime import date

from domain.act import Act
from domain.actor import authorise, must_be_another
from domain.events import Event
from domain.places import parse_place
from domain.service import events
from domain.service.conditions import lacking, shown
from domain.service.events import Basis, Household, Situation
from domain.service.refusals import (
    AgeOutOfRange,
    AlreadyEnrolled,
    AlreadyRecognised,
    FileClosed,
    FileUnchanged,
    HouseholdNotNumbered,
    NoPlanOpen,
    NotInPool,
    NotRecognised,
    PersonNotPseudonymous,
    PlanAlreadyOpen,
    SamePersonRecognises,
)
from domain.service.state import File
from domain.statutes.book import Provision
from domain.wording import clean, identifier

REGISTER_ROLE = "register_officer"
RECOGNISER_ROLE = "difficulty_recogniser"
YOUNGEST, OLDEST = 16, 70

_PSEUDONYM = re.compile(r"p_[a-z0-9_]{1,40}")
_HOUSEHOLD = re.compile(r"h_[a-z0-9_-]{1,40}")


def pseudonym(text: str, field: str = "person") -> str:
    """The pseudonym of a person; refuses whatever could be a number or a name."""
    if not _PSEUDONYM.fullmatch(text):
        raise PersonNotPseudonymous(field=field)
    return identifier(text, field)


def enrol(
    state: File | None,
    *,
    person: str,
    place: str,
    basis: Basis,
    hukou: str,
    origin: str,
    situation: Situation,
    act: Act,
) -> Event:
    """Take a person onto the register of the place where they live, wherever their household is registered.

    Somebody who left may come back; `hukou` and `origin` may be blank.
    """
    authorise(act.actor, "enrolment", REGISTER_ROLE, parse_place(place), person)
    if state is not None:
        if not state.closed:
            raise AlreadyEnrolled(field="person", person=person, place=state.place)
        act.must_not_precede(state.last_on)
    return events.Enrolled(
        person=pseudonym(person),
        place=place,
        basis=basis,
        hukou=parse_place(hukou, field="hukou") if hukou else "",
        origin=parse_place(origin, field="origin") if origin else "",
        situation=situation,
    )


def change_situation(state: File, *, situation: Situation, act: Act) -> Event:
    """Write down a new situation, which holds from the value date."""
    _must_be_current(state, "situation", REGISTER_ROLE, act)
    if situation == state.situation:
        raise FileUnchanged(field="situation", person=state.person)
    return events.SituationChanged(person=state.person, place=state.place, before=state.situation, situation=situation)


def record_household(state: File, *, household: Household, document: str, act: Act) -> Event:
    """Write down what was found about the household."""
    _must_be_current(state, "household_facts", REGISTER_ROLE, act)
    if not _HOUSEHOLD.fullmatch(household.id):
        raise HouseholdNotNumbered(field="household")
    identifier(household.id, "household")
    if household == state.household:
        raise FileUnchanged(field="household", person=state.person)
    return events.HouseholdRecorded(
        person=state.person, place=state.place, household=household, document=clean(document, "document")
    )


def recognise(state: File, *, ground: str, document: str, age: int, pool: Provision | None, act: Act) -> Event:
    """Recognise the difficulty, by another person than the one who enrolled; `age` in full years on the day.

    `pool` is the provision that says who can be recognised; None where the place has none.
    """
    _must_be_current(state, "recognition", RECOGNISER_ROLE, act)
    _not_by_the_same(state, act)
    if state.recognised_on is not None:
        raise AlreadyRecognised(field="person", person=state.person)
    if not YOUNGEST <= age <= OLDEST:
        raise AgeOutOfRange(field="age", age=age)
    if pool is not None:
        must_meet(state, pool, "recognition")
    return events.DifficultyRecognised(
        person=state.person,
        place=state.place,
        ground=clean(ground, "ground"),
        document=clean(document, "document"),
        age=age,
    )


def deny(state: File, *, ground: str, act: Act) -> Event:
    """Write down that the person was examined and is not recognised, and why."""
    _must_be_current(state, "recognition", RECOGNISER_ROLE, act)
    _not_by_the_same(state, act)
    if state.recognised_on is not None:
        raise AlreadyRecognised(field="person", person=state.person)
    return events.DifficultyDenied(person=state.person, place=state.place, ground=clean(ground, "ground"))


def end_recognition(state: File, *, ground: str, act: Act) -> Event:
    """End the recognition."""
    _must_be_current(state, "recognition", RECOGNISER_ROLE, act)
    if state.recognised_on is None:
        raise NotRecognised(field="person", person=state.person)
    return events.DifficultyEnded(person=state.person, place=state.place, ground=clean(ground, "ground"))


def assign(state: File, *, officer: str, act: Act) -> Event:
    """Name the officer who is responsible for the person."""
    _must_be_current(state, "assignment", REGISTER_ROLE, act)
    if officer == state.officer:
        raise FileUnchanged(field="officer", person=state.person)
    return events.OfficerAssigned(person=state.person, place=state.place, officer=identifier(officer, "officer"))


def open_plan(state: File, *, measures: str, act: Act) -> Event:
    """Open the plan for this one person."""
    _must_be_current(state, "plan", REGISTER_ROLE, act)
    if state.plan_open:
        raise PlanAlreadyOpen(field="person", person=state.person)
    return events.PlanOpened(person=state.person, place=state.place, measures=clean(measures, "measures"))


def close_plan(state: File, *, result: str, act: Act) -> Event:
    """Close the plan with what came of it."""
    _must_be_current(state, "plan", REGISTER_ROLE, act)
    if not state.plan_open:
        raise NoPlanOpen(field="person", person=state.person)
    return events.PlanClosed(person=state.person, place=state.place, result=clean(result, "result"))


def close(state: File, *, ground: str, act: Act) -> Event:
    """Let the person leave the register."""
    _must_be_current(state, "leaving", REGISTER_ROLE, act)
    return events.Closed(person=state.person, place=state.place, ground=clean(ground, "ground"))


def must_meet(state: File, pool: Provision, act: str) -> None:
    """Refuse unless the file meets every condition that the provision names."""
    missing = lacking(state, pool.text, pool.place)
    if missing:
        raise NotInPool(field="situation", rule=pool.authority, person=state.person, act=act, missing=shown(missing))


def must_be_open(state: File, name: str, role: str, act: Act) -> None:
    """Refuse who may not do it, what comes before the enrolment, and any act on a file that is closed."""
    authorise(act.actor, name, role, state.place, state.person)
    if state.closed:
        raise FileClosed(field="person", person=state.person, act=name)
    act.must_not_precede(state.enrolled_on)


def _must_be_current(state: File, name: str, role: str, act: Act) -> None:
    """The same, and a day before the last act on the file."""
    must_be_open(state, name, role, act)
    act.must_not_precede(state.last_on)


def _not_by_the_same(state: File, act: Act) -> None:
    same = SamePersonRecognises(field="actor", actor=act.actor.id, person=state.person)
    must_be_another(act.actor, (state.enrolled_by,), same)


def last_assessment(state: File, until: date) -> date | None:
    """The day of the last vocational assessment up to a day."""
    return max(
        (each.on for each in state.given if each.kind == "vocational_assessment" and each.on <= until), default=None
    )
