"""RF09, RF19, RF35, RF40, SP02: care homes, house-mates, helpers, a campaign of a bank, twins."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, WINDOW_BEGIN, Chance, first_day, month_of
from benchmarks.fraud.edits import rows_of
from benchmarks.fraud.honest.certify import certify
from benchmarks.fraud.honest.firms import found_firms, residents
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Each differs from the fraud in one fact."""
    _care_homes(world, rng)
    _small_villages(world, rng)
    _households(world, rng)
    _helpers(world, rng)
    _campaign(world, rng)
    _twins(world, rng)


def _care_homes(world: World, rng: Chance) -> None:
    """Twelve live in each, work at different firms, and have the home's address and telephone."""
    people, staff, homes = world.people, world.staff, max(2, world.persons // 3000)
    place = anywhere(rng, homes)
    firms = found_firms(world, rng, place, kind="non_enterprise", sector=84)
    world.add("institutions", employer=firms.employer, address=firms.address, kind="care_home", place=place)
    chosen = world.pick(rng, homes * 12, anywhere=True)
    home = np.arange(len(chosen)) % homes
    person = people.person[chosen]
    row = rows_of(staff.persons, "person", person)
    staff.persons.put(row, address=firms.address[home], lives_in=firms.address[home])
    staff.identities.put(
        rows_of(staff.identities, "person", person), address=firms.address[home], phone=firms.phone[home]
    )
    staff.accounts.put(rows_of(staff.accounts, "person", person), phone=firms.phone[home])
    village = place * 1_000_000 + 700_001 + np.arange(homes)
    rows = rows_of(staff.certificates, "person", person)
    staff.certificates.put(rows, village=village[home], grade=rng.integers(1, 3, len(rows)))
    world.resembles("RF19", "托养机构代管手机", person=person, phone=firms.phone[home])
    world.resembles("RF09", "托养机构所在村重残集中", village=village, person=person[:homes])
    world.resembles("SP02", "同住托养机构", person=person)


def _small_villages(world: World, rng: Chance) -> None:
    """Six certificates, five of them severe."""
    count = max(5, world.persons // 1500)
    place = anywhere(rng, count)
    person = residents(world, rng, np.repeat(place, 6))
    village = place * 1_000_000 + 800_001 + np.arange(count)
    grade = np.where(np.arange(6 * count) % 6 == 0, 4, rng.integers(1, 3, 6 * count))
    certify(world, rng, person, np.repeat(place, 6), village=np.repeat(village, 6), grade=grade)
    world.resembles("RF09", "小村人数少", village=village)


def _households(world: World, rng: Chance) -> None:
    """Three of one household at different firms, with one telephone."""
    people, staff, groups = world.people, world.staff, max(4, world.persons // 700)
    chosen = world.pick(rng, groups * 3, anywhere=True)
    group = np.arange(len(chosen)) % groups
    person = people.person[chosen]
    phone, address = world.new("phone", groups)[group], world.new("address", groups)[group]
    household = world.new("household", groups)[group]
    staff.persons.put(rows_of(staff.persons, "person", person), household=household, address=address)
    staff.identities.put(rows_of(staff.identities, "person", person), phone=phone, address=address)
    staff.accounts.put(rows_of(staff.accounts, "person", person), phone=phone)
    world.resembles("RF19", "同户家人共用手机号", person=person, phone=phone)
    world.resembles("SP02", "同户家人", person=person)


def _helpers(world: World, rng: Chance) -> None:
    """Registered helpers file for thirty each within a quarter; village cadres for eight."""
    people, helpers, cadres = world.people, max(2, world.persons // 4000), max(4, world.persons // 1500)
    size = np.concatenate([np.full(helpers, 30), np.full(cadres, 8)])
    disabled = np.flatnonzero(people.disabled & people.free)
    chosen = rng.permutation(disabled)[: int(size.sum())]
    at = np.repeat(np.arange(len(size)), size)[: len(chosen)]
    agent, device = world.new("agent", len(size)), world.new("device", len(size))
    phone = world.new("phone", len(size))
    world.add("institutions", kind="helper", agent=agent[:helpers], place=anywhere(rng, helpers))
    begin = first_day(rng.integers(FIRST, LAST - 3, len(size)))
    day = begin[at] + rng.integers(0, 85, len(chosen))
    world.add(
        "filings",
        filing=world.new("filing", len(chosen)),
        person=people.person[chosen],
        employer=people.employer[chosen],
        month=month_of(day),
        day=day,
        agent=agent[at],
        device=device[at],
        phone=phone[at],
        place=people.place[chosen],
    )
    world.resembles("RF35", "登记助残员代办", agent=agent[:helpers], device=device[:helpers], phone=phone[:helpers])
    world.resembles("RF35", "村干部代办八人", agent=agent[helpers:], device=device[helpers:], phone=phone[helpers:])


def _campaign(world: World, rng: Chance) -> None:
    """A bank opened thirty cards in a day; they are used as cards are."""
    people, staff, campaigns = world.people, world.staff, max(2, world.persons // 4000)
    chosen = world.pick(rng, campaigns * 30, anywhere=True)
    at = np.arange(len(chosen)) % campaigns
    staff.accounts.put(
        rows_of(staff.accounts, "person", people.person[chosen]),
        opened_day=(WINDOW_BEGIN - rng.integers(1900, 2500, campaigns))[at],
        branch=(world.new("branch", campaigns) + 30_000)[at],
    )
    world.resembles("RF40", "社保卡集中开卡", person=people.person[chosen], account=people.account[chosen])


def _twins(world: World, rng: Chance) -> None:
    """Born on one day, one family name, one address, two certificates, two jobs."""
    people, staff, pairs = world.people, world.staff, max(5, world.persons // 400)
    chosen = world.pick(rng, 2 * pairs, anywhere=True)
    one, two = chosen[:pairs], chosen[pairs:]
    for frame, columns in (
        (staff.persons, ("birth_day", "address", "household", "residence")),
        (staff.identities, ("birth_day", "address", "surname", "given_first", "residence", "phone")),
    ):
        like = rows_of(frame, "person", people.person[one])
        rows = rows_of(frame, "person", people.person[two])
        frame.put(rows, **{column: frame[column][like] for column in columns})
    for red_flag in ("FT01", "RF41"):
        world.resembles(red_flag, "双胞胎", person=people.person[one], other_person=people.person[two])
