"""Persons with disabilities in business for themselves: real shops with leases, loans, grants, turnover."""

from typing import Final

import msgspec
import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, MONTHS, NONE, WINDOW_BEGIN, Chance, Ints, first_day, month_of
from benchmarks.fraud.edits import frame_of, rows_of
from benchmarks.fraud.frame import Frame, Values
from benchmarks.fraud.honest.certify import certify
from benchmarks.fraud.honest.firms import Firms, branches, found_firms, residents
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.world import World

DAY_COUNT: Final = 360
"""Days of a year by which banks reckon interest."""


class Startups(msgspec.Struct):
    """Businesses, one entry each, and the rows about them."""

    firms: Firms
    account: Ints
    premises: Ints
    founded: Ints
    granted: Ints
    register: Frame
    months: Frame
    leases: Frame
    loans: Frame
    uses: Frame
    grants: Frame


def startups(world: World, rng: Chance, count: int) -> Startups:
    """Sole traders: founded a year to four years before the grant's day, all with a shop, a loan, and turnover."""
    place = anywhere(rng, count)
    granted = rng.integers(WINDOW_BEGIN + 30, WINDOW_BEGIN + 600, count)
    founded = granted - rng.integers(250, 1100, count)
    firms = found_firms(
        world,
        rng,
        place,
        kind="sole_trader",
        founded_day=founded,
        legal_rep_from_day=founded,
        registrar_agent=np.where(rng.random(count) < 0.3, world.new("agent", count)[np.arange(count) // 2], NONE),
    )
    premises, account = world.new("premises", count), world.new("account", count)
    world.add(
        "accounts",
        account=account,
        person=firms.owner,
        employer=firms.employer,
        phone=firms.phone,
        opened_day=founded + rng.integers(1, 60, count),
        branch=branches(place, rng),
        kind="sole_trader",
        name_matches=1,
        place=place,
    )
    certify(world, rng, firms.owner, place)
    months = _months(world, rng, firms, founded)
    leases = _leases(world, rng, firms, premises, founded)
    loans, uses = _loans(world, rng, firms, granted)
    persons = frame_of(world, "persons", "person", firms.owner)
    grants = grant(
        world,
        rng,
        person=firms.owner,
        employer=firms.employer,
        premises=premises,
        household=persons["household"][rows_of(persons, "person", firms.owner)],
        programme="startup_grant",
        cost_item="startup",
        from_month=month_of(granted),
        to_month=month_of(granted),
        amount_fen=500_000,
        paid_day=granted,
        fund="levy",
        payee_account=account,
        account_kind="sole_trader",
        place=place,
    )
    return Startups(firms, account, premises, founded, granted, firms.register, months, leases, loans, uses, grants)


def grant(world: World, rng: Chance, **values: Values) -> Frame:
    """Grants that other systems paid; each has a number, and where nothing is said a household of its own."""
    count = int(np.broadcast_shapes(*(np.shape(value) for value in values.values() if not isinstance(value, str)))[0])
    return world.add(
        "other_grants",
        **{
            "grant_key": world.new("grant", count),
            "household": world.new("household", count),
            "unit_programme": 0,
            **values,
        },
    )


def grant_to(world: World, rng: Chance, chosen: Ints, month: Ints, **values: Values) -> Frame:
    """Grants to persons of the population, on their own accounts; a month of pension insurance unless told."""
    people = world.people
    given: dict[str, Values] = {
        "person": people.person[chosen],
        "programme": "social_insurance_subsidy",
        "cost_item": "pension",
        "from_month": month,
        "to_month": month,
        "amount_fen": 60_000,
        "paid_day": first_day(month + 1) + 12,
        "fund": "employment",
        "payee_account": people.account[chosen],
        "account_kind": "personal",
        "place": people.place[chosen],
    }
    return grant(world, rng, **{**given, **values})


def _months(world: World, rng: Chance, firms: Firms, founded: Ints) -> Frame:
    """Turnover in every month since the founding."""
    count = len(firms.employer)
    each, month = np.repeat(np.arange(count), MONTHS), np.tile(np.arange(FIRST, LAST + 1), count)
    there = month >= month_of(founded)[each]
    each, month = each[there], month[there]
    invoices = rng.integers(300_000, 3_000_000, len(each))
    return world.add(
        "business_months",
        employer=firms.employer[each],
        month=month,
        invoices_fen=invoices,
        tax_fen=invoices // 100,
        utility_fen=rng.integers(5_000, 60_000, len(each)),
        insured_heads=1,
        income_tax_heads=1,
        declared_heads=1,
        disabled_heads=1,
        severe_heads=0,
        certified=0,
        place=firms.place[each],
    )


def _leases(world: World, rng: Chance, firms: Firms, premises: Ints, founded: Ints) -> Frame:
    """A shop each, let by a stranger at about what the district asks; the rent is paid."""
    count = len(firms.employer)
    district = rng.integers(100_000, 600_000, count)
    rent = district * rng.integers(70, 125, count) // 100
    return world.add(
        "leases",
        premises=premises,
        landlord_person=residents(world, rng, firms.place),
        tenant=firms.employer,
        tenant_owner=firms.owner,
        from_day=founded,
        to_day=founded + 1825,
        rent_fen=rent,
        district_rent_fen=district,
        rent_paid_fen=rent * 24,
        claimed=rng.random(count) < 0.6,
        place=firms.place,
    )


def _loans(world: World, rng: Chance, firms: Firms, granted: Ints) -> tuple[Frame, Frame]:
    """A loan each, within all limits, for the business; the interest is that of its days, to the fen."""
    count = len(firms.employer)
    begin = granted - rng.integers(0, 200, count)
    begin = np.maximum(begin, firms.register["founded_day"] + 30)
    due = begin + 700
    applied = begin + rng.integers(360, 690, count)
    principal = rng.integers(3, 20, count) * 1_000_000
    rate = rng.integers(345, 460, count)
    loan = world.new("loan", count)
    loans = world.add(
        "loans",
        loan=loan,
        borrower=firms.owner,
        business=firms.employer,
        principal_fen=principal,
        from_day=begin,
        to_day=due,
        repaid_day=np.where(rng.random(count) < 0.4, applied, NONE),
        rate_bp=rate,
        interest_fen=interest(principal, rate, applied - begin),
        receipt=world.new("receipt", count),
        applied_day=applied,
        place=firms.place,
    )
    uses = world.add(
        "loan_uses",
        loan=loan,
        borrower=firms.owner,
        purpose="business",
        amount_fen=principal * 9 // 10,
        day=begin + 5,
        place=firms.place,
    )
    uses.copy(np.arange(count), purpose="relative", amount_fen=principal // 10)
    return loans, uses


def interest(principal: Ints, rate_bp: Ints, days: Ints) -> Ints:
    """Interest in fen, a fraction left off."""
    return np.asarray(principal * rate_bp * days // (10_000 * DAY_COUNT))
