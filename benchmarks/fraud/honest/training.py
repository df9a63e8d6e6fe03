"""Training: approved bodies, classes with rooms and teachers of their own, trainees who come and pass or not."""

from typing import Final

import msgspec
import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, NONE, WINDOW_BEGIN, Chance, Ints, first_day, month_of
from benchmarks.fraud.frame import Frame
from benchmarks.fraud.honest.certify import certify
from benchmarks.fraud.honest.firms import found_firms, residents
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.world import World

HEADS: Final = 20
DAYS: Final = 10
MINUTES: Final = 360
"""A course of ten days of six hours."""

HOUR: Final = 3600


class Classes(msgspec.Struct):
    """Classes, one entry each, and the rows about them; trainees stand class by class, HEADS each."""

    class_key: Ints
    provider: Ints
    place: Ints
    begin: Ints
    person: Ints
    classes: Frame
    approvals: Frame
    sessions: Frame
    trainees: Frame
    checkins: Frame


def classes(world: World, rng: Chance, count: int, heads: int = HEADS, pass_rate: int = 88) -> Classes:
    """So many classes of unemployed persons on payrolls of nobody, with four classes to a body and a year apart."""
    place = anywhere(rng, count)
    bodies = found_firms(world, rng, place[: max(1, count // 4)], kind="provider", sector=83)
    body = np.arange(count) % len(bodies.employer)
    begin = first_day(FIRST + rng.integers(0, LAST - FIRST - 1, count)) + rng.integers(0, 14, count)
    class_key, occupation = world.new("class", count), 10 + body % 20
    common = {"class_key": class_key, "occupation": occupation, "level": rng.integers(3, 6, count), "from_day": begin}
    row = world.add(
        "training_classes",
        provider=bodies.employer[body],
        to_day=begin + DAYS - 1,
        heads=heads,
        capacity=heads + rng.integers(5, 20, count),
        standard_minutes=DAYS * MINUTES,
        place_of_class=place,
        place=place,
        **common,
    )
    approvals = world.add(
        "provider_approvals",
        provider=bodies.employer[body],
        occupation=occupation,
        from_day=WINDOW_BEGIN - rng.integers(300, 900, count),
        to_day=NONE,
        place=place,
    )
    sessions = _sessions(world, class_key, begin, place)
    each = np.repeat(np.arange(count), heads)
    person = residents(world, rng, place[each], (1970, 2000))
    certify(world, rng, person, place[each])
    trainees = _trainees(world, rng, person, row, each, pass_rate)
    checkins = _checkins(world, rng, person, class_key[each], begin[each], place[each], heads)
    return Classes(class_key, bodies.employer[body], place, begin, person, row, approvals, sessions, trainees, checkins)


def _sessions(world: World, class_key: Ints, begin: Ints, place: Ints) -> Frame:
    count = len(class_key)
    each, nth = np.repeat(np.arange(count), DAYS), np.tile(np.arange(DAYS), count)
    day = begin[each] + nth
    return world.add(
        "class_sessions",
        class_key=class_key[each],
        teacher=world.new("teacher", count)[each],
        room=world.new("room", count)[each],
        month=month_of(day),
        day=day,
        from_minute=510,
        to_minute=510 + MINUTES + 60,
        place=place[each],
    )


def _trainees(world: World, rng: Chance, person: Ints, row: Frame, each: Ints, pass_rate: int) -> Frame:
    count = len(person)
    passed = rng.integers(0, 100, count) < pass_rate
    absent = np.where(rng.random(count) < 0.15, 1, 0)
    assessors = world.new("assessor", max(2, len(row) // 2))
    begin = row["from_day"][each]
    return world.add(
        "trainees",
        person=person,
        class_key=row["class_key"][each],
        occupation=row["occupation"][each],
        level=row["level"][each],
        from_day=begin,
        to_day=begin + DAYS - 1,
        for_unemployed=1,
        attended_minutes=(DAYS - absent) * MINUTES,
        standard_minutes=DAYS * MINUTES,
        attended_days=DAYS - absent,
        paid_days=DAYS - absent,
        fee_fen=120_000,
        passed=passed,
        certified_day=np.where(passed, begin + DAYS + rng.integers(5, 60, count), NONE),
        assessor=assessors[each // 2 % len(assessors)],
        place=row["place"][each],
    )


def _checkins(world: World, rng: Chance, person: Ints, class_key: Ints, begin: Ints, place: Ints, heads: int) -> Frame:
    """One a day, at the room's device, each some half a minute to a minute after the one before."""
    count = len(person)
    who, nth = np.repeat(np.arange(count), DAYS), np.tile(np.arange(DAYS), count)
    queue = np.concatenate([rng.permutation(heads) for _ in range(count // heads * DAYS)]).reshape(-1, DAYS, heads)
    turn = queue.transpose(0, 2, 1).ravel()
    day = begin[who] + nth
    return world.add(
        "checkins",
        person=person[who],
        class_key=class_key[who],
        month=month_of(day),
        day=day,
        second=day * 86_400 + 8 * HOUR + turn * 50 + rng.integers(0, 20, len(who)),
        device=class_key[who],
        assisted=0,
        place=place[who],
    )
