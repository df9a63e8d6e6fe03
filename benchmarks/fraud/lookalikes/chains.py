"""RF29 to RF32, RF34, RF36, RF63: disclosed groups, agreed worksites, renewed licences, deposits, shifts, coaching."""

import numpy as np

from benchmarks.fraud.calendar import AS_OF, FIRST, LAST, NONE, WINDOW_BEGIN, Chance, first_day, month_of
from benchmarks.fraud.honest.chains import chains
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Each differs from the fraud in one fact."""
    count = max(4, world.persons // 2500)
    _groups(world, rng, count)
    _licences(world, rng, count)
    _deposits(world, rng, count)
    _shifts(world, rng, count)
    _coaching(world, rng, count)
    _new_bases(world, rng, count)


def _groups(world: World, rng: Chance, count: int) -> None:
    """User and base have one holder and say so; others share a bookkeeper and an incubator's address."""
    made = chains(world, rng, count)
    half = np.arange(count // 2)
    for firms in (made.users, made.bases):
        firms.register.put(half, group_disclosed=1)
    world.add(
        "shareholdings",
        employer=made.bases.employer[half],
        holder=made.users.employer[half],
        share_pct=40,
        from_day=WINDOW_BEGIN - 800,
        to_day=NONE,
        place=made.bases.place[half],
    )
    made.bases.shares.put(half, share_pct=60)
    rest = np.arange(count // 2, count)
    incubator = world.new("address", len(rest))
    world.add("institutions", address=incubator, kind="incubator", place=made.users.place[rest])
    made.users.register.put(rest, address=incubator)
    made.bases.register.put(rest, address=incubator)
    bookkeeper = world.new("agent", len(rest))
    made.users.register.put(rest, bookkeeper=bookkeeper)
    made.agencies.register.put(rest, bookkeeper=bookkeeper)
    world.resembles(
        "RF29", "已披露的集团", employer=made.users.employer[half], other_employer=made.bases.employer[half]
    )
    world.resembles(
        "RF29", "同一孵化园或代账", employer=made.users.employer[rest], other_employer=made.bases.employer[rest]
    )
    _own_sites(world, rng, count)
    world.resembles(
        "RF30", "协议约定基地为工作地点", employer=made.agencies.employer, other_employer=made.bases.employer
    )


def _own_sites(world: World, rng: Chance, count: int) -> None:
    """The base is at the user's own address, and the agreement says that it is the worksite."""
    made = chains(world, rng, count)
    made.bases.register.put(np.arange(count), address=made.users.address)
    world.resembles(
        "RF29", "基地设在用工单位自有场地", employer=made.users.employer, other_employer=made.bases.employer
    )


def _licences(world: World, rng: Chance, count: int) -> None:
    """Renewed without a gap; the wage is lower only in months of sick leave."""
    made = chains(world, rng, count)
    renewed = WINDOW_BEGIN + rng.integers(60, 600, count)
    made.licences.put(np.arange(count), to_day=renewed - 1)
    made.licences.copy(np.arange(count), from_day=renewed, to_day=renewed + 1094)
    wages = made.staff.wages
    rows = np.flatnonzero(rng.random(len(wages)) < 0.03)
    due = rng.integers(40, 95, len(rows))
    wages.put(rows, due_pct=due, paid_fen=wages["paid_fen"][rows] * due // 100 + 100)
    world.resembles("RF31", "许可到期前已续", employer=made.agencies.employer)


def _deposits(world: World, rng: Chance, count: int) -> None:
    """A deposit comes back from where it went; a tenth of a fee wanders on among three firms."""
    made = chains(world, rng, count)
    user, agency, base = made.users, made.agencies, made.bases
    paid = first_day(rng.integers(FIRST, LAST - 4, count)) + rng.integers(0, 28, count)
    amount = rng.integers(20, 200, count) * 100_000
    steps = ((user, agency, 100, 0), (agency, user, 100, 60), (agency, base, 40, 15), (base, user, 9, 40))
    for source, target, share, later in steps:
        day = paid + later
        world.add(
            "transfers",
            from_account=source.account,
            from_employer=source.employer,
            to_account=target.account,
            to_employer=target.employer,
            amount_fen=amount * share // 100,
            day=day,
            month=month_of(day),
            second=day * 86_400 + 40_000,
            kind="transfer",
            place=user.place,
        )
    world.resembles("RF32", "押金退还", employer=user.employer, other_employer=agency.employer)


def _shifts(world: World, rng: Chance, count: int) -> None:
    """As many as there are seats, and one in ten more; or twice as many, who work at home."""
    made = chains(world, rng, count)
    half, rest = np.arange(count // 2), np.arange(count // 2, count)
    made.base_rows.put(half, seats=22, peak_heads=21)
    made.base_rows.put(rest, seats=11, peak_heads=10)
    contracts = made.staff.contracts
    at_home = np.flatnonzero(np.isin(np.searchsorted(made.agencies.employer, contracts["employer"]), rest))
    contracts.put(at_home, on_site=0)
    attendance = made.staff.attendance
    at_home = np.flatnonzero(np.isin(np.searchsorted(made.agencies.employer, attendance["employer"]), rest))
    attendance.put(at_home, days=0)
    world.resembles("RF34", "人数略多于工位", employer=made.bases.employer[half])
    world.resembles("RF34", "半数以上居家就业", employer=made.bases.employer[rest])


def _coaching(world: World, rng: Chance, count: int) -> None:
    """A dear coach, who notes every hour."""
    made = chains(world, rng, count)
    fee = made.agreements["saved_levy_fen"] * rng.integers(14, 20, count) // 100
    made.agreements.put(np.arange(count), fee_fen=fee, service_records=rng.integers(80, 300, count))
    world.resembles("RF36", "就业辅导,有服务记录", employer=made.agencies.employer)


def _new_bases(world: World, rng: Chance, count: int) -> None:
    """Inspected before it was designated, some months ago; or of long standing, and seen a little late this year."""
    made = chains(world, rng, count)
    designated = AS_OF - rng.integers(60, 250, count)
    made.base_rows.put(
        np.arange(count), designated_day=designated, inspected_day=designated - rng.integers(3, 60, count)
    )
    world.resembles("RF63", "新认定基地已核查", employer=made.bases.employer)
    late = chains(world, rng, count)
    late.base_rows.put(
        np.arange(count),
        inspected_day=AS_OF - rng.integers(366, 400, count),
        designated_day=AS_OF - rng.integers(1600, 2200, count),
    )
    world.resembles("RF63", "年度复核推迟一个月以内", employer=late.bases.employer)
