"""RF25, RF26, RF28: welfare firms, few but severe, firms of thirty, a steady quota, an accessible post."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance, Ints
from benchmarks.fraud.edits import rows_of
from benchmarks.fraud.honest.firms import found_firms, register_only
from benchmarks.fraud.honest.registers import anywhere, post_for
from benchmarks.fraud.honest.staff import employ
from benchmarks.fraud.law import quota_of
from benchmarks.fraud.world import World

MONTHS = LAST - FIRST + 1


def put(world: World, rng: Chance) -> None:
    """Each differs from the fraud in one fact."""
    _welfare(world, rng)
    _few(world, rng)
    _steady(world, rng)
    _thirty(world, rng)
    _posts(world, rng)


def _welfare(world: World, rng: Chance) -> None:
    """Two thirds and more of the staff are disabled, and the firm is registered for that."""
    count = max(10, world.persons // 1000)
    heads = rng.integers(16, 30, count)
    firms = found_firms(world, rng, anywhere(rng, count))
    employ(world, rng, firms, heads, heads * rng.integers(66, 90, count) // 100)
    for kind, which in (("welfare_enterprise", np.arange(count // 2)), ("massage", np.arange(count // 2, count))):
        world.add("institutions", employer=firms.employer[which], kind=kind, place=firms.place[which])
    world.resembles("RF25", "登记的福利企业或盲人按摩", employer=firms.employer)


def _few(world: World, rng: Chance) -> None:
    """Three or four disabled workers, all of them severe: a small quota is soon met so."""
    count = max(10, world.persons // 1000)
    firms = found_firms(world, rng, anywhere(rng, count))
    staff = employ(world, rng, firms, rng.integers(16, 40, count), rng.integers(3, 5, count))
    person = staff.people.person[staff.people.disabled]
    staff.certificates.put(rows_of(staff.certificates, "person", person), grade=rng.integers(1, 3, len(person)))
    frame = staff.business
    frame.put(np.arange(len(frame)), severe_heads=frame["disabled_heads"].copy())
    world.resembles("RF25", "残疾职工三四名,均为重度", employer=firms.employer)


def _steady(world: World, rng: Chance) -> None:
    """A staff that hardly moves, and just the quota all the time; or one that moves, and the quota for most months."""
    count = max(6, world.persons // 3000)
    firms = found_firms(world, rng, anywhere(rng, 2 * count))
    base = np.repeat(rng.integers(700, 1500, 2 * count)[:, None], MONTHS, axis=1)
    heads = np.where(np.arange(2 * count)[:, None] < count, base, base * rng.integers(85, 116, base.shape) // 100)
    register_only(world, rng, firms, heads, np.repeat(quota_of(base[:, :1]), MONTHS, axis=1))
    world.resembles("RF26", "人数稳定,恰好达标", employer=firms.employer[:count])
    world.resembles("RF26", "人数变动,残疾职工不变", employer=firms.employer[count:])


def _thirty(world: World, rng: Chance) -> None:
    """Twenty-eight to thirty and nobody beside them; or beside a firm of the same group, which both disclose."""
    count = max(10, world.persons // 1500)
    alone, one, other = (found_firms(world, rng, anywhere(rng, count)) for _ in range(3))
    every = np.arange(count)
    other.register.put(every, legal_rep=one.owner, group_disclosed=1)
    one.register.put(every, group_disclosed=1)
    for firms in (alone, one, other):
        heads = rng.integers(28, 31, (count, MONTHS))
        register_only(world, rng, firms, heads, np.zeros_like(heads))
    world.resembles("RF26", "小单位不满三十人", employer=alone.employer)
    world.resembles("RF26", "已披露集团的小单位", employer=one.employer, other_employer=other.employer)


def _posts(world: World, rng: Chance) -> None:
    """The same post made accessible; a post that excludes another category; a light grade."""
    people, staff, chosen = world.people, world.staff, world.pick(rng, world.count(6), anywhere=True)
    person, third = people.person[chosen], len(chosen) // 3
    rows = rows_of(staff.certificates, "person", person)
    grade = np.where(np.arange(len(chosen)) < 2 * third, 1, rng.integers(2, 5, len(chosen)))
    staff.certificates.put(rows, grade=grade)
    category: Ints = staff.certificates["category"][rows]
    accessible, other = post_for(world, category, accommodation=1), post_for(world, category % 7 + 1, accommodation=0)
    barred, nth = post_for(world, category, accommodation=0), np.arange(len(chosen))
    post = np.where(nth < third, accessible, np.where(nth < 2 * third, other, barred))
    contracts = staff.contracts
    mine = contracts.of("person", person)
    contracts.put(mine, post=post[np.searchsorted(person, contracts["person"][mine])])
    world.resembles("RF28", "岗位有合理便利", person=person[:third])
    world.resembles("RF28", "岗位限制的是其他类别", person=person[third : 2 * third])
    world.resembles("RF28", "岗位只限制一级", person=person[2 * third :])
