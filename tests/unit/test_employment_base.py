"""Bases of employment and start-up: claims, refusals without law, and the grounds of a loan."""

from datetime import date

import msgspec
import pytest

from domain.calendar import Month, month_range
from domain.identity import MalformedUscc
from domain.programs import base_creation_grant, job_creation_subsidy
from domain.programs.base_creation_grant import BaseCreationFacts
from domain.programs.job_creation_subsidy import JobCreationFacts, Led, LedTwice
from domain.statutes.loader import load_statutes
from tests.factories import uscc

JINHUA = load_statutes(demo=True).law("job_creation_subsidy", "330702", date(2025, 12, 31))


def led(person: str, first: Month, last: Month) -> Led:
    return Led(person=person, contract_from=date(2023, 1, 1), insured_months=month_range(first, last))


def base_with(*people: Led) -> JobCreationFacts:
    return JobCreationFacts(
        base_uscc=uscc(1),
        counted_on=date(2024, 6, 1),
        still_running=True,
        certificate_valid=True,
        led=people,
        employs_directly=True,
        insures_employees=True,
        meets_base_standard=True,
    )


def test_months_insured_before_the_contract_do_not_make_work_stable() -> None:
    before = led("p_1", Month(2022, 6), Month(2023, 11))
    assert not job_creation_subsidy.decide(base_with(before), JINHUA).granted
    after = led("p_1", Month(2022, 6), Month(2023, 12))
    assert job_creation_subsidy.decide(base_with(after), JINHUA).amount == 200_000


def test_the_same_person_is_not_led_twice() -> None:
    one = led("p_1", Month(2023, 1), Month(2023, 12))
    with pytest.raises(LedTwice):
        job_creation_subsidy.claims(base_with(one, one), "p_founder")


def test_a_base_without_a_right_code_claims_nothing() -> None:
    facts = BaseCreationFacts(
        base_uscc=uscc(1),
        kind="incubation_base",
        recognised_on=date(2024, 1, 1),
        pwd_employed=10,
        still_running=True,
        certificate_valid=True,
    )
    assert base_creation_grant.claims(facts, "p_1") == base_creation_grant.claims(facts, "p_2")
    with pytest.raises(MalformedUscc):
        base_creation_grant.claims(msgspec.structs.replace(facts, base_uscc="1"), "p_1")
