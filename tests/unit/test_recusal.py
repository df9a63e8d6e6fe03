"""Recusal: whoever declared an interest in a party keeps out of whatever names it, in every aggregate."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from domain import headcount, jobs, payment, public_body, recovery, welfare_posts
from domain.act import Act
from domain.actor import Actor, CountsAsTheSame, OfficerRecused, authorise, must_be_another
from domain.application import endings, filing
from domain.calendar import Month
from domain.concerned import concerns
from domain.facility import registering
from domain.fund import Line
from domain.levy import levy
from domain.payment import Payment, PaymentStatus
from domain.placement import acts as placements
from domain.placement.terms import PlacementTerms
from domain.recovery import Recovery, SamePersonWritesOff
from domain.relief import acts as reliefs
from domain.roles import ROLES
from domain.service import filing as service
from tests.cases import CLAIMS, CaseFile, law, workflow
from tests.factories import uscc

PLACE = "330500"
DAY = date(2024, 3, 1)
PERSON, EMPLOYER = "p_a", uscc(1)
LINE = Line(fund="employment_security_fund", year=2024, programme="startup_grant", place=PLACE)


def by(*kin: str, counts_as: frozenset[str] = frozenset()) -> Act:
    """An act of somebody who holds every role."""
    actor = Actor(id="officer", roles=ROLES, place=PLACE, kin=frozenset(kin), counts_as=counts_as)
    return Act(actor=actor, on=DAY, today=DAY, reason="依规定办理")


def test_a_party_is_found_wherever_its_id_stands() -> None:
    for value in (PERSON, {"person": PERSON}, [{"rows": (PERSON,)}], f"cost:{PERSON}:once", {PERSON: 1}, {PERSON}):
        assert concerns(value, PERSON)
    assert concerns(Recovery(**recovered(), party=PERSON), PERSON)
    others: tuple[object, ...] = ("p_ab", 7, None, True, {"person": "p_b"}, b"p_a", Month(2024, 3), f"about{PERSON}")
    assert not any(concerns(each, PERSON) for each in others)


def recovered() -> dict[str, Any]:
    return {
        "id": "A1-P1-R1",
        "payment": "A1-P1",
        "case": "A1",
        "line": LINE,
        "amount": 100,
        "outstanding": 100,
        "determined_by": "another",
        "last_on": DAY,
    }


def paid() -> Payment:
    return Payment(
        id="A1-P1",
        case="A1",
        tranche=1,
        line=LINE,
        party=PERSON,
        amount=100,
        status=PaymentStatus.SETTLED,
        last_on=DAY,
    )


ANY: Any = None
"""What an act is not asked for before the officer is."""

ACTS: dict[str, Callable[[Act], object]] = {
    "draft": lambda act: filing.draft(
        programme="startup_grant", place=PLACE, applicant=PERSON, applied_on=DAY, facts={}, act=act
    ),
    "amend": lambda act: filing.amend(CaseFile().state, facts={}, act=act),
    "amend to name somebody": lambda act: filing.amend(CaseFile().state, facts={"business_uscc": EMPLOYER}, act=act),
    "submit": lambda act: filing.submit(CaseFile().state, claims=CLAIMS, workflow=workflow(), law=law(), act=act),
    "accept": lambda act: filing.accept(CaseFile().submitted().state, decision=ANY, line=None, act=act),
    "withdraw": lambda act: endings.withdraw(CaseFile().state, release=None, act=act),
    "settle": lambda act: payment.settle(paid(), bank_line=ANY, act=act),
    "give back": lambda act: payment.give_back(paid(), code="AC04", bank_line=None, recoverable=0, act=act),
    "determine": lambda act: recovery.determine(paid(), amount=1, ground="", clause="", recoverable=1, act=act),
    "receive": lambda act: recovery.receive(
        Recovery(**recovered(), party=PERSON), bank_line=ANY, destination="allotment", act=act
    ),
    "write off": lambda act: recovery.write_off(Recovery(**recovered(), party=PERSON), amount=1, document="", act=act),
    "relief": lambda act: reliefs.request(relief="x", place=PLACE, beneficiary=PERSON, facts={}, claims=(), act=act),
    "enrolment": lambda act: service.enrol(
        None, person=PERSON, place=PLACE, basis="disability_certificate", hukou="", origin="", situation=ANY, act=act
    ),
    "levy": lambda act: levy.assess(None, uscc=EMPLOYER, place=PLACE, facts=ANY, decision=ANY, due_on=DAY, act=act),
    "head-count": lambda act: headcount.file(None, employer=EMPLOYER, place=PLACE, month="2024-01", count=ANY, act=act),
    "carrier": lambda act: registering.register(
        kind="x", place=PLACE, name="x", operator=EMPLOYER, attached_to="", capacity=0, act=act
    ),
    "posts": lambda act: jobs.develop(
        kind="x", place=PLACE, developer=EMPLOYER, title="x", count=1, document="x", act=act
    ),
    "public body": lambda act: public_body.record(None, uscc=EMPLOYER, place=PLACE, as_of=DAY, body=ANY, act=act),
    "welfare posts": lambda act: welfare_posts.recruit(
        welfare_posts.Posts(place=PLACE, kind="cleaning"),
        employer=EMPLOYER,
        person=PERSON,
        candidates=(),
        law=law(),
        act=act,
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_no_act_about_a_party_is_done_by_who_declared_an_interest_in_it(name: str) -> None:
    with pytest.raises(OfficerRecused):
        ACTS[name](by(PERSON, EMPLOYER))


@pytest.mark.parametrize("name", ["draft", "amend", "submit", "withdraw", "relief"])
def test_an_interest_in_somebody_else_stands_in_nobodys_way(name: str) -> None:
    ACTS[name](by("p_b", uscc(2)))


def test_an_officer_without_the_role_is_told_of_the_role_and_not_of_the_interest() -> None:
    nobody = Actor(id="officer", roles=(), place=PLACE, kin=frozenset({PERSON}))
    with pytest.raises(Exception, match="intake_officer"):
        authorise(nobody, "intake", "intake_officer", PLACE, PERSON)


def test_a_deputy_is_told_with_whom_they_count_as_one() -> None:
    refusal = SamePersonWritesOff(field="actor", actor="officer")
    must_be_another(by().actor, ("another",), refusal)
    with pytest.raises(SamePersonWritesOff):
        must_be_another(by(counts_as=frozenset({"another"})).actor, ("officer", "another"), refusal)
    with pytest.raises(CountsAsTheSame, match="another"):
        must_be_another(by(counts_as=frozenset({"another"})).actor, ("another",), refusal)


def test_a_placement_is_not_kept_by_who_is_close_to_its_person_or_employer() -> None:
    terms = PlacementTerms(
        person=PERSON,
        employer=EMPLOYER,
        employer_kind="enterprise",
        place=PLACE,
        employer_place=PLACE,
        post="ordinary_contract",
        contract=None,
        local_hukou=True,
    )
    for kin in (PERSON, EMPLOYER):
        with pytest.raises(OfficerRecused):
            placements.register(None, terms=terms, certificates=(), started_on=DAY, act=by(kin))
