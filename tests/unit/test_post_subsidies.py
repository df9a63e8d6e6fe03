"""Post, flexible-employment and equipment subsidies: facts that cannot be, and the history that the book holds."""

from datetime import date
from typing import Any

import msgspec
import pytest

from domain.calendar import Month
from domain.errors import Refusal
from domain.programs import equipment_grant, flexible_employment_subsidy, post_subsidy
from domain.programs import public_welfare_post_subsidy as public_welfare
from domain.programs.base import Earlier
from domain.programs.equipment_grant import EquipmentGrantFacts, NothingBought
from domain.programs.flexible_employment_subsidy import FlexibleEmploymentFacts, NoMonthOfWork, WorkMonthGivenTwice
from domain.programs.post_subsidy import (
    NobodyInThePosts,
    PostSubsidyFacts,
    PostWorker,
    WorkedMonth,
    WorkedMonthGivenTwice,
    WorkerGivenTwice,
)
from domain.statutes.book import Law
from domain.statutes.loader import load_statutes
from tests.factories import uscc

JANUARY = Month(2024, 1)
FEBRUARY = Month(2024, 2)


def law_of(code: str, place: str) -> Law:
    return load_statutes(demo=True).law(code, place, date(2025, 12, 31))


def worker(person: str = "p_1", *months: Month, drawn: int = 0, insured: bool = True) -> PostWorker:
    worked = (WorkedMonth(month=month, wage_paid=300_000, hours=160, insured=insured) for month in months)
    return PostWorker(person=person, months_already_subsidised=drawn, months=tuple(worked))


def posts(*workers: PostWorker, ground: Any = "centralised") -> PostSubsidyFacts:
    return PostSubsidyFacts(ground=ground, recognised=True, workers=workers)


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        (posts(), NobodyInThePosts),
        (posts(worker("p_1")), NobodyInThePosts),
        (posts(worker("p_1", JANUARY), worker("p_1", FEBRUARY)), WorkerGivenTwice),
        (posts(worker("p_1", JANUARY, JANUARY)), WorkedMonthGivenTwice),
    ],
)
def test_posts_that_cannot_be_are_refused_on_submission_and_on_decision(
    facts: PostSubsidyFacts, error: type[Refusal]
) -> None:
    with pytest.raises(error):
        post_subsidy.claims(facts, uscc(1))
    with pytest.raises(error):
        post_subsidy.decide(facts, law_of(post_subsidy.CODE, "140100"))


def test_a_public_welfare_post_and_another_post_meet_in_the_persons_month() -> None:
    (claim,) = post_subsidy.claims(posts(worker("p_1", JANUARY)), uscc(1))
    assert (claim.item, claim.key) == (public_welfare.ITEM, "cost:p_1:post_subsidy:2024-01")


def test_the_law_day_is_the_earliest_and_the_last_day_the_latest_month() -> None:
    facts = posts(worker("p_1", FEBRUARY, JANUARY), worker("p_2", Month(2024, 4)))
    assert (post_subsidy.law_day(facts), post_subsidy.last_day(facts)) == (date(2024, 1, 1), date(2024, 4, 1))


def test_months_that_the_book_granted_on_the_ground_cannot_be_left_out() -> None:
    law = law_of(post_subsidy.CODE, "140100")
    granted = posts(worker("p_1", JANUARY, FEBRUARY), worker("p_2", JANUARY, insured=False))
    earlier = (Earlier(case="A-1", facts=granted, law=law),)
    now = posts(worker("p_1", Month(2024, 3), drawn=1), worker("p_2", Month(2024, 3)))
    (found,) = post_subsidy.history(now, uscc(1), earlier)
    assert (found.field, found.held, found.cases) == ("workers[0].months_already_subsidised", "2", ("A-1",))
    assert not list(post_subsidy.history(msgspec.structs.replace(now, ground="auxiliary"), uscc(1), earlier))


def test_a_place_without_a_rule_has_nothing_to_pay_with() -> None:
    with pytest.raises(Refusal):
        post_subsidy.decide(posts(worker("p_1", JANUARY)), law_of(post_subsidy.CODE, "330500"))


def own(*months: Month, drawn: int = 0, kind: Any = "flexible", **facts: Any) -> FlexibleEmploymentFacts:
    stated: dict[str, Any] = {
        "kind": kind,
        "registered_on": date(2023, 5, 1),
        "certificate_valid": True,
        "of_working_age": True,
        "months_already_subsidised": drawn,
        "months": tuple(flexible_employment_subsidy.OwnWorkMonth(month=month, income=1) for month in months),
    }
    return FlexibleEmploymentFacts(**(stated | facts))


@pytest.mark.parametrize(("facts", "error"), [(own(), NoMonthOfWork), (own(JANUARY, JANUARY), WorkMonthGivenTwice)])
def test_own_work_that_cannot_be_is_refused(facts: FlexibleEmploymentFacts, error: type[Refusal]) -> None:
    with pytest.raises(error):
        flexible_employment_subsidy.claims(facts, "p_1")


def test_months_of_the_same_kind_of_work_cannot_be_left_out() -> None:
    law = law_of(flexible_employment_subsidy.CODE, "140100")
    earlier = (Earlier(case="A-1", facts=own(JANUARY, FEBRUARY), law=law),)
    (found,) = flexible_employment_subsidy.history(own(Month(2024, 3)), "p_1", earlier)
    assert (found.stated, found.held) == ("0", "2")
    other = own(Month(2024, 3), kind="self_employment")
    assert not list(flexible_employment_subsidy.history(other, "p_1", earlier))


def test_a_kind_that_the_place_does_not_list_is_refused() -> None:
    shipped = load_statutes(demo=True)
    rows = (
        msgspec.structs.replace(row, value={"names": ["flexible"]})
        if (row.programme, row.key) == (flexible_employment_subsidy.CODE, "kinds")
        else row
        for row in shipped.provisions
    )
    law = type(shipped)(rows).law(flexible_employment_subsidy.CODE, "140100", date(2025, 12, 31))
    decision = flexible_employment_subsidy.decide(own(JANUARY, kind="self_employment"), law)
    assert [reason.code for reason in decision.reasons] == ["kind_not_listed"]


def test_an_application_without_equipment_takes_no_claim() -> None:
    facts = EquipmentGrantFacts(applied_on=date(2024, 3, 1), certificate_valid=True, still_running=True, bought=())
    with pytest.raises(NothingBought):
        equipment_grant.claims(facts, "p_1")


def test_somebody_without_a_registered_business_claims_alone() -> None:
    bought = equipment_grant.Equipment(kind="production", bought_on=date(2024, 1, 5), price=100_000, in_use=True)
    facts = EquipmentGrantFacts(
        applied_on=date(2024, 3, 1), certificate_valid=True, still_running=True, bought=(bought,)
    )
    assert [claim.key for claim in equipment_grant.claims(facts, "p_1")] == ["cost:p_1:equipment_grant:2024"]
