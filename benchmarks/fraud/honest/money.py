"""What people do with their wages: shops, cash, rent, family, loans."""

from typing import Final

import numpy as np

from benchmarks.fraud.calendar import Chance, Ints, month_of
from benchmarks.fraud.frame import Frame
from benchmarks.fraud.honest.firms import Firms
from benchmarks.fraud.honest.staff import Staff
from benchmarks.fraud.law import PLACES
from benchmarks.fraud.world import World

DAY: Final = 86_400
SHOPS: Final = 12
"""Shops of a shard: each is paid by very many."""


def spend(world: World, rng: Chance, staff: Staff, shops: Firms) -> None:
    """Shopping after one wage in six, cash after one in ten; some pay rent, a loan, or share with the family."""
    wages = staff.wages
    count = len(wages)
    who = np.searchsorted(staff.people.person, wages["person"])
    lot = rng.random(count)
    shopping = np.flatnonzero(lot < 0.16)
    shop = rng.integers(0, len(shops.employer), len(shopping))
    transfer(
        world,
        rng,
        wages,
        shopping,
        rng.integers(2, 12, len(shopping)),
        rng.integers(0, 25, len(shopping)),
        to_account=shops.account[shop],
        to_employer=shops.employer[shop],
    )
    cash = np.flatnonzero((lot >= 0.16) & (lot < 0.26))
    transfer(
        world,
        rng,
        wages,
        cash,
        rng.integers(3, 28, len(cash)),
        rng.integers(0, 25, len(cash)),
        kind="cash",
        atm=machines(world, rng, wages["place"][cash]),
    )
    _standing(world, rng, staff, who)
    _large(world, rng, staff, shops)


def machines(world: World, rng: Chance, place: Ints) -> Ints:
    """A cash machine of the place; there are so many that three strangers do not meet at one."""
    each = max(40, world.persons // 40)
    return np.asarray(
        (world.shard << 26) + np.searchsorted(np.sort(PLACES), place) * each + rng.integers(0, each, len(place))
    )


def transfer(
    world: World, rng: Chance, wages: Frame, rows: Ints, percent: Ints, days: Ints, **to: Ints | int | str
) -> Frame:
    """Money that leaves the account of a wage so many days after it came: a share of that wage."""
    day = wages["paid_day"][rows] + days
    return world.add(
        "transfers",
        from_account=wages["account"][rows],
        from_person=wages["person"][rows],
        amount_fen=np.maximum(wages["paid_fen"][rows] * percent // 100, 100),
        day=day,
        month=month_of(day),
        second=day * DAY + rng.integers(7 * 3600, 22 * 3600, len(rows)),
        place=wages["place"][rows],
        **{"kind": "transfer", **to},
    )


def _standing(world: World, rng: Chance, staff: Staff, who: Ints) -> None:
    """Every month the same: rent to a landlord (4 %), the family (4 %), a loan (3 %)."""
    people, wages = staff.people, staff.wages
    count = len(people.person)
    lot = rng.random(count)[who]
    to_landlord, relative = world.new("person", count), world.new("person", count)
    landlord_account, family_account = world.new("account", count), world.new("account", count)
    bank, bank_account = world.new("employer", 1)[0], world.new("account", 1)[0]
    share = rng.integers(10, 30, count)[who]
    pay_on = rng.integers(1, 6, count)[who]
    rent = np.flatnonzero(lot < 0.04)
    landlord = who[rent] // 3
    transfer(
        world,
        rng,
        wages,
        rent,
        share[rent],
        pay_on[rent],
        kind="rent",
        to_account=landlord_account[landlord],
        to_person=to_landlord[landlord],
    )
    family = np.flatnonzero((lot >= 0.04) & (lot < 0.08))
    transfer(
        world,
        rng,
        wages,
        family,
        share[family] + 10,
        pay_on[family],
        to_account=family_account[who[family]],
        to_person=relative[who[family]],
    )
    loan = np.flatnonzero((lot >= 0.08) & (lot < 0.11))
    transfer(
        world, rng, wages, loan, share[loan] + 20, pay_on[loan], kind="loan", to_account=bank_account, to_employer=bank
    )


def _large(world: World, rng: Chance, staff: Staff, shops: Firms) -> None:
    """One wage in 2,000 goes to a shop at once, by more than half: a bed, a telephone."""
    wages = staff.wages
    rows = np.flatnonzero(rng.random(len(wages)) < 0.0005)
    shop = rng.integers(0, len(shops.employer), len(rows))
    transfer(
        world,
        rng,
        wages,
        rows,
        rng.integers(50, 95, len(rows)),
        rng.integers(0, 7, len(rows)),
        to_account=shops.account[shop],
        to_employer=shops.employer[shop],
    )
    disabled = wages["disabled"][rows] == 1
    person = wages["person"][rows][disabled]
    month = wages["month"][rows][disabled]
    world.resembles("RF18", "大件购物:工资一次性付给商店", (month, month + 1), person=person)
