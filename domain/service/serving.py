"""Decisions about what is done for a person: services, offers, referrals, courses, the hand-over between bodies."""

from datetime import date

from domain.act import Act
from domain.events import Event
from domain.identity import parse_uscc
from domain.service import events
from domain.service.events import CourseMode, CourseType, Outcome, Provider, Result
from domain.service.filing import last_assessment, must_be_open, must_meet
from domain.service.kinds import KINDS, REFERRAL
from domain.service.refusals import (
    HandoverOutOfOrder,
    NotAssessed,
    ReferralNotOpen,
    ReferralStillOpen,
    UnknownService,
)
from domain.service.state import File
from domain.statutes.book import Provision
from domain.wording import clean, identifier

SERVICE_ROLE = "service_officer"
HRSS_ROLE = "hrss_officer"


def serve(state: File, *, kind: str, provider: Provider, reference: str, act: Act) -> Event:
    """Write down a service, with the reference to its record."""
    must_be_open(state, "service", SERVICE_ROLE, act)
    if kind not in KINDS:
        raise UnknownService(field="kind", kind=kind, known=", ".join(KINDS))
    return events.Served(
        person=state.person, place=state.place, kind=kind, provider=provider, reference=clean(reference, "reference")
    )


def offer(state: File, *, employer: str, post: str, act: Act) -> Event:
    """Offer the person a post of an employer (credit code)."""
    must_be_open(state, "job_offer", SERVICE_ROLE, act)
    return events.OfferMade(
        person=state.person,
        place=state.place,
        number=state.offers + 1,
        employer=parse_uscc(employer, field="employer"),
        post=clean(post, "post"),
    )


def refer(state: File, *, employer: str, post: str, act: Act) -> Event:
    """Refer the person to an employer (credit code); one referral at a time."""
    must_be_open(state, "referral", SERVICE_ROLE, act)
    if state.referrals and not state.referrals[-1]:
        raise ReferralStillOpen(field="number", person=state.person, number=len(state.referrals))
    return events.Referred(
        person=state.person,
        place=state.place,
        number=len(state.referrals) + 1,
        employer=parse_uscc(employer, field="employer"),
        post=clean(post, "post"),
    )


def answer(state: File, *, number: int, result: Result, act: Act) -> Event:
    """Write down what came of a referral, once."""
    must_be_open(state, "referral", SERVICE_ROLE, act)
    if not 1 <= number <= len(state.referrals) or state.referrals[number - 1]:
        raise ReferralNotOpen(field="number", person=state.person, number=number)
    act.must_not_precede(max(each.on for each in state.given if each.kind == REFERRAL))
    return events.ReferralAnswered(person=state.person, place=state.place, number=number, result=result)


def train(
    state: File,
    *,
    course: str,
    type: CourseType,
    mode: CourseMode,
    provider: Provider,
    outcome: Outcome,
    act: Act,
) -> Event:
    """Write down a course; it must have been chosen on an assessment."""
    must_be_open(state, "training", SERVICE_ROLE, act)
    assessed_on = _assessed(state, act)
    return events.Trained(
        person=state.person,
        place=state.place,
        course=identifier(course, "course"),
        type=type,
        mode=mode,
        provider=provider,
        outcome=outcome,
        assessed_on=assessed_on,
    )


def assess_skills(state: File, *, lacking: bool, document: str, act: Act) -> Event:
    """Write down what the last assessment found about the person's skills."""
    must_be_open(state, "assessment_result", SERVICE_ROLE, act)
    assessed_on = _assessed(state, act)
    return events.SkillsAssessed(
        person=state.person,
        place=state.place,
        lacking=lacking,
        assessed_on=assessed_on,
        document=clean(document, "document"),
    )


def _assessed(state: File, act: Act) -> date:
    """The day of the last assessment; refuses where there is none yet."""
    assessed_on = last_assessment(state, act.on)
    if assessed_on is None:
        raise NotAssessed(field="person", person=state.person)
    return assessed_on


def hand_over(state: File, *, reference: str, pool: Provision | None, act: Act) -> Event:
    """Hand the person over to human resources and social security; `pool` says who can be handed over."""
    must_be_open(state, "handover", SERVICE_ROLE, act)
    act.must_not_precede(state.last_on)
    if state.handover == "handed_over":
        raise HandoverOutOfOrder(field="person", person=state.person, act="handover", state=state.handover)
    if pool is not None:
        must_meet(state, pool, "handover")
    return events.HandedOver(person=state.person, place=state.place, reference=clean(reference, "reference"))


def receive(state: File, *, reference: str, act: Act) -> Event:
    """Take a person over who was handed over."""
    must_be_open(state, "handover_receipt", HRSS_ROLE, act)
    if state.handover != "handed_over":
        raise HandoverOutOfOrder(field="person", person=state.person, act="handover_receipt", state=state.handover)
    act.must_not_precede(state.last_on)
    return events.HandoverReceived(person=state.person, place=state.place, reference=clean(reference, "reference"))
