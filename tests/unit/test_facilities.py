"""Facility support, accessibility and PWD Homes: histories, claims and facts that no law is needed to refuse."""

from datetime import date

import msgspec
import pytest

from domain.calendar import Month
from domain.programs import accessibility_grant, facility_support_grant, pwd_home_star_subsidy
from domain.programs.accessibility_grant import AccessibilityFacts, StaffImpossible
from domain.programs.base import Earlier
from domain.programs.facility_support_grant import KINDS, FacilityKindUnknown, FacilitySupportFacts
from domain.programs.pwd_home_star_subsidy import (
    Attendance,
    DaysNotInMonth,
    HomeMonth,
    ServedTwice,
    StarsNotKnown,
    StarSubsidyFacts,
)
from domain.statutes.loader import load_statutes

DEMO = load_statutes(demo=True)
PRODUCTION = load_statutes(demo=False)
KNOWN_ON = date(2025, 12, 31)
DAY = date(2024, 3, 15)
PLACES = {"leading_firm": "140100", "leader": "140100", "blind_massage_institution": "140100"}


def facility(kind: str) -> FacilitySupportFacts:
    return FacilitySupportFacts(
        kind=kind, inspected_on=DAY, meets_standard=True, still_running=True, pwd_served=10, cost=1_000_000
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_named_by_a_plan_and_can_be_computed_where_it_is(kind: str) -> None:
    place = PLACES.get(kind, "430100")
    assert PRODUCTION.at(facility_support_grant.CODE, f"supported.{kind}", DAY, place, KNOWN_ON).grade == "A"
    law = DEMO.law(facility_support_grant.CODE, place, KNOWN_ON)
    assert facility_support_grant.decide(facility(kind), law).granted


def test_an_unknown_kind_claims_nothing() -> None:
    with pytest.raises(FacilityKindUnknown):
        facility_support_grant.claims(facility("castle"), "employer")


def works(finished_on: date, last: date | None = None) -> AccessibilityFacts:
    return AccessibilityFacts(
        finished_on=finished_on, accepted=True, cost=100, staff=40, pwd_staff=10, last_granted_for=last
    )


@pytest.mark.parametrize(
    ("stated", "found"),
    [(None, [("-", "2023-01-01")]), (date(2022, 1, 1), [("2022-01-01", "2023-01-01")]), (date(2023, 1, 1), [])],
)
def test_the_last_works_that_the_book_paid_for_must_be_stated(
    stated: date | None, found: list[tuple[str, str]]
) -> None:
    law = DEMO.law(accessibility_grant.CODE, "330500", KNOWN_ON)
    before = Earlier(case="application:1", facts=works(date(2023, 1, 1)), law=law)
    contradictions = accessibility_grant.history(works(DAY, stated), "employer", (before,))
    assert [(each.stated, each.held) for each in contradictions] == found


def home(*people: Attendance) -> StarSubsidyFacts:
    month = HomeMonth(month=Month(2024, 1), attendance=people)
    return StarSubsidyFacts(stars=3, rated_on=date(2023, 1, 1), rating_until=date(2025, 12, 31), months=(month,))


def test_nobody_is_served_twice_in_a_month() -> None:
    one = Attendance(person="p_1", days=20)
    with pytest.raises(ServedTwice):
        pwd_home_star_subsidy.claims(home(one, one), "employer")


def test_there_are_at_most_five_stars() -> None:
    facts = home(Attendance(person="p_1", days=20))
    with pytest.raises(StarsNotKnown):
        pwd_home_star_subsidy.claims(msgspec.structs.replace(facts, stars=6), "employer")


def test_nobody_comes_on_more_days_than_a_month_has() -> None:
    assert pwd_home_star_subsidy.claims(home(Attendance(person="p_1", days=31)), "employer")
    with pytest.raises(DaysNotInMonth):
        pwd_home_star_subsidy.claims(home(Attendance(person="p_1", days=32)), "employer")


@pytest.mark.parametrize(("staff", "pwd_staff"), [(0, 0), (9, 10)])
def test_the_staff_must_be_possible(staff: int, pwd_staff: int) -> None:
    with pytest.raises(StaffImpossible):
        accessibility_grant.claims(msgspec.structs.replace(works(DAY), staff=staff, pwd_staff=pwd_staff), "employer")
