"""Cases of the book: applied for, accepted, reviewed, approved and paid, each step by another official."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, WINDOW_BEGIN, Chance, Ints, month_of
from benchmarks.fraud.frame import spread
from benchmarks.fraud.honest.firms import residents
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.honest.staff import Staff
from benchmarks.fraud.world import World

HOUR: Final = 3600

STEPS: Final = {"acceptance": 2, "first_review": 4, "site_check": 9, "approval": 14, "payment": 25}
"""The steps of a case, and on which day after the application each is taken, or on one of the three days after it."""

PER_OFFICIAL: Final = 25
"""Cases that each official handles, in two years."""


def cases(
    world: World,
    rng: Chance,
    applied: Ints,
    *,
    programme: str,
    amount: Ints,
    by: Mapping[str, Ints],
    **party: Ints,
) -> Ints:
    """A case for each day of application; `by` names officials of steps, `party` the person or the employer."""
    count = len(applied)
    case = world.new("case", count)
    month = month_of(applied)
    world.book(
        "book_cases",
        case_key=case,
        programme=programme,
        place=anywhere(rng, count),
        status="settled",
        applied_day=applied,
        decided_day=applied + STEPS["approval"],
        amount_fen=amount,
        from_month=month - 1,
        to_month=month,
        unit_programme=np.full(count, int("employer" in party)),
        **party,
    )
    for step, later in STEPS.items():
        pool = world.new("official", count // PER_OFFICIAL + 2)
        official = pool[rng.integers(0, len(pool), count)]
        day = applied + later + rng.integers(0, 4, count)
        world.book(
            "book_steps",
            case_key=case,
            step=step,
            official=by.get(step, official),
            day=day,
            second=day * 86_400 + rng.integers(9 * HOUR, 17 * HOUR, count),
            **party,
        )
    return case


def some_days(rng: Chance, count: int) -> Ints:
    """Days of application somewhere in the two years."""
    return WINDOW_BEGIN + rng.integers(20, 650, count)


def people_and_firms(world: World, rng: Chance, staff: Staff) -> None:
    """One case in twenty persons, three in ten firms; half of the disabled staff is counted, each by its own firm."""
    count = max(40, world.persons // 20)
    person = residents(world, rng, anywhere(rng, count))
    cases(
        world,
        rng,
        some_days(rng, count),
        programme="social_insurance_subsidy",
        by={},
        amount=rng.integers(50, 900, count) * 1000,
        person=person,
    )
    employer = staff.firms.employer[rng.random(len(staff.firms.employer)) < 0.3]
    cases(
        world,
        rng,
        some_days(rng, len(employer)),
        programme="over_quota_reward",
        by={},
        amount=rng.integers(5, 38, len(employer)) * 100_000,
        employer=employer,
    )
    people = staff.people
    counted = np.flatnonzero(people.disabled & people.steady & (rng.random(len(people.person)) < 0.5))
    count_months(world, people.person[counted], people.employer[counted], FIRST, LAST)


def count_months(world: World, person: Ints, employer: Ints, begin: Ints | int, end: Ints | int) -> None:
    """Persons who are counted for an employer in each month; one placement of each is the holder of its claims."""
    first, last = (np.broadcast_to(np.asarray(month), person.shape) for month in (begin, end))
    at, holder = np.repeat(np.arange(len(person)), last - first + 1), world.new("holder", len(person))
    world.book(
        "book_counts",
        person=person[at],
        employer=employer[at],
        month=spread(first, last + 1),
        holder=holder[at],
    )
