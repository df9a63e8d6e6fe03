"""SP02: rented certificates: recruiter, labour company, employers; the full wage is paid and stays with the worker.

Such a ring truly shows other flags too: one telephone for five cards (RF19), nobody ever at work (RF20), one recruiter
who files for all (RF35), a labour company whose whole staff is disabled (RF25).
"""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, NONE, WINDOW_BEGIN, Chance, Ints, month_of
from benchmarks.fraud.edits import rows_of
from benchmarks.fraud.honest.chains import chains
from benchmarks.fraud.honest.staff import Staff
from benchmarks.fraud.law import newest_minimum
from benchmarks.fraud.world import World

RENTED = 16
PER_PHONE = 5


def put(world: World, rng: Chance) -> None:
    """Sixteen to a ring at 1.2 times the minimum wage; one recruiter, few telephones, nobody at work."""
    rings = max(3, world.persons // 8000)
    made = chains(world, rng, rings, each=RENTED, disabled=RENTED)
    staff, agent = made.staff, world.new("agent", rings)
    ring = np.searchsorted(made.agencies.employer, staff.people.employer)
    _contracts(staff, agent, made.agencies.employer)
    _paid_in_full(staff)
    _cards(world, rng, staff, ring)
    _filed(world, rng, staff, ring, agent)
    staff.attendance.put(np.arange(len(staff.attendance)), days=0)
    made.agencies.register.put(np.arange(rings), bookkeeper=agent)
    world.fraud(
        "SP02",
        (FIRST, LAST),
        "证→蛇头→劳务公司→企业:工资足额",
        world.incidents(rings)[ring],
        person=staff.people.person,
        employer=staff.people.employer,
        other_employer=made.users.employer[ring],
        agent=agent[ring],
    )
    world.fraud(
        "RF20",
        (FIRST, LAST),
        "挂证人员从未到岗",
        world.incidents(rings)[ring],
        person=staff.people.person,
        employer=staff.people.employer,
    )
    world.fraud("RF25", (FIRST, LAST), "劳务公司职工全部为残疾人", employer=made.agencies.employer)


def _contracts(staff: Staff, agent: Ints, agencies: Ints) -> None:
    contracts = staff.contracts
    ring = np.searchsorted(agencies, contracts["employer"])
    contracts.put(np.arange(len(contracts)), agent=agent[ring], base=NONE, workplace=contracts["user_unit"].copy())


def _paid_in_full(staff: Staff) -> None:
    wages = staff.wages
    whole = newest_minimum(wages["place"]) * 120 // 100
    wages.put(np.arange(len(wages)), paid_fen=whole + wages["person"] % 7 * 1000)
    contracts = staff.contracts
    contracts.put(np.arange(len(contracts)), wage_fen=newest_minimum(contracts["place"]) * 120 // 100)


def _cards(world: World, rng: Chance, staff: Staff, ring: Ints) -> None:
    """Cards opened on one day at one branch, five of them with one telephone."""
    people = staff.people
    nth = np.arange(len(ring)) - np.searchsorted(ring, ring)
    held = ring * (RENTED // PER_PHONE + 1) + nth // PER_PHONE
    phone = world.new("phone", int(held.max()) + 1)[held]
    several = np.bincount(held)[held] > 1
    world.fraud(
        "RF19",
        (FIRST, LAST),
        "挂证人员的卡预留同一手机号",
        world.incidents(int(held.max()) + 1)[held[several]],
        person=people.person[several],
        account=people.account[several],
        phone=phone[several],
    )
    rows = rows_of(staff.accounts, "person", people.person)
    rings = int(ring.max()) + 1
    opened = WINDOW_BEGIN - rng.integers(20, 500, rings)
    branch = world.new("branch", rings) + 20_000
    staff.accounts.put(rows, phone=phone, opened_day=opened[ring], branch=branch[ring])


def _filed(world: World, rng: Chance, staff: Staff, ring: Ints, agent: Ints) -> None:
    """The recruiter files for all of them with one device, within two months."""
    people, rings = staff.people, len(agent)
    day = WINDOW_BEGIN + rng.integers(30, 500, rings)[ring] + rng.integers(0, 60, len(ring))
    device, phone = world.new("device", rings)[ring], world.new("phone", rings)[ring]
    world.add(
        "filings",
        filing=world.new("filing", len(ring)),
        person=people.person,
        employer=people.employer,
        month=month_of(day),
        day=day,
        agent=agent[ring],
        device=device,
        phone=phone,
        place=people.place,
    )
    month, units = month_of(day), {"agent": agent[ring], "person": people.person, "device": device, "phone": phone}
    world.fraud("RF35", (month, month), "蛇头一人代办全部申报", world.incidents(rings)[ring], **units)
