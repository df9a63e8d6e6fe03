"""RF06, RF07, RF08: a renewal weeks late, a certificate of the army, a number that changed, a late application."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, NONE, WINDOW_BEGIN, Chance, first_day, month_of
from benchmarks.fraud.edits import rows_of, span
from benchmarks.fraud.honest.certify import certify
from benchmarks.fraud.honest.enterprise import grant
from benchmarks.fraud.honest.firms import residents
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Each differs from the fraud in one fact."""
    _renewed(world, rng)
    _army(world, rng)
    _renumbered(world, rng)
    _applied_late(world, rng)


def _renewed(world: World, rng: Chance) -> None:
    """The old one ran out, the new one came up to 50 days later."""
    people, frame, chosen = world.people, world.staff.certificates, world.pick(rng, world.count(6), anywhere=True)
    rows = rows_of(frame, "person", people.person[chosen])
    begin, _ = span(rng, len(chosen), 3, 6)
    ended = first_day(begin) + rng.integers(0, 28, len(chosen))
    issued = ended + rng.integers(1, 51, len(chosen))
    frame.put(rows, to_day=ended)
    frame.copy(rows, from_day=issued, issued_day=issued, to_day=NONE, certificate=world.new("certificate", len(chosen)))
    world.resembles("RF06", "换证晚了几周", person=people.person[chosen])


def _army(world: World, rng: Chance) -> None:
    """The register of certificates does not know those of the army."""
    people, staff, chosen = world.people, world.staff, world.pick(rng, world.count(4), anywhere=True)
    person = people.person[chosen]
    staff.certificates.drop(staff.certificates.of("person", person))
    staff.persons.put(rows_of(staff.persons, "person", person), category=0)
    staff.identities.put(rows_of(staff.identities, "person", person), certificate=NONE)
    world.resembles("RF06", "残疾军人证,不在残疾人证库", person=person)
    world.resembles("RF07", "残疾军人证,号码规则不同", person=person)


def _renumbered(world: World, rng: Chance) -> None:
    """The resident ID was changed, and the certificate with it: only the old one disagrees."""
    people, frame, chosen = world.people, world.staff.certificates, world.pick(rng, world.count(5), anywhere=True)
    rows = rows_of(frame, "person", people.person[chosen])
    changed = WINDOW_BEGIN - rng.integers(10, 300, len(chosen))
    since = np.minimum(frame["from_day"][rows], changed - 30)
    frame.put(rows, from_day=since, issued_day=since, first_issued_day=since, to_day=changed - 1, number_consistent=0)
    frame.copy(
        rows,
        from_day=changed,
        issued_day=changed,
        to_day=NONE,
        number_consistent=1,
        certificate=world.new("certificate", len(chosen)),
    )
    world.resembles("RF07", "身份证号变更后换证", person=people.person[chosen])


def _applied_late(world: World, rng: Chance) -> None:
    """Disabled for years, certified only after the grant."""
    count = world.count(5)
    place = anywhere(rng, count)
    person = residents(world, rng, place)
    issued = WINDOW_BEGIN + rng.integers(250, 650, count)
    certify(
        world,
        rng,
        person,
        place,
        from_day=issued,
        issued_day=issued,
        first_issued_day=issued,
        onset_day=issued - rng.integers(700, 6000, count),
    )
    month = month_of(issued) - rng.integers(2, 8, count)
    grant(
        world,
        rng,
        person=person,
        programme="living_allowance",
        cost_item="living",
        from_month=month,
        to_month=month,
        amount_fen=60_000,
        paid_day=first_day(month) + 20,
        fund="levy",
        account_kind="personal",
        place=place,
    )
    world.resembles("RF08", "致残在先、办证在后", (FIRST, LAST), person=person)
