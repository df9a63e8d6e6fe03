"""Registers that say something of a few: deaths, custody, pensions, hospital stays, visits, presences, kin, posts."""

import numpy as np

from benchmarks.fraud.calendar import AS_OF, FIRST, LAST, NONE, WINDOW_BEGIN, Chance, Ints, first_day
from benchmarks.fraud.edits import within
from benchmarks.fraud.honest.firms import birthdays, register, residents
from benchmarks.fraud.honest.staff import Staff
from benchmarks.fraud.law import PLACES
from benchmarks.fraud.world import World

HOUR = 3600


def registers(world: World, rng: Chance, staff: Staff) -> None:
    """All of them."""
    _outsiders(world, rng)
    _hospital(world, rng, staff)
    _visits(world, rng, staff)
    _presences(world, rng, staff)
    _posts(world, rng, staff)
    _kin(world, rng, staff)


def anywhere(rng: Chance, count: int) -> Ints:
    """A place for each of so many."""
    return np.asarray(PLACES[rng.integers(0, len(PLACES), count)])


def _outsiders(world: World, rng: Chance) -> None:
    """The dead, prisoners, pensioners and students who work for nobody."""
    each = world.count(5)
    dead = residents(world, rng, anywhere(rng, each), (1940, 1980))
    world.add("deaths", person=dead, died_day=rng.integers(WINDOW_BEGIN - 700, AS_OF, each), place=anywhere(rng, each))
    prisoners = residents(world, rng, anywhere(rng, each))
    begin = rng.integers(WINDOW_BEGIN - 900, AS_OF - 100, each)
    world.add(
        "custody",
        person=prisoners,
        from_day=begin,
        to_day=np.where(rng.random(each) < 0.5, NONE, begin + 400),
        kind="prison",
        place=anywhere(rng, each),
    )
    old = residents(world, rng, anywhere(rng, each), (1945, 1962))
    world.add("pensions", person=old, from_day=rng.integers(WINDOW_BEGIN - 3000, WINDOW_BEGIN, each), kind="employee")
    young = residents(world, rng, anywhere(rng, each), (2001, 2006))
    world.add("school_roll", person=young, from_day=WINDOW_BEGIN - 120, to_day=WINDOW_BEGIN + 1200, mode="full_time")


def _hospital(world: World, rng: Chance, staff: Staff) -> None:
    """Stays of a week or two of 2 % of the workers with disabilities, who were not present on those days."""
    people = staff.people
    who = np.flatnonzero(people.disabled & people.steady & (rng.random(len(people.person)) < 0.02))
    month, length = rng.integers(FIRST, LAST, len(who)), rng.integers(2, 14, len(who))
    begin = first_day(month) + rng.integers(0, 10, len(who))
    world.add(
        "hospital_stays", person=people.person[who], from_day=begin, to_day=begin + length, place=people.place[who]
    )
    rows, at = within(staff.attendance, people.person[who], month, month)
    absent = np.minimum(length[at] + 1, staff.attendance["due_days"][rows] - 1)
    staff.attendance.put(rows, days=staff.attendance["due_days"][rows] - absent)
    people.free[who] = False


def _visits(world: World, rng: Chance, staff: Staff) -> None:
    """Inspectors found 6 % of the workers with disabilities at work, and came to a quarter of the firms."""
    people = staff.people
    who = np.flatnonzero(people.disabled & people.steady & (rng.random(len(people.person)) < 0.06))
    month = rng.integers(FIRST, LAST + 1, len(who))
    world.add(
        "visits",
        employer=people.employer[who],
        person=people.person[who],
        month=month,
        day=first_day(month) + rng.integers(0, 28, len(who)),
        found=1,
        announced=rng.random(len(who)) < 0.4,
        place=people.place[who],
    )


def _presences(world: World, rng: Chance, staff: Staff) -> None:
    """Clock-ins, morning and evening of ten days, of 2 % of the workers with disabilities: at the firm's door."""
    people = staff.people
    who = np.flatnonzero(people.disabled & people.steady & people.free & (rng.random(len(people.person)) < 0.02))
    month = np.repeat(rng.integers(FIRST, LAST + 1, len(who)), 20)
    day = first_day(month) + np.tile(np.repeat(np.arange(10) * 2, 2), len(who))
    at = np.tile([8 * HOUR + 1800, 17 * HOUR + 1800], 10 * len(who)) + rng.integers(-900, 900, len(day))
    each = np.repeat(who, 20)
    east, north = site(people.employer[each])
    world.add(
        "presences",
        person=people.person[each],
        employer=people.employer[each],
        month=month,
        day=day,
        second=day * 86_400 + at,
        east_m=east + rng.integers(0, 60, len(day)),
        north_m=north + rng.integers(0, 60, len(day)),
        device=people.employer[each],
        place=people.place[each],
    )


def site(employer: Ints) -> tuple[Ints, Ints]:
    """Where a firm stands, in metres: within 40 km of the others."""
    return 500_000 + employer * 7919 % 40_000, 3_400_000 + employer * 104_729 % 40_000


def _posts(world: World, rng: Chance, staff: Staff) -> None:
    """What posts ask for; public-welfare posts held by persons without another job, for less than three years."""
    posts = world.new("post", 40)
    world.add(
        "posts", post=posts, excluded_category=np.arange(40) % 7 + 1, excluded_grade=1, accommodation=np.arange(40) % 2
    )
    count = world.count(10)
    place = anywhere(rng, count)
    holders = residents(world, rng, place)
    begin = rng.integers(WINDOW_BEGIN - 280, AS_OF - 200, count)
    firm = staff.firms
    units = firm.employer[rng.integers(0, len(firm.employer), count)]
    world.add(
        "posts_held",
        person=holders,
        employer=units,
        from_day=begin,
        to_day=np.where(rng.random(count) < 0.3, begin + rng.integers(100, 900, count), NONE),
        ordinal=1 + (rng.random(count) < 0.1),
        extended=0,
        referrals=3,
        unpaid_role=0,
        place=place,
    )


def post_for(world: World, category: Ints, *, accommodation: int) -> Ints:
    """A post that excludes the first grade of each category, with or without an accommodation."""
    posts = world.base("posts")
    kind = posts["excluded_category"] * 2 + posts["accommodation"]
    order = np.argsort(kind, kind="stable")
    return np.asarray(posts["post"][order][np.searchsorted(kind[order], category * 2 + accommodation)])


def _kin(world: World, rng: Chance, staff: Staff) -> None:
    """Relatives of officials, who kept out of it; most work for nobody."""
    count = world.count(2)
    place = anywhere(rng, count)
    world.add(
        "kinship",
        official=world.new("official", count),
        person=residents(world, rng, place),
        degree=rng.integers(1, 5, count),
        recused=1,
        place=place,
    )
    del staff


def minors(world: World, rng: Chance, place: Ints) -> Ints:
    """Children."""
    person = world.new("person", len(place))
    register(world, rng, person, place, birthdays(rng, len(place), 2009, 2012), np.zeros(len(place), dtype=np.int64))
    return person
