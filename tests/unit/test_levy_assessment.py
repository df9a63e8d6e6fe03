"""The levy: what a place may set otherwise, what cannot be a fact, and the daily surcharge."""

from datetime import date
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.counting import NoStaffInYear, StaffMonthsIncomplete
from domain.levy import surcharge
from domain.levy.assessment import decide
from domain.levy.choices import LevyRuleNotKnown
from domain.levy.facts import CODE, EmployerKind, LevyFacts
from domain.levy.surcharge import LateFacts, NothingMoreToCharge, NotLateYet, Owed, due_date
from domain.stated import CountNegative
from domain.statutes.book import Law, NoProvisionInForce, StatuteBook
from domain.statutes.loader import load_statutes

DEMO = load_statutes(demo=True)
TAIYUAN, HUZHOU = "140100", "330500"
KNOWN_ON = date(2024, 11, 2)
FACTS = LevyFacts(
    year=2024,
    kind=EmployerKind.STATE_ORGAN,
    staff_by_month=(100,) * 12,
    counted_person_months=0,
    wage_total=600_000_000,
)


def law_of(place: str, **changed: str) -> Law:
    """The shipped law with some values changed."""
    rows = (
        msgspec.structs.replace(row, value=changed[row.key]) if row.programme == CODE and row.key in changed else row
        for row in DEMO.provisions
    )
    return StatuteBook(rows).law(CODE, place, KNOWN_ON)


def levy(**changed: object) -> int:
    return decide(msgspec.structs.replace(FACTS, **changed), law_of(TAIYUAN)).amount


def test_the_decision_names_formula_law_day_and_book() -> None:
    law = law_of(TAIYUAN)
    decision = decide(FACTS, law)
    assert (decision.formula, decision.law_day) == ("levy/2015", date(2024, 12, 31))
    assert (decision.known_on, decision.statute_digest) == (KNOWN_ON, law.digest)
    assert decide(FACTS, law) == decision


@pytest.mark.parametrize("key", ["base_wage_rule", "rounding", "late_certification"])
def test_a_choice_that_no_formula_knows_is_refused(key: str) -> None:
    facts = msgspec.structs.replace(FACTS, counted_person_months=12)
    with pytest.raises((LevyRuleNotKnown, ValueError)):
        decide(facts, law_of(TAIYUAN, **{key: "by_the_moon"}))


def test_a_production_book_lacks_the_average_wage_and_refuses() -> None:
    law = load_statutes(demo=False).law(CODE, TAIYUAN, KNOWN_ON)
    with pytest.raises(NoProvisionInForce, match="social_average_wage"):
        decide(FACTS, law)


@pytest.mark.parametrize("field", ["counted_person_months", "wage_total"])
def test_counts_and_wages_are_not_negative(field: str) -> None:
    with pytest.raises(CountNegative) as refused:
        levy(**{field: -1})
    assert refused.value.field == field


def test_staff_is_given_for_twelve_months_and_somebody_was_there() -> None:
    with pytest.raises(StaffMonthsIncomplete):
        levy(staff_by_month=(100,) * 11)
    with pytest.raises(NoStaffInYear):
        levy(staff_by_month=(0,) * 12)


def test_seasonal_staff_counts_in_the_months_in_which_it_worked() -> None:
    # 100 all year and 120 more for one month are 110 on average; the wages stay.
    assert levy(staff_by_month=(*(100,) * 11, 220)) == levy(staff_by_month=(110,) * 12)


@given(st.integers(1, 5000), st.integers(0, 1000), st.integers(0, 10**12))
def test_the_levy_is_never_more_than_the_shortfall_at_the_capped_wage(staff: int, counted: int, wages: int) -> None:
    facts = msgspec.structs.replace(
        FACTS,
        staff_by_month=(staff,) * 12,
        counted_person_months=counted,
        wage_total=wages,
        certified_on=date(2024, 5, 6),
    )
    missing = max(Fraction(0), staff * Fraction(15, 1000) - Fraction(counted, 12))
    amount = decide(facts, law_of(TAIYUAN)).amount
    assert 0 <= amount <= missing * min(Fraction(wages, staff), Fraction(14_000_000)) + 1
    assert (amount == 0) or missing > 0


@given(st.integers(0, 200))
def test_one_more_month_of_placement_never_costs_more(counted: int) -> None:
    day = date(2024, 5, 6)
    before, after = (levy(counted_person_months=months, certified_on=day) for months in (counted, counted + 1))
    assert after <= before


# --- payment windows and surcharge ---


@pytest.mark.parametrize(
    ("place", "year", "due"),
    [
        (HUZHOU, 2024, date(2024, 9, 30)),
        ("370000", 2026, date(2026, 11, 30)),
        (TAIYUAN, 2024, date(2024, 11, 30)),
    ],
)
def test_the_levy_is_due_at_the_end_of_the_payment_window(place: str, year: int, due: date) -> None:
    assert due_date(law_of(place), year) == due


DUE = date(2024, 9, 30)


def late(until: date, *owed: Owed, charged: int = 0) -> LateFacts:
    return LateFacts(due_on=DUE, until=until, principal=10_000_000, owed=owed, charged=charged)


def charged_at(place: str, facts: LateFacts) -> int:
    return surcharge.decide(facts, law_of(place)).amount


ALL = Owed(since=date(2024, 8, 1), amount=10_000_000)


@pytest.mark.parametrize(
    ("until", "fen"), [(date(2024, 10, 1), 50_000), (date(2024, 10, 10), 500_000), (date(2024, 11, 1), 1_600_000)]
)
def test_five_per_mille_a_day_from_the_day_after_the_due_date(until: date, fen: int) -> None:
    assert charged_at(TAIYUAN, late(until, ALL)) == fen


def test_nothing_is_late_on_the_due_date() -> None:
    with pytest.raises(NotLateYet):
        charged_at(TAIYUAN, late(DUE, ALL))


def test_what_was_paid_counts_up_to_its_day_and_the_rest_goes_on() -> None:
    # 100,000 yuan for ten days and 40,000 for the ten after.
    rest = Owed(since=date(2024, 10, 10), amount=4_000_000)
    assert charged_at(TAIYUAN, late(date(2024, 10, 20), ALL, rest)) == 500_000 + 200_000


def test_what_was_charged_before_is_taken_off() -> None:
    assert charged_at(TAIYUAN, late(date(2024, 10, 20), ALL, charged=500_000)) == 500_000
    with pytest.raises(NothingMoreToCharge):
        charged_at(TAIYUAN, late(date(2024, 10, 10), ALL, charged=500_000))


@pytest.mark.parametrize(("place", "fen"), [(TAIYUAN, 10_050_000), (HUZHOU, 10_000_000)])
def test_only_zhejiang_caps_the_surcharge_at_the_principal(place: str, fen: int) -> None:
    # 201 days at 5 per mille are 100.5 percent of the principal.
    assert charged_at(place, late(date(2025, 4, 19), ALL)) == fen


@given(st.lists(st.integers(0, 400), min_size=1, max_size=5).map(sorted))
def test_charging_in_steps_charges_as_much_as_charging_once(steps: list[int]) -> None:
    days = [date.fromordinal(DUE.toordinal() + 1 + step) for step in steps]
    charged = 0
    for day in days:
        try:
            charged += charged_at(HUZHOU, late(day, ALL, charged=charged))
        except NothingMoreToCharge:
            continue
    assert charged == charged_at(HUZHOU, late(days[-1], ALL))
