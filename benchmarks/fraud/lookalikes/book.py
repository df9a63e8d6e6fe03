"""RF11, RF22, RF61, RF62, SP03: who stepped aside, a change of jobs, a sum that agrees, two steps that go together."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, NONE, WINDOW_BEGIN, Chance, month_of
from benchmarks.fraud.edits import ways
from benchmarks.fraud.frauds.sp03_split import LIMIT
from benchmarks.fraud.honest.cases import HOUR, cases, count_months, some_days
from benchmarks.fraud.honest.firms import residents
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.world import World
from ledger.evidence.dataset import OPEN_DAY


def put(world: World, rng: Chance) -> None:
    """Each differs from the fraud in one fact."""
    _kin(world, rng)
    _movers(world, rng)
    _recomputed(world, rng)
    _two_steps(world, rng)
    _busy(world, rng)
    _near_the_limit(world, rng)


def _kin(world: World, rng: Chance) -> None:
    """A colleague handled the relative's case; the official stepped aside, says the record; a cousin's cousin."""
    count = max(30, world.persons // 300)
    person, official = residents(world, rng, anywhere(rng, count)), world.new("official", count)
    colleague, aside, far = ways(rng, count, 3)
    handled = official.copy()
    handled[colleague] = world.new("official", len(colleague))
    degree, recused = rng.integers(1, 4, count), np.zeros(count, dtype=np.int64)
    recused[aside], degree[far] = 1, rng.integers(4, 7, len(far))
    amount = rng.integers(5, 38, count) * 100_000
    case = cases(
        world,
        rng,
        some_days(rng, count),
        programme="startup_grant",
        amount=amount,
        by={"first_review": handled},
        person=person,
    )
    world.add("kinship", official=official, person=person, degree=degree, recused=recused, place=anywhere(rng, count))
    world.resembles("RF11", "亲属案件由同事办理", case=case[colleague])
    world.resembles("RF11", "已回避", case=case[aside])
    world.resembles("RF11", "四亲等以外", case=case[far])


def _movers(world: World, rng: Chance) -> None:
    """Both firms count the month in which somebody went from one to the other; the placements say when."""
    people, job = world.people, world.staff.job
    second = np.flatnonzero((job.who[1:] == job.who[:-1]) & (job.end_day[:-1] != NONE)) + 1
    second = second[people.disabled[job.who[second]]]
    person, old, new = people.person[job.who[second]], job.employer[second - 1], job.employer[second]
    left, came = job.end_day[second - 1], job.begin_day[second]
    for employer, begin, end in ((old, job.begin_day[second - 1], left), (new, came, np.full(len(came), NONE))):
        last = np.where(end == NONE, LAST, month_of(np.maximum(end, 0)))
        count_months(world, person, employer, np.maximum(month_of(begin), FIRST), last)
        world.book(
            "book_placements",
            placement_key=world.new("placement", len(person)),
            person=person,
            employer=employer,
            from_day=begin,
            to_day=np.where(end == NONE, OPEN_DAY, end),
        )
    moved = month_of(left) == month_of(came)
    world.resembles("RF22", "月中换工作,两家各计一月", person=person[moved])


def _recomputed(world: World, rng: Chance) -> None:
    """Calculated anew, and the same."""
    count = max(20, world.persons // 400)
    applied, person = some_days(rng, count), residents(world, rng, anywhere(rng, count))
    amount, month = rng.integers(50, 900, count) * 1000, month_of(applied)
    case = cases(world, rng, applied, programme="social_insurance_subsidy", by={}, amount=amount, person=person)
    world.book(
        "book_recomputed",
        case_key=case,
        person=person,
        paid_fen=amount,
        due_fen=amount - rng.integers(0, 2, count),
        from_month=month,
        to_month=month,
    )
    world.resembles("RF61", "复算一致,差一分以内", case=case)


def _two_steps(world: World, rng: Chance) -> None:
    """One hand accepts and visits the site: these two need no other hand."""
    count = max(20, world.persons // 400)
    official, person = world.new("official", count), residents(world, rng, anywhere(rng, count))
    case = cases(
        world,
        rng,
        some_days(rng, count),
        programme="living_allowance",
        amount=rng.integers(50, 900, count) * 1000,
        by=dict.fromkeys(("acceptance", "site_check"), official),
        person=person,
    )
    world.resembles("RF62", "受理与实地核查同一人", case=case)


def _busy(world: World, rng: Chance) -> None:
    """Forty to fifty-eight approvals in an hour, or more than a hundred in a day of seven."""
    count = max(6, world.persons // 3000)
    official, size = world.new("official", count), rng.integers(40, 59, count)
    for hours, since in ((1, 60), (7, 400)):
        at = np.repeat(np.arange(count), size * (1 if hours == 1 else 2))
        day = (WINDOW_BEGIN + since + rng.integers(0, 300, count))[at]
        world.book(
            "book_steps",
            case_key=world.new("case", len(at)),
            person=residents(world, rng, anywhere(rng, len(at))),
            step="approval",
            official=official[at],
            day=day,
            second=day * 86_400 + 9 * HOUR + rng.integers(0, hours * HOUR, len(at)),
        )
    world.resembles("RF62", "业务集中,每小时四五十件", official=official)


def _near_the_limit(world: World, rng: Chance) -> None:
    """Two near the limit within a month; three, but half a year apart; four small ones."""
    count = max(9, world.persons // 1200)
    for label, pieces, apart, share in (
        ("两件接近限额", 2, 10, 92),
        ("三件接近限额,相隔半年", 3, 180, 92),
        ("四件小额", 4, 5, 40),
    ):
        person = residents(world, rng, anywhere(rng, count))
        first = WINDOW_BEGIN + rng.integers(20, 250, count)
        for nth in range(pieces):
            amount = LIMIT * (share + rng.integers(0, 8, count)) // 100
            applied = first + nth * apart
            cases(world, rng, applied, programme="premises_facility_subsidy", by={}, amount=amount, person=person)
        world.resembles("SP03", label, person=person)
