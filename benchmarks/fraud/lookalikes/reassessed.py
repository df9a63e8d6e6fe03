"""RF04, RF10, RF50, RF57, AS01: work past sixty by agreement, a real decline, a fen more, paid leave, a busy year."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, NONE, Chance, first_day
from benchmarks.fraud.edits import limit, rows_of, ways
from benchmarks.fraud.honest.certify import certify
from benchmarks.fraud.honest.enterprise import grant_to, startups
from benchmarks.fraud.honest.firms import birthdays, residents
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.honest.training import DAYS, HEADS, classes
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Each differs from the fraud in one fact."""
    _later_retirement(world, rng)
    _declined(world, rng)
    _rounded(world, rng)
    _excused(world, rng)
    _busy_assessors(world, rng)


def _later_retirement(world: World, rng: Chance) -> None:
    """Men of sixty-two who agreed to retire later; women of fifty-two who are cadres and not workers."""
    people, staff, chosen = world.people, world.staff, world.pick(rng, world.count(4), anywhere=True)
    men, women = ways(rng, len(chosen), 2)
    person = people.person[chosen]
    row = rows_of(staff.persons, "person", person)
    birth_day, sex = birthdays(rng, len(chosen), 1961, 1962), np.zeros(len(chosen), dtype=np.int64)
    birth_day[women], sex[women] = birthdays(rng, len(women), 1971, 1973), 1
    staff.persons.put(row, birth_day=birth_day, sex=sex, retirement_category=sex * 2)
    staff.identities.put(rows_of(staff.identities, "person", person), birth_day=birth_day, sex=sex)
    contracts = staff.contracts.of("person", person[men])
    staff.contracts.put(contracts, late_retirement_day=first_day(LAST + 12))
    world.resembles("RF04", "约定弹性延迟退休", person=person[men])
    world.resembles("RF04", "女干部五十五岁退休", person=person[women])


def _declined(world: World, rng: Chance) -> None:
    """The grade became severe long before the first claim, or long after it, each by another assessor."""
    people, staff, chosen = world.people, world.staff, world.pick(rng, world.count(4), anywhere=True)
    person, frame, count = people.person[chosen], staff.certificates, len(chosen)
    before, after = ways(rng, count, 2)
    begin = FIRST + rng.integers(10, 14, count)
    limit((staff.wages, staff.insurance, staff.attendance), staff.contracts, person, begin, np.full(count, LAST))
    raised = first_day(begin) - rng.integers(220, 290, count)
    raised[after] = first_day(begin[after]) + rng.integers(60, 200, len(after))
    rows = rows_of(frame, "person", person)
    frame.put(rows, grade=rng.integers(3, 5, count), to_day=raised - 1)
    frame.copy(
        rows,
        grade=rng.integers(1, 3, count),
        from_day=raised,
        issued_day=raised,
        to_day=NONE,
        certificate=world.new("certificate", count),
    )
    grant_to(world, rng, chosen, begin, paid_day=first_day(begin) + 25)
    world.resembles("RF10", "申领前半年以上已加重", person=person[before])
    world.resembles("RF10", "申领后病情加重", person=person[after])


def _rounded(world: World, rng: Chance) -> None:
    """A fen more than the formula; or repaid before it was due, with interest until that day."""
    made = startups(world, rng, world.count(3))
    loans = made.loans
    odd, early = ways(rng, len(made.granted), 2)
    loans.put(odd, interest_fen=loans["interest_fen"][odd] + 1)
    loans.put(early, repaid_day=loans["applied_day"][early])
    world.resembles("RF50", "利息尾差一分", loan=loans["loan"][odd])
    world.resembles("RF50", "提前还款,按实际天数计息", loan=loans["loan"][early])


def _excused(world: World, rng: Chance) -> None:
    """A day or two of leave that the rule pays for, and says so."""
    made = classes(world, rng, max(8, world.count(4) // 5))
    which = (np.arange(len(made.class_key))[:, None] * HEADS + np.arange(5)).ravel()
    days = rng.integers(1, 3, len(which))
    made.trainees.put(which, attended_days=DAYS - days, paid_days=DAYS, excused_days=days)
    world.resembles("RF57", "准假带补", person=made.person[which])


def _busy_assessors(world: World, rng: Chance) -> None:
    """Thirty certificates in a day at a hospital once a month, all through a year."""
    count = max(4, world.persons // 10_000)
    at = np.repeat(np.arange(count), 12 * 30)
    month = FIRST + np.tile(np.repeat(np.arange(12), 30), count)
    issued = first_day(month) + 14
    place = anywhere(rng, count)[at]
    person, assessor = residents(world, rng, place), world.new("assessor", count)
    certify(
        world,
        rng,
        person,
        place,
        from_day=issued,
        issued_day=issued,
        first_issued_day=issued,
        assessor=assessor[at],
    )
    world.resembles("AS01", "医院每月集中评定", assessor=assessor)
