"""RF43 to RF49: shops on platforms, family handovers, closures after a year, shared offices, partners, suppliers."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, WINDOW_END, Chance, month_of
from benchmarks.fraud.edits import frame_of, rows_of
from benchmarks.fraud.honest.enterprise import interest, startups
from benchmarks.fraud.honest.firms import register
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Each differs from the fraud in one fact."""
    count = world.count(5)
    _platform(world, rng, count)
    _handover(world, rng, count)
    _closed_later(world, rng, count)
    _offices(world, rng, count)
    _loans(world, rng, count)


def _platform(world: World, rng: Chance, count: int) -> None:
    """No tax and no invoices, for all goes through a platform; others are free of tax and use electricity."""
    made = startups(world, rng, count)
    months = made.months
    at = np.searchsorted(made.firms.employer, months["employer"])
    online = np.flatnonzero(at < count // 2)
    made.register.put(np.arange(count // 2), platform=1)
    months.put(online, tax_fen=0, invoices_fen=0, utility_fen=0, insured_heads=0, income_tax_heads=0)
    exempt = np.flatnonzero(at >= count // 2)
    months.put(exempt, tax_fen=0)
    world.resembles("RF43", "平台店铺", employer=made.firms.employer[: count // 2])
    world.resembles("RF43", "小微免税,有经营", employer=made.firms.employer[count // 2 :])


def _handover(world: World, rng: Chance, count: int) -> None:
    """Son or daughter took the shop over from the household's mother or father."""
    made = startups(world, rng, count)
    since = made.granted - rng.integers(20, 85, count)
    owner = made.firms.owner
    persons = frame_of(world, "persons", "person", owner)
    home = rows_of(persons, "person", owner)
    parent = world.new("person", count)
    register(
        world,
        rng,
        parent,
        made.firms.place,
        persons["birth_day"][home] - rng.integers(8000, 11_000, count),
        1 - persons["sex"][home],
        household=persons["household"][home],
        address=persons["address"][home],
    )
    made.register.put(np.arange(count), legal_rep_from_day=since)
    made.firms.shares.put(np.arange(count), from_day=since)
    made.firms.shares.copy(np.arange(count), holder_person=parent, from_day=made.founded, to_day=since - 1)
    world.resembles("RF44", "家庭成员接手经营", employer=made.firms.employer, person=owner)


def _closed_later(world: World, rng: Chance, count: int) -> None:
    """Closed thirteen months after the grant and later."""
    made = startups(world, rng, count)
    closed = made.granted + rng.integers(395, 620, count)
    done = np.flatnonzero(closed < WINDOW_END)
    made.register.put(done, closed_day=closed[done], status="deregistered")
    loans = made.loans
    applied = np.minimum(loans["applied_day"][done], closed[done] - 10)
    paid = interest(loans["principal_fen"][done], loans["rate_bp"][done], applied - loans["from_day"][done])
    loans.put(done, applied_day=applied, repaid_day=applied, interest_fen=paid)
    at = np.searchsorted(made.firms.employer, made.months["employer"])
    ended = np.full(count, LAST)
    ended[done] = month_of(closed[done])
    made.months.drop(np.flatnonzero(made.months["month"] > ended[at]))
    world.resembles("RF45", "经营一年以上后歇业", (FIRST, LAST), employer=made.firms.employer[done])


def _offices(world: World, rng: Chance, count: int) -> None:
    """Desks of one incubator; a room let anew when the one before was gone; a rent somewhat above the district's."""
    made = startups(world, rng, count)
    leases, third = made.leases, count // 3
    leases.put(np.arange(count), claimed=1)
    shared = np.arange(third)
    office = world.new("premises", third // 6 + 1)[shared // 6]
    address = world.new("address", third // 6 + 1)
    world.add("institutions", address=address, kind="incubator", place=made.firms.place[: len(address)])
    made.register.put(shared, address=address[shared // 6])
    leases.put(shared, premises=office, shared_use=1)
    half = third // 2
    before, after = np.arange(third, third + half), np.arange(third + half, third + 2 * half)
    leases.put(before, to_day=leases["from_day"][before] + 330)
    leases.put(after, premises=made.premises[before], from_day=leases["from_day"][before] + 331)
    leases.put(after, to_day=leases["from_day"][after] + 1095)
    dear = np.arange(third + 2 * half, count)
    rent = leases["district_rent_fen"][dear] * rng.integers(120, 142, len(dear)) // 100
    leases.put(dear, rent_fen=rent, rent_paid_fen=rent * 24)
    firm = made.firms
    world.resembles("RF47", "共享办公、孵化园", employer=firm.employer[shared], person=firm.owner[shared])
    world.resembles("RF47", "前租户退租后再租", employer=firm.employer[after], person=firm.owner[after])
    world.resembles("RF47", "租金略高", employer=firm.employer[dear], person=firm.owner[dear])


def _loans(world: World, rng: Chance, count: int) -> None:
    """A partner borrows; a supplier is a relative; a flat is bought years after, with other money."""
    made = startups(world, rng, count)
    half = count // 2
    partner = np.arange(half)
    person = startups(world, rng, half).firms.owner
    made.loans.put(partner, borrower=person, partner=1)
    made.uses.put(partner, borrower=person)
    made.uses.added.clear()
    rest = np.arange(half, count)
    principal = made.loans["principal_fen"]
    share = rng.integers(15, 44, len(rest))
    made.uses.put(rest, amount_fen=principal[rest] * (100 - share) // 100)
    made.uses.copy(rest, purpose="relative", amount_fen=principal[rest] * share // 100)
    made.uses.copy(rest, purpose="property", amount_fen=principal[rest], day=made.loans["from_day"][rest] + 200)
    world.resembles("RF48", "合伙创业贷款", person=person, loan=made.loans["loan"][partner])
    world.resembles("RF49", "向亲属进货", person=made.firms.owner[rest], loan=made.loans["loan"][rest])
