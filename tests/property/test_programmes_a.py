"""What start-up grants, lease subsidies and loan interest subsidies keep to, whatever is applied for."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Month, months_between
from domain.money import Rounding
from domain.programs import lease_subsidy, loan_interest_subsidy, startup_grant
from domain.programs.base import Facts
from domain.programs.lease_subsidy import LeaseSubsidyFacts, RentMonth
from domain.programs.loan_facts import InterestPeriod, LoanInterestFacts
from domain.programs.startup_grant import StartupGrantFacts
from domain.programs.terms import months_after, years_of_term
from domain.statutes.book import Law, StatuteBook
from domain.statutes.loader import load_statutes
from domain.working import Decision

DEMO = load_statutes(demo=True)
KNOWN_ON = date(2025, 12, 31)
DAY = timedelta(days=1)
CAPS = {"330500": (100000, 80000, 60000), "140000": (60000, 48000, 36000)}
PLACES = st.sampled_from(sorted(CAPS))
FEN = st.integers(0, 10_000_000)
DAYS = st.dates(date(2000, 1, 1), date(2050, 12, 31))


def law_of(programme: str, place: str, values: dict[str, str] | None = None) -> Law:
    """The shipped law with some values of the programme changed."""
    changed = values or {}
    rows = (
        msgspec.structs.replace(row, value=changed[row.key] if row.programme == programme else row.value)
        if row.key in changed
        else row
        for row in DEMO.provisions
    )
    return (StatuteBook(rows) if changed else DEMO).law(programme, place, KNOWN_ON)


def is_coherent(decision: Decision) -> bool:
    """Granted in parts that make the whole, or refused with reasons that cite a clause and nothing to pay."""
    if decision.granted:
        return decision.amount == sum(part.amount for part in decision.instalments) > 0
    return decision.amount == 0 and not decision.instalments and all(reason.authority for reason in decision.reasons)


def survives_storage(facts: Facts) -> bool:
    """The facts come back from the bytes that a log keeps."""
    return msgspec.json.decode(msgspec.json.encode(facts), type=type(facts)) == facts


# --- terms -----------------------------------------------------------------------------------------------------------


@given(DAYS, st.integers(0, 240))
def test_a_term_ends_in_the_month_it_should_on_the_corresponding_or_the_last_day(day: date, months: int) -> None:
    end = months_after(day, months)
    assert months_between(Month.of(day), Month.of(end)) == months
    assert end.day == day.day or (end.day < day.day and end == Month.of(end).last_day)


@given(DAYS, st.integers(0, 2000), st.integers(0, 2000))
def test_every_day_of_a_period_lies_in_one_year_of_the_term(begins: date, offset: int, length: int) -> None:
    first = begins + offset * DAY
    last = first + length * DAY
    years = list(years_of_term(begins, first, last))
    assert sum(days for _, days in years) == length + 1
    assert [year for year, _ in years] == list(range(years[0][0], years[-1][0] + 1))
    assert months_after(begins, 12 * (years[0][0] - 1)) <= first < months_after(begins, 12 * years[0][0])
    assert months_after(begins, 12 * (years[-1][0] - 1)) <= last < months_after(begins, 12 * years[-1][0])


# --- start-up grant --------------------------------------------------------------------------------------------------


@st.composite
def startups(draw: st.DrawFn) -> StartupGrantFacts:
    near = st.dates(date(2021, 1, 1), date(2025, 12, 31))
    return StartupGrantFacts(
        applied_on=draw(st.dates(date(2022, 1, 1), date(2025, 12, 31))),
        business_uscc="91330500MA00000001",
        registered_on=draw(near),
        running_since=draw(near),
        still_running=draw(st.booleans()),
        founders=draw(st.integers(0, 6)),
        certificate_valid=draw(st.booleans()),
        age_in_years_on_application=draw(st.integers(0, 80)),
        reached_retirement=draw(st.booleans()),
        grants_received=draw(st.integers(0, 2)),
    )


@given(startups())
def test_a_startup_grant_is_one_of_the_two_standards_or_nothing(facts: StartupGrantFacts) -> None:
    decision = startup_grant.decide(facts, law_of("startup_grant", "330500"))
    assert is_coherent(decision)
    assert survives_storage(facts)
    assert decision.amount in (0, 1_000_000, 1_500_000)


@given(startups(), st.integers(1, 6))
def test_one_more_founder_never_takes_anything_away(facts: StartupGrantFacts, founders: int) -> None:
    law = law_of("startup_grant", "330500")
    fewer = startup_grant.decide(msgspec.structs.replace(facts, founders=founders), law)
    more = startup_grant.decide(msgspec.structs.replace(facts, founders=founders + 1), law)
    assert fewer.amount <= more.amount
    assert fewer.reasons == more.reasons


@given(startups(), startups())
def test_nobody_and_no_business_gets_two_startup_grants(one: StartupGrantFacts, other: StartupGrantFacts) -> None:
    same_person = set(startup_grant.claims(one, "p")) & set(startup_grant.claims(other, "p"))
    same_business = set(startup_grant.claims(one, "p")) & set(startup_grant.claims(other, "q"))
    assert len(same_person) == 2
    assert [claim.subject for claim in same_business] == [one.business_uscc]


# --- lease subsidy ---------------------------------------------------------------------------------------------------


@st.composite
def leases(draw: st.DrawFn) -> LeaseSubsidyFacts:
    first = Month(2022, 1).plus(draw(st.integers(0, 36)))
    offsets = draw(st.lists(st.integers(0, 40), min_size=1, max_size=8, unique=True))
    return LeaseSubsidyFacts(
        lease_begins_on=date(2022, 1, 1),
        lease_ends_on=date(2030, 12, 31),
        months=tuple(RentMonth(month=first.plus(offset), rent_paid=draw(FEN)) for offset in offsets),
        first_subsidised=draw(st.sampled_from([None, first])),
        certificate_valid=True,
        still_running=True,
        own_premises=draw(st.sampled_from([False, False, False, True])),
        related_landlord=False,
    )


def most_of(facts: LeaseSubsidyFacts, place: str) -> int:
    """The rent or the cap, whichever is smaller, of every month of the term: fen."""
    first = facts.first_subsidised or min(paid.month for paid in facts.months)
    caps = (*CAPS[place], 0)
    return sum(min(paid.rent_paid, caps[months_between(first, paid.month) // 12]) for paid in facts.months)


@given(leases(), PLACES, st.sampled_from(Rounding), st.integers(0, 100))
def test_a_lease_subsidy_never_exceeds_the_rent_or_the_cap_however_it_is_rounded(
    facts: LeaseSubsidyFacts, place: str, rounding: Rounding, share: int
) -> None:
    law = law_of("lease_subsidy", place, {"rounding": rounding.value, "rent_share": str(share)})
    decision = lease_subsidy.decide(facts, law)
    assert is_coherent(decision)
    assert survives_storage(facts)
    assert decision.amount <= most_of(facts, place)


@given(leases())
def test_a_full_share_pays_exactly_the_rent_or_the_cap(facts: LeaseSubsidyFacts) -> None:
    decision = lease_subsidy.decide(facts, law_of("lease_subsidy", "330500"))
    assert decision.amount == (0 if facts.own_premises else most_of(facts, "330500"))


@given(leases(), PLACES, st.data())
def test_more_rent_never_brings_less(facts: LeaseSubsidyFacts, place: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(facts.months) - 1))
    paid = facts.months[index]
    higher = msgspec.structs.replace(paid, rent_paid=paid.rent_paid + data.draw(FEN))
    months = (*facts.months[:index], higher, *facts.months[index + 1 :])
    law = law_of("lease_subsidy", place)
    more = lease_subsidy.decide(msgspec.structs.replace(facts, months=months), law)
    assert lease_subsidy.decide(facts, law).amount <= more.amount


@given(leases())
def test_each_month_of_rent_is_claimed_once(facts: LeaseSubsidyFacts) -> None:
    claims = lease_subsidy.claims(facts, "p")
    assert [claim.period for claim in claims] == sorted({str(paid.month) for paid in facts.months})
    assert len({claim.key for claim in claims}) == len(claims)


# --- loan interest subsidy -------------------------------------------------------------------------------------------


@st.composite
def loans(draw: st.DrawFn) -> LoanInterestFacts:
    signed = draw(st.dates(date(2016, 1, 1), date(2024, 12, 31)))
    firm = signed >= date(2020, 4, 15) and draw(st.booleans())
    due = months_after(signed, draw(st.integers(6, 24 if firm else 36)))
    loan = draw(st.integers(1, 10_000_000))
    return LoanInterestFacts(
        contract_signed_on=signed,
        lent_on=signed,
        due_on=due,
        borrower="small_firm" if firm else "individual",
        loan=loan,
        rate_bp=draw(st.integers(0, 460)),
        reference_rate_bp=draw(st.integers(0, 500)),
        earlier_loans=0,
        certificate_valid=True,
        pwd_employed=1,
        pwd_employed_months=12,
        periods=draw(periods_between(signed, due, loan)),
    )


def periods_between(first: date, due: date, loan: int) -> st.SearchStrategy[tuple[InterestPeriod, ...]]:
    """Consecutive periods from the first day of a loan to the day before it falls due."""
    span = (due - first).days

    def cut(offsets: set[int]) -> st.SearchStrategy[tuple[InterestPeriod, ...]]:
        starts = [0, *sorted(offsets), span]
        return st.tuples(
            *(
                st.builds(
                    InterestPeriod,
                    first_day=st.just(first + begin * DAY),
                    last_day=st.just(first + (end - 1) * DAY),
                    principal=st.integers(0, loan),
                    interest_paid=st.integers(0, loan),
                    overdue=st.sampled_from([False, False, True]),
                    extended=st.sampled_from([False, False, True]),
                )
                for begin, end in pairwise(starts)
            )
        )

    return st.sets(st.integers(1, span - 1), max_size=6).flatmap(cut)


def treasury_rate(facts: LoanInterestFacts, place: str, year: int) -> Fraction:
    """The yearly rate of the treasury by the three regimes, written down once more."""
    signed, rate, reference = facts.contract_signed_on, facts.rate_bp, facts.reference_rate_bp
    if place == "140000" and signed >= date(2022, 1, 1):
        return Fraction(rate, 20_000)
    if signed >= date(2021, 1, 1):
        return Fraction(max(0, rate - max(0, reference - 150)), 10_000)
    if facts.borrower == "small_firm":
        return min(Fraction(reference, 20_000), Fraction(rate, 10_000))
    return Fraction(rate, 10_000) * {1: Fraction(1), 2: Fraction(2, 3), 3: Fraction(1, 3)}[year]


def straight_interest(facts: LoanInterestFacts, place: str) -> Fraction:
    """The treasury's interest, day by day and unrounded: fen."""
    total = Fraction(0)
    for period in facts.periods:
        day = period.first_day
        while day <= period.last_day and not (period.overdue or period.extended):
            year = 1 + sum(months_after(facts.lent_on, 12 * n) <= day for n in (1, 2))
            total += period.principal * treasury_rate(facts, place, year) / 360
            day += DAY
    return total


