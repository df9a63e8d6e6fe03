"""RF15, RF16, RF17, RF18: a raise that came late, sick leave, a wage in two parts, cash that a bank saw, rent."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, NONE, WINDOW_BEGIN, Chance, month_of
from benchmarks.fraud.edits import rows_of, span, within
from benchmarks.fraud.honest.crew import crew
from benchmarks.fraud.honest.firms import register
from benchmarks.fraud.honest.money import transfer
from benchmarks.fraud.law import RAISED, minimum_of
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Each differs from the fraud in one fact."""
    _raised_late(world, rng)
    _sick(world, rng)
    _two_parts(world, rng)
    _cash_with_credit(world, rng)
    _sheltered(world, rng)
    _rent_and_loan(world, rng)
    _spouse(world, rng)


def _raised_late(world: World, rng: Chance) -> None:
    """The old minimum wage for January, and in February the difference on another line."""
    people, wages = world.people, world.staff.wages
    chosen = world.pick(rng, world.count(5), people.place // 10_000 == 33, anywhere=True)
    month = FIRST + RAISED
    rows, _ = within(wages, people.person[chosen], month, month)
    old = minimum_of(wages["place"][rows], np.full(len(rows), month - 1))
    new = minimum_of(wages["place"][rows], np.full(len(rows), month))
    wages.put(rows, paid_fen=old)
    wages.copy(rows, paid_fen=new - old + 5_000, paid_day=wages["paid_day"][rows] + 28)
    world.resembles("RF15", "最低工资追溯上调后补发", person=people.person[chosen])


def _sick(world: World, rng: Chance) -> None:
    """A month or two with days off: the share that was due is said, and paid at the minimum at least."""
    people, staff, chosen = world.people, world.staff, world.pick(rng, world.count(6), anywhere=True)
    begin, end = span(rng, len(chosen), 1, 2)
    rows, _ = within(staff.wages, people.person[chosen], begin, end)
    due = rng.integers(30, 90, len(rows))
    least = minimum_of(staff.wages["place"][rows], staff.wages["month"][rows])
    staff.wages.put(rows, due_pct=due, paid_fen=least * due * rng.integers(102, 140, len(rows)) // 10_000)
    rows, _ = within(staff.attendance, people.person[chosen], begin, end)
    staff.attendance.put(rows, days=staff.attendance["due_days"][rows] * rng.integers(30, 80, len(rows)) // 100)
    world.resembles("RF15", "病假按比例发放", person=people.person[chosen])


def _two_parts(world: World, rng: Chance) -> None:
    """The wage of a month in two payments, neither of which is a minimum wage."""
    people, wages, chosen = world.people, world.staff.wages, world.pick(rng, world.count(6), anywhere=True)
    begin, end = span(rng, len(chosen), 1, 12)
    rows, _ = within(wages, people.person[chosen], begin, end)
    whole, share = wages["paid_fen"][rows].copy(), rng.integers(35, 65, len(rows))
    wages.put(rows, paid_fen=whole * share // 100)
    wages.copy(rows, paid_fen=whole - whole * share // 100, paid_day=wages["paid_day"][rows] + 12)
    world.resembles("RF15", "工资分两次发放", person=people.person[chosen])


def _cash_with_credit(world: World, rng: Chance) -> None:
    """The list says cash; the firm's account paid the same sum into the person's within days."""
    people, staff, chosen = world.people, world.staff, world.pick(rng, world.count(4))
    begin, end = span(rng, len(chosen), 2, 10)
    wages, firms = staff.wages, staff.firms
    rows, at = within(wages, people.person[chosen], begin, end)
    firm = np.searchsorted(firms.employer, wages["employer"][rows])
    day = wages["paid_day"][rows] + rng.integers(0, 12, len(rows))
    world.add(
        "transfers",
        from_account=firms.account[firm],
        from_employer=firms.employer[firm],
        to_account=people.account[chosen][at],
        to_person=people.person[chosen][at],
        amount_fen=wages["paid_fen"][rows],
        day=day,
        month=month_of(day),
        second=day * 86_400 + 36_000,
        kind="transfer",
        place=wages["place"][rows],
    )
    wages.put(rows, channel="cash", account=NONE)
    world.resembles("RF16", "名册记现金,银行有同额入账", person=people.person[chosen])


def _sheltered(world: World, rng: Chance) -> None:
    """Registered sheltered workshops pay everybody the same, some of them exactly the minimum wage."""
    count = max(8, world.persons // 1000)
    staff = crew(world, rng, count, (8, 30), disabled=5, flat=True)
    firms, wages = staff.firms, staff.wages
    world.add(
        "institutions", employer=firms.employer, address=firms.address, kind="sheltered_workshop", place=firms.place
    )
    firm = np.searchsorted(firms.employer, wages["employer"])
    at_minimum = rng.random(count) < 0.5
    least = minimum_of(wages["place"], wages["month"])
    flat = least * (rng.integers(105, 125, count)[firm]) // 100
    wages.put(np.arange(len(wages)), paid_fen=np.where(at_minimum[firm], least, flat) * wages["due_pct"] // 100)
    contracts = staff.contracts
    agreed = minimum_of(contracts["place"], np.full(len(contracts), FIRST))
    contracts.put(np.arange(len(contracts)), wage_fen=agreed)
    world.resembles("RF17", "庇护工场统一工资", employer=firms.employer)


def _rent_and_loan(world: World, rng: Chance) -> None:
    """Rent to the employer's dormitory, or a bank's instalment, of a third to two thirds of the wage."""
    people, staff, chosen = world.people, world.staff, world.pick(rng, world.count(5))
    half = len(chosen) // 2
    firms = staff.firms
    firm = np.searchsorted(firms.employer, people.employer[chosen])
    rows, at = within(staff.wages, people.person[chosen[:half]], FIRST, LAST)
    transfer(
        world,
        rng,
        staff.wages,
        rows,
        rng.integers(30, 62, half)[at],
        rng.integers(0, 6, len(rows)),
        kind="rent",
        to_account=firms.account[firm[:half]][at],
        to_employer=firms.employer[firm[:half]][at],
    )
    bank, account = world.new("employer", 1), world.new("account", 1)
    rows, at = within(staff.wages, people.person[chosen[half:]], FIRST, LAST)
    transfer(
        world,
        rng,
        staff.wages,
        rows,
        rng.integers(40, 70, len(chosen) - half)[at],
        rng.integers(0, 6, len(rows)),
        kind="loan",
        to_account=account,
        to_employer=bank,
    )
    world.resembles("RF18", "单位宿舍房租", person=people.person[chosen[:half]])
    world.resembles("RF18", "按月还贷", person=people.person[chosen[half:]])


def _spouse(world: World, rng: Chance) -> None:
    """A husband or wife of the same household keeps the money."""
    people, staff, chosen = world.people, world.staff, world.pick(rng, world.count(5), anywhere=True)
    count, place = len(chosen), people.place[chosen]
    home = rows_of(staff.persons, "person", people.person[chosen])
    spouse, account = world.new("person", count), world.new("account", count)
    register(
        world,
        rng,
        spouse,
        place,
        people.birth_day[chosen] + rng.integers(-900, 900, count),
        ~people.female[chosen],
        household=staff.persons["household"][home],
        address=staff.persons["address"][home],
    )
    world.add(
        "accounts",
        account=account,
        person=spouse,
        phone=world.new("phone", count),
        opened_day=WINDOW_BEGIN - 2000,
        kind="personal",
        name_matches=1,
        place=place,
    )
    begin, end = span(rng, count, 6, 20)
    rows, at = within(staff.wages, people.person[chosen], begin, end)
    transfer(
        world,
        rng,
        staff.wages,
        rows,
        rng.integers(55, 96, count)[at],
        rng.integers(0, 6, len(rows)),
        to_account=account[at],
        to_person=spouse[at],
    )
    world.resembles("RF18", "工资交配偶", person=people.person[chosen], account=account)
