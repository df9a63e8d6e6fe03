"""The staff of firms: persons with a job each (a few with two, one after the other), certificates and accounts."""

import msgspec
import numpy as np

from benchmarks.fraud.calendar import MONTHS, NONE, WINDOW_BEGIN, WINDOW_END, Chance, Ints
from benchmarks.fraud.frame import Frame
from benchmarks.fraud.honest import firms as firm_rows
from benchmarks.fraud.honest import jobs
from benchmarks.fraud.honest.villages import villages
from benchmarks.fraud.world import People, World


class Staff(msgspec.Struct):
    """The people of some firms and all rows that came into being with them."""

    people: People
    firms: firm_rows.Firms
    job: jobs.Jobs
    persons: Frame
    identities: Frame
    accounts: Frame
    certificates: Frame
    contracts: Frame
    wages: Frame
    insurance: Frame
    attendance: Frame
    business: Frame


def employ(
    world: World,
    rng: Chance,
    firms: firm_rows.Firms,
    heads: Ints,
    disabled: Ints,
    *,
    moves: bool = False,
    flat: bool = False,
) -> Staff:
    """So many heads for each firm, `disabled` of them with a certificate; with `moves`, some come, go or change."""
    people = _people(world, rng, firms, heads, disabled)
    job = jobs.spells(rng, people, moves=moves)
    certificate = world.new("certificate", len(people.person))
    category = np.where(
        people.disabled, rng.choice(7, len(people.person), p=[0.1, 0.2, 0.08, 0.45, 0.06, 0.08, 0.03]) + 1, 0
    )
    persons, identities = firm_rows.register(
        world,
        rng,
        people.person,
        people.place,
        people.birth_day,
        people.female,
        category=category,
        address=people.address,
        household=_households(world, people),
        phone=people.phone,
        certificate=np.where(people.disabled, certificate, NONE),
    )
    grade = rng.choice(4, len(people.person), p=[0.1, 0.2, 0.3, 0.4]) + 1
    certificates = _certificates(world, rng, people, job, certificate, category, grade)
    accounts = _accounts(world, rng, people, job)
    contracts = jobs.contracts(world, rng, people, job)
    wages = jobs.wages(world, rng, people, job, flat=flat)
    insurance = jobs.insurance(world, rng, people, job)
    attendance = jobs.attendance(world, rng, people, job, contracts)
    business = _business(world, rng, firms, people, job, grade)
    return Staff(
        people,
        firms,
        job,
        persons,
        identities,
        accounts,
        certificates,
        contracts,
        wages,
        insurance,
        attendance,
        business,
    )


def _people(world: World, rng: Chance, firms: firm_rows.Firms, heads: Ints, disabled: Ints) -> People:
    count = int(heads.sum())
    within = np.arange(count) - np.repeat(np.cumsum(heads) - heads, heads)
    person = world.new("person", count)
    return People(
        person=person,
        employer=np.repeat(firms.employer, heads),
        place=np.repeat(firms.place, heads),
        disabled=within < np.repeat(disabled, heads),
        female=rng.random(count) < 0.45,
        birth_day=firm_rows.birthdays(rng, count, 1977, 2000),
        account=world.new("account", count),
        phone=world.new("phone", count),
        address=world.new("address", count),
        steady=np.ones(count, dtype=np.bool_),
        free=np.ones(count, dtype=np.bool_),
        ordinary=np.ones(count, dtype=np.bool_),
    )


def _households(world: World, people: People) -> Ints:
    """A household of one's own; who shares one is said elsewhere."""
    return world.new("household", len(people.person))


def _certificates(
    world: World, rng: Chance, people: People, job: jobs.Jobs, certificate: Ints, category: Ints, grade: Ints
) -> Frame:
    who = np.flatnonzero(people.disabled)
    count = len(who)
    began = job.first_begin[who]
    first_issued = np.minimum(began, WINDOW_BEGIN) - rng.integers(200, 7000, count)
    renewed = rng.random(count) < 0.06
    people.free[who[renewed]] = False
    issued = np.where(renewed, first_issued + (np.minimum(began, WINDOW_BEGIN) - first_issued) // 2, first_issued)
    assessors = world.new("assessor", max(8, count // 40))
    agents = world.new("agent", max(8, count // 30))
    frame = world.add(
        "certificates",
        person=people.person[who],
        certificate=certificate[who],
        number_consistent=1,
        category=category[who],
        grade=grade[who],
        status="valid",
        from_day=issued,
        to_day=np.where(rng.random(count) < 0.7, NONE, WINDOW_END + rng.integers(200, 3000, count)),
        issued_day=issued,
        first_issued_day=first_issued,
        onset_day=np.where(rng.random(count) < 0.6, first_issued - rng.integers(60, 6000, count), NONE),
        assessor=assessors[rng.integers(0, len(assessors), count)],
        agent=np.where(rng.random(count) < 0.2, agents[rng.integers(0, len(agents), count)], NONE),
        village=villages(rng, people.place[who], world.persons),
        place=people.place[who],
    )
    old = np.flatnonzero(renewed)
    frame.copy(
        old,
        from_day=first_issued[old],
        to_day=issued[old] - 1,
        issued_day=first_issued[old],
        certificate=world.new("certificate", len(old)),
    )
    world.resembles("RF06", "换发过的残疾人证,前一本到期", person=people.person[who[renewed]])
    return frame


def _accounts(world: World, rng: Chance, people: People, job: jobs.Jobs) -> Frame:
    count = len(people.person)
    return world.add(
        "accounts",
        account=people.account,
        person=people.person,
        phone=people.phone,
        opened_day=job.first_begin - rng.integers(5, 4000, count),
        branch=firm_rows.branches(people.place, rng),
        kind="personal",
        name_matches=1,
        place=people.place,
    )


def _business(world: World, rng: Chance, firms: firm_rows.Firms, people: People, job: jobs.Jobs, grade: Ints) -> Frame:
    at = np.argsort(firms.employer)[np.searchsorted(np.sort(firms.employer), job.employer)]
    begin, end = job.month_range()
    who = people.disabled[job.who]
    heads = _by_month(at, begin, end, len(firms.employer))
    disabled = _by_month(at[who], begin[who], end[who], len(firms.employer))
    severe_job = who & (grade[job.who] <= 2)
    severe = _by_month(at[severe_job], begin[severe_job], end[severe_job], len(firms.employer))
    firm_rows.levies(world, rng, firms, heads)
    return firm_rows.traces(world, rng, firms, heads, disabled, severe)


def _by_month(at: Ints, begin: Ints, end: Ints, firms: int) -> Ints:
    """How many were there in each month, by firm."""
    change = np.zeros((firms, MONTHS + 1), dtype=np.int64)
    np.add.at(change, (at, begin), 1)
    np.add.at(change, (at, end + 1), -1)
    return np.asarray(np.cumsum(change, axis=1)[:, :MONTHS])