@given(loans(), PLACES)
def test_a_loan_interest_subsidy_is_the_straight_interest_less_a_fen_a_period_at_most(
    facts: LoanInterestFacts, place: str
) -> None:
    paid_enough = tuple(msgspec.structs.replace(period, interest_paid=10**12) for period in facts.periods)
    enough = msgspec.structs.replace(facts, periods=paid_enough)
    decision = loan_interest_subsidy.decide(enough, law_of("loan_interest_subsidy", place))
    straight = straight_interest(facts, place)
    assert decision.amount <= straight
    if decision.granted:
        assert straight - decision.amount < len(facts.periods)


@given(loans(), PLACES, st.sampled_from(Rounding))
def test_a_loan_interest_subsidy_never_exceeds_the_interest_paid_however_it_is_rounded(
    facts: LoanInterestFacts, place: str, rounding: Rounding
) -> None:
    law = law_of("loan_interest_subsidy", place, {"rounding": rounding.value})
    decision = loan_interest_subsidy.decide(facts, law)
    assert is_coherent(decision)
    assert survives_storage(facts)
    paid = [period.interest_paid for period in facts.periods if not (period.overdue or period.extended)]
    assert decision.amount <= sum(paid)


@given(loans(), PLACES, st.integers(1, 10_000))
def test_a_rate_above_the_cap_brings_nothing(facts: LoanInterestFacts, place: str, above: int) -> None:
    law = law_of("loan_interest_subsidy", place)
    margin = law.at("rate_cap_over_reference_bp", facts.contract_signed_on).ratio * 10_000
    dear = msgspec.structs.replace(facts, rate_bp=facts.reference_rate_bp + int(margin) + above)
    decision = loan_interest_subsidy.decide(dear, law)
    assert decision.amount == 0
    assert "rate_above_cap" in {reason.code for reason in decision.reasons}


@given(loans())
def test_consecutive_interest_periods_never_claim_the_same(facts: LoanInterestFacts) -> None:
    one_by_one = [
        claim
        for period in facts.periods
        for claim in loan_interest_subsidy.claims(msgspec.structs.replace(facts, periods=(period,)), "p")
    ]
    assert len({claim.key for claim in one_by_one}) == len(one_by_one) >= len(facts.periods)
    assert sorted(one_by_one) == list(loan_interest_subsidy.claims(facts, "p"))
