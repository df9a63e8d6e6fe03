"""Decisions about a carrier: registration, recognition, checks, reports, courses."""

from domain.act import Act
from domain.actor import authorise, must_be_another
from domain.events import Event
from domain.facility import events
from domain.facility.events import Level, Standard
from domain.facility.kinds import KINDS
from domain.facility.refusals import (
    FacilityClosed,
    OperatorUnknown,
    SamePersonRecognisesFacility,
    StandardNotMet,
    StarsDoNotFit,
    UnknownFacilityKind,
)
from domain.facility.state import COUNTS, Facility
from domain.identity import is_credit_code
from domain.party import is_pseudonym
from domain.places import parse_place
from domain.service.events import CourseMode, CourseType
from domain.service.filing import pseudonym
from domain.stated import not_negative
from domain.wording import clean, identifier

ROLE = "facility_officer"
RECOGNISER_ROLE = "facility_recogniser"


def register(*, kind: str, place: str, name: str, operator: str, attached_to: str, capacity: int, act: Act) -> Event:
    """Enter a carrier; `operator` and `attached_to` may be blank, `capacity` is zero where it has none."""
    authorise(act.actor, "facility", ROLE, parse_place(place), operator, attached_to)
    if kind not in KINDS:
        raise UnknownFacilityKind(field="kind", kind=kind, known=", ".join(KINDS))
    not_negative(capacity, "capacity")
    return events.Registered(
        kind=kind,
        place=place,
        name=clean(name, "name"),
        operator=party_of(operator, "operator") if operator else "",
        attached_to=identifier(attached_to, "attached_to") if attached_to else "",
        capacity=capacity,
    )


def recognise(state: Facility, *, standard: Standard, level: Level, stars: int, document: str, act: Act) -> Event:
    """Recognise that the carrier meets a standard, by another person than the one who registered it."""
    must_be_open(state, "facility_recognition", RECOGNISER_ROLE, act)
    same = SamePersonRecognisesFacility(field="actor", actor=act.actor.id, facility=state.id)
    must_be_another(act.actor, (state.registered_by,), same)
    if (standard == "star") is not (1 <= stars <= 5) or stars < 0:
        raise StarsDoNotFit(field="stars", stars=stars)
    return events.Recognised(
        kind=state.kind,
        place=state.place,
        standard=standard,
        level=level,
        stars=stars,
        document=clean(document, "document"),
    )


def recheck(state: Facility, *, standard: Standard, passed: bool, finding: str, act: Act) -> Event:
    """Check a standard again."""
    _recognised(state, standard, act)
    return events.Rechecked(
        kind=state.kind, place=state.place, standard=standard, passed=passed, finding=clean(finding, "finding")
    )


def withdraw(state: Facility, *, standard: Standard, ground: str, act: Act) -> Event:
    """Withdraw a recognition."""
    _recognised(state, standard, act)
    return events.RecognitionWithdrawn(
        kind=state.kind, place=state.place, standard=standard, ground=clean(ground, "ground")
    )


def report(
    state: Facility, *, served: int, auxiliary_workers: int, social_work_posts: int, job_coaches: int, act: Act
) -> Event:
    """Write down how many people the carrier serves and which posts it has."""
    must_be_open(state, "facility_report", ROLE, act)
    counts = dict(zip(COUNTS, (served, auxiliary_workers, social_work_posts, job_coaches), strict=True))
    for name, count in counts.items():
        not_negative(count, name)
    return events.Reported(kind=state.kind, place=state.place, **counts)


def list_course(
    state: Facility, *, course: str, title: str, type: CourseType, mode: CourseMode, certificate: str, act: Act
) -> Event:
    """Put a course onto the public list; one that is there is replaced."""
    must_be_open(state, "course_listing", ROLE, act)
    return events.CourseListed(
        kind=state.kind,
        place=state.place,
        course=identifier(course, "course"),
        title=clean(title, "title"),
        type=type,
        mode=mode,
        certificate=clean(certificate, "certificate") if certificate else "",
    )


def close(state: Facility, *, ground: str, act: Act) -> Event:
    """Let the carrier leave the register."""
    must_be_open(state, "facility", ROLE, act)
    return events.Closed(kind=state.kind, place=state.place, ground=clean(ground, "ground"))


def must_be_open(state: Facility, name: str, role: str, act: Act) -> None:
    """Refuse who may not do it, any act on a carrier that left, and a day before the last act on it."""
    authorise(act.actor, name, role, state.place, state)
    if state.closed:
        raise FacilityClosed(field="facility", facility=state.id, act=name)
    act.must_not_precede(state.last_on)


def party_of(text: str, field: str) -> str:
    """A credit code or a pseudonym."""
    if is_pseudonym(text):
        return pseudonym(text, field)
    if not is_credit_code(text):
        raise OperatorUnknown(field=field)
    return text


def _recognised(state: Facility, standard: Standard, act: Act) -> None:
    must_be_open(state, "facility_recognition", RECOGNISER_ROLE, act)
    if state.recognition(standard) is None:
        raise StandardNotMet(field="standard", facility=state.id, standard=standard)
