"""RF51 to RF58: in-post training, helped check-ins, dropouts, one class after another, the next level, late jobs."""

import numpy as np

from benchmarks.fraud.calendar import AS_OF, FIRST, LAST, NONE, WINDOW_BEGIN, Chance, last_day, month_of
from benchmarks.fraud.honest.firms import residents
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.honest.training import DAYS, HEADS, classes
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Each differs from the fraud in one fact."""
    count = max(4, world.persons // 1500)
    _in_post(world, rng, count)
    _helped(world, rng, count)
    _one_after_another(world, rng, count)
    _next_level(world, rng, count)
    _real_jobs(world, rng, count)
    _renewed(world, rng, count)
    _posts(world, rng)


def _in_post(world: World, rng: Chance, count: int) -> None:
    """Who has a job is trained for it; others worked until the month before."""
    made = classes(world, rng, count)
    people, chosen = world.people, world.pick(rng, count * 5, anywhere=True)
    which = (np.arange(count)[:, None] * HEADS + np.arange(5)).ravel()
    made.trainees.put(np.arange(len(made.trainees)), for_unemployed=0)
    made.trainees.put(which, person=people.person[chosen])
    made.checkins.drop(np.arange(len(made.checkins)))
    world.resembles("RF51", "在岗培训", person=people.person[chosen])


def _helped(world: World, rng: Chance, count: int) -> None:
    """A teacher checks blind trainees in, and says so; others leave after some days, and nothing is paid for them."""
    made = classes(world, rng, count)
    checkins, trainees = made.checkins, made.trainees
    rows = np.arange(len(checkins))
    checkins.put(rows, assisted=1, second=checkins["day"] * 86_400 + 8 * 3600 + rows // DAYS % HEADS * 4)
    left = np.flatnonzero(rng.random(len(trainees)) < 0.2)
    days = rng.integers(2, 7, len(left))
    trainees.put(
        left, attended_days=days, paid_days=0, attended_minutes=days * 360, fee_fen=0, passed=0, certified_day=NONE
    )
    month = month_of(made.begin)
    world.resembles("RF52", "教师协助签到,有记录", (month, month), **{"class": made.class_key})
    world.resembles("RF52", "中途退出,未领补贴", person=made.person[left])


def _one_after_another(world: World, rng: Chance, count: int) -> None:
    """One teacher and one room in the morning and in the afternoon; all twenty of a class pass."""
    made = classes(world, rng, 2 * count, pass_rate=100)
    sessions = made.sessions
    first = np.arange(count * DAYS)
    second = first + count * DAYS
    sessions.put(
        second,
        day=sessions["day"][first],
        month=sessions["month"][first],
        teacher=sessions["teacher"][first],
        room=sessions["room"][first],
        from_minute=780,
        to_minute=1020,
    )
    sessions.put(first, from_minute=510, to_minute=750)
    made.classes.put(np.arange(2 * count), provider=world.new("employer", 2 * count))
    made.approvals.put(np.arange(2 * count), provider=made.classes["provider"])
    day = sessions["day"][::DAYS].copy()
    made.classes.put(np.arange(2 * count), from_day=day, to_day=day + DAYS - 1)
    world.resembles("RF53", "上下午两班", (FIRST, LAST), **{"class": made.class_key})


def _next_level(world: World, rng: Chance, count: int) -> None:
    """The next level of the same occupation, half a year later."""
    first, again = classes(world, rng, count), classes(world, rng, count)
    trainees = again.trainees
    later = np.repeat(first.begin + 180, HEADS)
    trainees.put(
        np.arange(len(trainees)),
        person=first.person,
        occupation=first.trainees["occupation"],
        level=first.trainees["level"] - 1,
        from_day=later,
        to_day=later + DAYS - 1,
        certified_day=NONE,
        passed=0,
    )
    begin = later[::HEADS]
    again.classes.put(
        np.arange(count),
        from_day=begin,
        to_day=begin + DAYS - 1,
        occupation=first.classes["occupation"],
        level=first.classes["level"] - 1,
    )
    again.approvals.put(np.arange(count), occupation=first.classes["occupation"])
    for frame in (again.sessions, again.checkins):
        frame.drop(np.arange(len(frame)))
    world.resembles("RF54", "晋级培训", person=first.person)


def _real_jobs(world: World, rng: Chance, count: int) -> None:
    """The job begins one to five months after the course, and lasts."""
    made = classes(world, rng, count)
    early = np.flatnonzero(month_of(made.begin) < FIRST + 12)
    which = (early[:, None] * HEADS + np.arange(10)).ravel()
    employers = world.staff.firms.employer
    employer = employers[rng.integers(0, len(employers), len(which))]
    made.trainees.put(which, claimed_employer=employer)
    begin = month_of(made.begin)[which // HEADS] + rng.integers(1, 6, len(which))
    for later in range(6):
        month = begin + later
        person, place = made.person[which], made.place[which // HEADS]
        world.add(
            "insurance_months",
            person=person,
            payer=employer,
            month=month,
            pension=1,
            medical=1,
            unemployment=1,
            work_injury=1,
            maternity=1,
            base_fen=400_000,
            posted_day=last_day(month) + 9,
            place=place,
        )
    world.resembles("RF55", "培训后数月就业", person=made.person[which])
    world.resembles("RF51", "培训后才就业", person=made.person[which])


def _renewed(world: World, rng: Chance, count: int) -> None:
    """The approval was renewed on the day after the old one ended."""
    made = classes(world, rng, count)
    changed = made.begin + rng.integers(-300, 300, count)
    made.approvals.put(np.arange(count), to_day=changed - 1)
    made.approvals.copy(np.arange(count), from_day=changed, to_day=NONE)
    world.resembles("RF56", "资质到期续批", (FIRST, LAST), **{"class": made.class_key}, employer=made.provider)


def _posts(world: World, rng: Chance) -> None:
    """A post that may be extended runs for four years; village roles without pay stand beside a job."""
    count = world.count(4)
    place = anywhere(rng, count)
    person, half = residents(world, rng, place, (1964, 1970)), count // 2
    person[half:] = world.people.person[world.pick(rng, count - half, anywhere=True)]
    begin = WINDOW_BEGIN + rng.integers(0, 200, count)
    begin[:half] = AS_OF - rng.integers(1150, 1500, half)
    firms = world.staff.firms
    world.add(
        "posts_held",
        person=person,
        employer=firms.employer[rng.integers(0, len(firms.employer), count)],
        from_day=begin,
        to_day=NONE,
        ordinal=1,
        extended=np.arange(count) < half,
        referrals=3,
        unpaid_role=np.arange(count) >= half,
        place=place,
    )
    world.resembles("RF58", "距退休不足五年延长", person=person[:half])
    world.resembles("RF58", "村级无酬职务", person=person[half:])
