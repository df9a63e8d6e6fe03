"""Jobs by spell and by month: contracts, wages, insurance, attendance."""

import msgspec
import numpy as np

from benchmarks.fraud.calendar import (
    FIRST,
    LAST,
    MONTHS,
    NONE,
    WINDOW_BEGIN,
    WINDOW_END,
    Chance,
    Ints,
    first_day,
    last_day,
    later,
    month_of,
)
from benchmarks.fraud.frame import Frame, spread
from benchmarks.fraud.law import newest_minimum
from benchmarks.fraud.world import People, World

TERM = 36
"""Months of a contract for a fixed time."""


class Jobs(msgspec.Struct):
    """Spells of work, sorted by person; `who` points into the people."""

    who: Ints
    employer: Ints
    begin_day: Ints
    end_day: Ints
    wage: Ints
    first_begin: Ints
    """The first day of anybody's first job, one for each of the people."""

    def month_range(self) -> tuple[Ints, Ints]:
        """The first and the last month of each job within the population's months, counted from the first."""
        begin = np.clip(month_of(self.begin_day) - FIRST, 0, MONTHS - 1)
        end = np.where(self.end_day == NONE, LAST, month_of(np.maximum(self.end_day, 0))) - FIRST
        return begin, np.minimum(end, MONTHS - 1)

    def months(self) -> tuple[Ints, Ints]:
        """Every month of every job: which job, and the month."""
        begin, end = self.month_range()
        return np.repeat(np.arange(len(self.who)), end - begin + 1), FIRST + spread(begin, end + 1)


