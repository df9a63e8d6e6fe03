"""The stated history: what each programme holds against its earlier cases."""

from datetime import date
from typing import Any

import msgspec
import pytest

from domain.calendar import Month, month_range
from domain.cross_use.history import HistoryContradictsBook, check_history
from domain.programs.base import Earlier, Programme
from domain.programs.registry import programme
from domain.statutes.loader import load_statutes
from tests.steps.lifecycle.cast import lease_facts, plain, startup_facts

DAY = date(2024, 6, 1)


def typed(code: str, facts: dict[str, Any]) -> tuple[Programme, Any]:
    known = programme(code)
    return known, msgspec.convert(facts, known.facts)


def earlier(code: str, *granted: dict[str, Any], place: str = "330500") -> tuple[Earlier, ...]:
    law = load_statutes(demo=True).law(code, place, DAY)
    return tuple(
        Earlier(case=f"A{number}", facts=typed(code, facts)[1], law=law)
        for number, facts in enumerate(granted, start=1)
    )


def held(code: str, facts: dict[str, Any], *granted: dict[str, Any]) -> tuple[str, str] | None:
    """The field that contradicts the book, and what the book holds."""
    known, now = typed(code, facts)
    before = earlier(code, *granted)
    found = tuple(known.history(now, "p_a", before))
    if not found:
        check_history(known, now, "p_a", before)
        return None
    with pytest.raises(HistoryContradictsBook, match="A1"):
        check_history(known, now, "p_a", before)
    return found[0].field, found[0].held


def loan(day: str, before: int = 0) -> dict[str, Any]:
    return {
        "contract_signed_on": day,
        "lent_on": day,
        "due_on": "2026-01-01",
        "borrower": "individual",
        "loan": 1_000_000,
        "rate_bp": 400,
        "reference_rate_bp": 345,
        "earlier_loans": before,
        "certificate_valid": True,
        "periods": [{"first_day": day, "last_day": day, "principal": 1, "interest_paid": 1}],
    }


def test_another_loan_counts_and_the_same_one_does_not() -> None:
    assert held("loan_interest_subsidy", loan("2024-01-02"), loan("2023-01-02")) == ("earlier_loans", "1")
    assert held("loan_interest_subsidy", loan("2024-01-02", 1), loan("2023-01-02")) is None
    assert held("loan_interest_subsidy", loan("2024-01-02"), loan("2024-01-02"), loan("2024-01-02")) is None


def test_a_loan_lent_later_counts_too_if_it_was_subsidised_first() -> None:
    assert held("loan_interest_subsidy", loan("2023-01-02"), loan("2024-01-02")) == ("earlier_loans", "1")


def test_the_term_of_the_lease_begins_with_the_first_month_paid() -> None:
    first, second = (lease_facts(Month(2023, a), Month(2023, b), 1) for a, b in ((1, 6), (7, 12)))
    assert held("lease_subsidy", second, first) == ("first_subsidised", "2023-01")
    assert held("lease_subsidy", second | {"first_subsidised": plain(Month(2023, 1))}, first) is None
    assert held("lease_subsidy", second | {"first_subsidised": plain(Month(2023, 2))}, first) is not None
    assert held("lease_subsidy", first, second) is None


def test_a_grant_received_before_is_a_grant_received() -> None:
    facts = startup_facts(DAY, 1)
    assert held("startup_grant", facts, facts) == ("grants_received", "1")
    assert held("startup_grant", facts | {"grants_received": 1}, facts) is None


def insured(person: str, months: tuple[Month, ...], already: int = 0) -> dict[str, Any]:
    return {
        "person": person,
        "first_recognised": plain(Month(2020, 1)),
        "months_to_retirement_at_first_recognition": None,
        "months_already_subsidised": already,
        "months": [{"month": plain(month), "pension": 100_000} for month in months],
    }


def insurance(*people: dict[str, Any]) -> dict[str, Any]:
    return {"employment": "employed", "insured": list(people)}


YEAR_2022, YEAR_2023 = (month_range(Month(year, 1), Month(year, 12)) for year in (2022, 2023))


def test_months_drawn_through_any_employer_are_added_up() -> None:
    now = insurance(insured("p_b", YEAR_2023), insured("p_a", YEAR_2023, 12))
    before = (insurance(insured("p_a", YEAR_2022[:6])), insurance(insured("p_a", YEAR_2022[6:], 6)))
    assert held("social_insurance_subsidy", now, *before) is None
    less = insurance(insured("p_b", YEAR_2023), insured("p_a", YEAR_2023, 11))
    assert held("social_insurance_subsidy", less, *before) == ("insured[1].months_already_subsidised", "12")


def test_months_that_were_not_paid_for_were_not_drawn() -> None:
    beyond = insurance(insured("p_a", YEAR_2022, 30))
    assert held("social_insurance_subsidy", insurance(insured("p_a", YEAR_2023, 6)), beyond) is None
    assert held("social_insurance_subsidy", insurance(insured("p_a", YEAR_2023, 5)), beyond) is not None


def course(day: str, so_far: int = 0) -> dict[str, Any]:
    return {
        "course": f"K{day}",
        "starts_on": day,
        "ends_on": day,
        "class_days": 1,
        "attended_days": 1,
        "employed_at_start": False,
        "of_working_age": True,
        "subsidised_this_year": so_far,
    }


@pytest.mark.parametrize(("day", "found"), [("2024-05-01", ("subsidised_this_year", "1")), ("2023-05-01", None)])
def test_courses_of_the_same_year_count(day: str, found: tuple[str, str] | None) -> None:
    assert held("training_living_allowance", course("2024-03-01"), course(day)) == found
    assert held("training_living_allowance", course("2024-03-01", 1), course(day)) is None
