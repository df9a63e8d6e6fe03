"""Firms of several sizes with owners, shares, traces of business, and levies."""

from typing import Final

import msgspec
import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, MONTHS, NONE, WINDOW_BEGIN, Chance, Ints
from benchmarks.fraud.frame import Frame, Values
from benchmarks.fraud.law import PLACES
from benchmarks.fraud.world import World

YEAR_MONTHS: Final = 12
SECTORS: Final = np.array([13, 17, 26, 34, 51, 52, 61, 72, 78, 81])


class Firms(msgspec.Struct):
    """Firms, one entry each in parallel arrays, and their rows in the register."""

    employer: Ints
    place: Ints
    owner: Ints
    phone: Ints
    address: Ints
    account: Ints
    register: Frame
    shares: Frame


def residents(world: World, rng: Chance, place: Ints, born: tuple[int, int] = (1965, 1995)) -> Ints:
    """Persons who are on no payroll: owners, landlords, relatives, trainees. `born` are the first and last year."""
    count = len(place)
    person = world.new("person", count)
    birth_day = birthdays(rng, count, *born)
    female = rng.random(count) < 0.45
    register(world, rng, person, place, birth_day, female)
    return person


def birthdays(rng: Chance, count: int, first: int, last: int) -> Ints:
    """Days of birth from the first to the last year, both included."""
    begin, end = (int(np.datetime64(f"{year}-01-01", "D").astype(np.int64)) for year in (first, last + 1))
    return rng.integers(begin, end, count)


def register(
    world: World, rng: Chance, person: Ints, place: Ints, birth_day: Ints, female: Ints | np.ndarray, **more: Values
) -> tuple[Frame, Frame]:
    """Persons in the register of persons and among the identities: a household, a phone, an address each."""
    count = len(person)
    given = {kind: more.get(kind, world.new(kind, count)) for kind in ("address", "household", "phone")}
    women = np.asarray(female, dtype=np.int64)
    retirement = np.where(women == 1, np.where(rng.random(count) < 0.3, 2, 1), 0)
    persons = world.add(
        "persons",
        person=person,
        sex=women,
        birth_day=birth_day,
        residence=place,
        address=given["address"],
        household=given["household"],
        hukou_local=1,
        category=more.get("category", 0),
        retirement_category=retirement,
        place=place,
    )
    identities = world.add(
        "identities",
        person=person,
        surname=rng.zipf(1.6, count) % 200,
        given_first=200 + rng.integers(0, 900, count),
        given_second=np.where(rng.random(count) < 0.85, 200 + rng.integers(0, 900, count), NONE),
        sex=women,
        birth_day=birth_day,
        residence=place,
        phone=given["phone"],
        address=given["address"],
        certificate=more.get("certificate", NONE),
        place=place,
    )
    return persons, identities


def found_firms(
    world: World,
    rng: Chance,
    place: Ints,
    kind: str = "company",
    sector: Ints | int | None = None,
    **register_as: Values,
) -> Firms:
    """Firms with an owner, a phone, an address and an account of their own."""
    count = len(place)
    employer, owner = world.new("employer", count), residents(world, rng, place)
    phone, address, account = (world.new(one, count) for one in ("phone", "address", "account"))
    founded = WINDOW_BEGIN - rng.integers(400, 8000, count)
    agents = world.new("agent", count // 3 + 1)
    given: dict[str, Values] = {
        "legal_rep": owner,
        "legal_rep_from_day": founded,
        "founded_day": founded,
        "status": "open",
        "kind": kind,
        "sector": SECTORS[rng.integers(0, len(SECTORS), count)] if sector is None else sector,
        "phone": phone,
        "address": address,
        "bookkeeper": np.where(rng.random(count) < 0.4, agents[np.arange(count) // 3], NONE),
        "registrar_agent": NONE,
    }
    rows = world.add("businesses", employer=employer, place=place, **{**given, **register_as})
    shares = world.add(
        "shareholdings",
        employer=employer,
        holder_person=owner,
        share_pct=rng.integers(60, 101, count),
        from_day=founded,
        to_day=NONE,
        place=place,
    )
    world.add(
        "accounts",
        account=account,
        employer=employer,
        phone=phone,
        opened_day=founded + 20,
        branch=branches(place, rng),
        kind="corporate",
        name_matches=1,
        place=place,
    )
    return Firms(employer, place, owner, phone, address, account, rows, shares)


def branches(place: Ints, rng: Chance, each: int = 40) -> Ints:
    """A branch of a bank in each place."""
    return np.asarray(
        np.searchsorted(PLACES, place, sorter=np.argsort(PLACES)) * each + rng.integers(0, each, len(place))
    )


def traces(world: World, rng: Chance, firms: Firms, heads: Ints, disabled: Ints, severe: Ints) -> Frame:
    """What business leaves behind each month; `heads` and the others have a row per firm and a column per month."""
    count = len(firms.employer)
    shape = (count, MONTHS)
    turnover = (heads.mean(axis=1) * rng.integers(800_000, 3_000_000, count)).astype(np.int64) + 500_000
    invoices = (turnover[:, None] * rng.uniform(0.6, 1.4, shape)).astype(np.int64)
    return world.add(
        "business_months",
        employer=np.repeat(firms.employer, MONTHS),
        place=np.repeat(firms.place, MONTHS),
        month=np.tile(np.arange(FIRST, LAST + 1), count),
        invoices_fen=invoices.ravel(),
        tax_fen=(invoices * 3 // 100).ravel(),
        utility_fen=(20_000 + turnover[:, None] // 80 + 0 * invoices).ravel(),
        insured_heads=heads.ravel(),
        income_tax_heads=heads.ravel(),
        declared_heads=heads.ravel(),
        disabled_heads=disabled.ravel(),
        severe_heads=severe.ravel(),
        certified=1,
    )


def register_only(world: World, rng: Chance, firms: Firms, heads: Ints, disabled: Ints) -> None:
    """Firms of which only the registers are made, by month, and no staff: every third disabled worker counts twice."""
    severe = disabled // 3
    traces(world, rng, firms, heads, disabled - severe, severe)
    levies(world, rng, firms, heads)


def levies(world: World, rng: Chance, firms: Firms, heads: Ints) -> Frame:
    """The levy of both years: small firms are free of it, others paid what was due before the deadline."""
    years = np.array([FIRST // YEAR_MONTHS, LAST // YEAR_MONTHS])
    mean = np.stack([heads[:, :YEAR_MONTHS].mean(axis=1), heads[:, YEAR_MONTHS:].mean(axis=1)], axis=1)
    exempt = (mean <= 30).astype(np.int64)
    due = np.where(rng.random(mean.shape) < 0.6, 0, (mean * rng.integers(20_000, 200_000, mean.shape)).astype(np.int64))
    due = np.where(exempt == 1, 0, due)
    deadline = WINDOW_BEGIN + 333 + 365 * (years - years[0])
    return world.add(
        "levies",
        employer=np.repeat(firms.employer, 2),
        year=np.tile(years, len(heads)),
        due_fen=due.ravel(),
        paid_fen=due.ravel(),
        deadline_day=np.tile(deadline, len(heads)),
        exempt=exempt.ravel(),
        place=np.repeat(firms.place, 2),
    )