def spells(rng: Chance, people: People, *, moves: bool) -> Jobs:
    """One job for everybody from before the first month on; with `moves` 5 % each come later, leave, or change."""
    count = len(people.person)
    who = np.arange(count)
    begin = first_day(FIRST - rng.integers(2, 60, count)) + rng.integers(0, 28, count)
    end, employer = np.full(count, NONE), people.employer.copy()
    if moves:
        lot = rng.random(count)
        come, leave, change = lot < 0.05, (lot >= 0.05) & (lot < 0.10), (lot >= 0.10) & (lot < 0.15)
        inside = first_day(FIRST + rng.integers(2, MONTHS - 2, count)) + rng.integers(0, 28, count)
        begin = np.where(come, inside, begin)
        end = np.where(leave | change, inside, end)
        people.steady &= ~(come | leave | change)
        second = _next_jobs(rng, people, np.flatnonzero(change), inside)
        who, employer = np.concatenate([who, second[0]]), np.concatenate([employer, second[1]])
        begin, end = np.concatenate([begin, second[2]]), np.concatenate([end, np.full(len(second[0]), NONE)])
        order = np.lexsort((begin, who))
        who, employer, begin, end = who[order], employer[order], begin[order], end[order]
    first = np.full(count, np.iinfo(np.int64).max)
    np.minimum.at(first, who, begin)
    place = people.place[who]
    floor = newest_minimum(place)
    share = np.where(people.disabled[who], rng.uniform(1.12, 2.2, len(who)), 1.15 + rng.lognormal(-0.2, 0.6, len(who)))
    return Jobs(who, employer, begin, end, (floor * share).astype(np.int64) // 1000 * 1000 + 1000, first)


def _next_jobs(rng: Chance, people: People, movers: Ints, left: Ints) -> tuple[Ints, Ints, Ints]:
    """The next employer of each mover: another firm of the same place, from the day after."""
    order = np.lexsort((people.employer, people.place))
    found = np.full(len(movers), NONE)
    for place in np.unique(people.place):
        there = order[people.place[order] == place]
        mine = people.place[movers] == place
        found[mine] = people.employer[rng.choice(there, int(mine.sum()))]
    same = found == people.employer[movers]
    return movers[~same], found[~same], left[movers[~same]] + 1


def contracts(world: World, rng: Chance, people: People, job: Jobs) -> Frame:
    """Contracts for three years each, the third without an end; a fifth are open-ended from the start."""
    chain = np.repeat(np.arange(len(job.who)), 3)
    nth = np.tile(np.arange(3), len(job.who))
    always_open = np.repeat(rng.random(len(job.who)) < 0.2, 3)
    from_day = later(job.begin_day[chain], nth * TERM)
    to_day = np.where((nth == 2) | always_open, NONE, later(job.begin_day[chain], (nth + 1) * TERM) - 1)
    over = np.where(job.end_day[chain] == NONE, WINDOW_END, job.end_day[chain])
    kept = (from_day <= over) & ((to_day == NONE) | (to_day >= WINDOW_BEGIN)) & ~(always_open & (nth > 0))
    chain, from_day, to_day = chain[kept], from_day[kept], to_day[kept]
    who = job.who[chain]
    left = job.end_day[chain]
    return world.add(
        "contracts",
        person=people.person[who],
        employer=job.employer[chain],
        contract=world.new("contract", len(chain)),
        kind="labour",
        open_ended=to_day == NONE,
        from_day=from_day,
        to_day=to_day,
        signed_day=from_day - rng.integers(0, 12, len(chain)),
        left_day=np.where((to_day == NONE) | (left <= to_day), left, NONE),
        full_time=1,
        on_site=1,
        in_establishment=0,
        seasonal=0,
        wage_fen=job.wage[chain],
        place=people.place[who],
        worker_fee_fen=0,
    )


def wages(world: World, rng: Chance, people: People, job: Jobs, *, flat: bool) -> Frame:
    """A wage for each month of each job, in proportion in the months of coming and going, paid in the month after."""
    which, month = job.months()
    first, last = first_day(month), last_day(month)
    begin = np.maximum(job.begin_day[which], first)
    end = np.where(job.end_day[which] == NONE, last, np.minimum(job.end_day[which], last))
    due = (end - begin + 1) * 100 // (last - first + 1)
    whole = job.wage[which]
    if not flat:
        whole = whole * rng.integers(1000, 1090, len(which)) // 1000
    who = job.who[which]
    pay_day = 5 + job.employer[which] % 11
    return world.add(
        "wages",
        person=people.person[who],
        employer=job.employer[which],
        month=month,
        paid_fen=whole * due // 100 + (due < 100) * 100,
        due_pct=due,
        paid_day=last + pay_day,
        channel="bank",
        account=people.account[who],
        full_time=1,
        disabled=people.disabled[who],
        place=people.place[who],
    )


def insurance(world: World, rng: Chance, people: People, job: Jobs) -> Frame:
    """All five insurances for each month, by the employer of the 15th; 2 % are posted late."""
    which, month = job.months()
    fifteenth = first_day(month) + 14
    begin, end = job.begin_day[which], job.end_day[which]
    mine = (begin <= fifteenth) & ((end == NONE) | (end >= fifteenth))
    which, month = which[mine], month[mine]
    who = job.who[which]
    late = rng.random(len(which)) < 0.02
    posted = last_day(month) + 4 + rng.integers(0, 12, len(which)) + late * rng.integers(20, 100, len(which))
    return world.add(
        "insurance_months",
        person=people.person[who],
        payer=job.employer[which],
        month=month,
        pension=1,
        medical=1,
        unemployment=1,
        work_injury=1,
        maternity=1,
        base_fen=np.maximum(job.wage[which], 400_000),
        posted_day=posted,
        place=people.place[who],
    )


def attendance(world: World, rng: Chance, people: People, job: Jobs, contract: Frame) -> Frame:
    """Days present of the workers with disabilities; no month of theirs is empty."""
    which, month = job.months()
    mine = people.disabled[job.who[which]]
    which, month = which[mine], month[mine]
    first, last = first_day(month), last_day(month)
    begin = np.maximum(job.begin_day[which], first)
    end = np.where(job.end_day[which] == NONE, last, np.minimum(job.end_day[which], last))
    due = np.maximum((end - begin + 1) * 5 // 7, 1)
    absent = np.where(rng.random(len(which)) < 0.2, rng.integers(0, 6, len(which)), 0)
    who = job.who[which]
    return world.add(
        "attendance_months",
        person=people.person[who],
        employer=job.employer[which],
        month=month,
        days=np.maximum(due - absent, 1),
        due_days=due,
        place=people.place[who],
    )
