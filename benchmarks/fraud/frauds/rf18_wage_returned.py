"""RF18, RF18B: most of the wage leaves at once for a hub or the employer's people; or cards are emptied together."""

import numpy as np

from benchmarks.fraud.calendar import Chance, Ints
from benchmarks.fraud.edits import span, ways, within
from benchmarks.fraud.honest.firms import branches, residents
from benchmarks.fraud.honest.money import transfer
from benchmarks.fraud.world import World

TOGETHER = 4
"""Persons who return their wages to one hub, or whose cards are emptied at one machine."""


def put(world: World, rng: Chance) -> None:
    """55 to 95 per cent within six days, for three to twelve months."""
    for_hub, for_owner, for_cash = ways(rng, world.count(2), 3)
    _to_hub(world, rng, max(2, len(for_hub) // TOGETHER))
    _to_owner(world, rng, len(for_owner))
    _by_cash(world, rng, max(2, len(for_cash) // TOGETHER))


def _returned(world: World, rng: Chance, person: Ints, begin: Ints, end: Ints) -> tuple[Ints, Ints, Ints]:
    rows, at = within(world.staff.wages, person, begin, end)
    return rows, at, rng.integers(55, 96, len(person))[at]


def _to_hub(world: World, rng: Chance, hubs: int) -> None:
    """Strangers of several firms send it to the account of one introducer."""
    people, chosen = world.people, world.pick(rng, hubs * TOGETHER)
    hub = np.arange(len(chosen)) % hubs
    place = people.place[chosen[:hubs]]
    keeper, account = residents(world, rng, place), world.new("account", hubs)
    world.add(
        "accounts",
        account=account,
        person=keeper,
        phone=world.new("phone", hubs),
        opened_day=18_000,
        branch=branches(place, rng),
        kind="personal",
        name_matches=1,
        place=place,
    )
    first, last = span(rng, hubs, 4, 12)
    rows, at, share = _returned(world, rng, people.person[chosen], first[hub], last[hub])
    transfer(
        world,
        rng,
        world.staff.wages,
        rows,
        share,
        rng.integers(0, 7, len(rows)),
        to_account=account[hub[at]],
        to_person=keeper[hub[at]],
    )
    world.fraud(
        "RF18",
        (first[hub], last[hub]),
        "工资回流到同一收款人",
        world.incidents(hubs)[hub],
        person=people.person[chosen],
        account=account[hub],
    )


def _to_owner(world: World, rng: Chance, count: int) -> None:
    """It goes to an account of the employer, of its owner, or with its telephone."""
    people, chosen = world.people, world.pick(rng, count)
    begin, end = span(rng, count, 3, 12)
    firms = world.staff.firms
    firm = np.searchsorted(firms.employer, people.employer[chosen])
    rows, at, share = _returned(world, rng, people.person[chosen], begin, end)
    account, keeper = world.new("account", count), residents(world, rng, people.place[chosen])
    by_phone, by_owner, by_firm = ways(rng, count, 3)
    keeper[by_owner] = firms.owner[firm[by_owner]]
    phone = world.new("phone", count)
    phone[by_phone] = firms.phone[firm[by_phone]]
    account[by_firm] = firms.account[firm[by_firm]]
    private = np.concatenate([by_phone, by_owner])
    world.add(
        "accounts",
        account=account[private],
        person=keeper[private],
        phone=phone[private],
        opened_day=18_000,
        branch=branches(people.place[chosen[private]], rng),
        kind="personal",
        name_matches=1,
        place=people.place[chosen[private]],
    )
    is_firm = np.isin(np.arange(count), by_firm)
    transfer(
        world,
        rng,
        world.staff.wages,
        rows,
        share,
        rng.integers(0, 7, len(rows)),
        to_account=account[at],
        to_person=np.where(is_firm, -1, keeper)[at],
        to_employer=np.where(is_firm, firms.employer[firm], -1)[at],
    )
    world.fraud(
        "RF18",
        (begin, end),
        "工资回流到单位或其负责人",
        person=people.person[chosen],
        employer=people.employer[chosen],
        account=account,
    )


def _by_cash(world: World, rng: Chance, groups: int) -> None:
    """Somebody empties the cards of several people at one machine, a minute or two each, once all have been paid."""
    people, chosen = world.people, world.pick(rng, groups * TOGETHER)
    group = np.arange(len(chosen)) // TOGETHER
    begin, end = span(rng, groups, 3, 12)
    rows, at, share = _returned(world, rng, people.person[chosen], begin[group], end[group])
    wages = world.staff.wages
    month = wages["month"][rows]
    machine = world.new("atm", groups)
    day = wages["paid_day"][rows]
    meet = rng.integers(0, 2, groups)
    same_day = day.copy()
    for nth in range(groups):
        for one in np.unique(month[group[at] == nth]):
            those = (group[at] == nth) & (month == one)
            same_day[those] = day[those].max() + meet[nth]
    base = transfer(world, rng, wages, rows, share, same_day - day, kind="cash", atm=machine[group[at]])
    base.put(
        np.arange(len(rows)), second=same_day * 86_400 + 10 * 3600 + (at % TOGETHER) * rng.integers(40, 150, len(rows))
    )
    world.fraud(
        "RF18B",
        (begin[group], end[group]),
        "多卡在同一取款机连续取现",
        world.incidents(groups)[group],
        person=people.person[chosen],
    )
