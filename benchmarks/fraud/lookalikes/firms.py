"""RF23, RF27, RF66, RF33: seasonal firms, heads counted a little differently, a levy not due yet, a takeover."""

import numpy as np

from benchmarks.fraud.calendar import AS_OF, FIRST, LAST, NONE, Chance, first_day
from benchmarks.fraud.edits import limit
from benchmarks.fraud.honest.crew import crew
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Each differs from the fraud in one fact."""
    _summer(world, rng)
    _nearly(world, rng)
    _levies(world, rng)
    _takeover(world, rng)


def _summer(world: World, rng: Chance) -> None:
    """Five come in May and leave in August, under seasonal contracts."""
    count = max(5, world.persons // 1500)
    staff = crew(world, rng, count, (24, 40), disabled=5)
    people = staff.people
    firm = np.searchsorted(staff.firms.employer, people.employer)
    nth = np.arange(len(firm)) - np.searchsorted(firm, firm)
    hired = np.flatnonzero(people.disabled & (nth < 5))
    begin = np.full(len(hired), FIRST + 4)
    person = people.person[hired]
    limit((staff.wages, staff.insurance, staff.attendance), staff.contracts, person, begin, begin + 3)
    staff.contracts.put(staff.contracts.of("person", person), seasonal=1)
    world.resembles("RF23", "夏季季节性用工", person=person, employer=people.employer[hired])


def _nearly(world: World, rng: Chance) -> None:
    """One head in fifty less is declared than is insured."""
    count = max(5, world.persons // 1500)
    staff = crew(world, rng, count, (60, 100))
    frame = staff.business
    frame.put(np.arange(len(frame)), declared_heads=frame["insured_heads"] * 98 // 100)
    world.resembles("RF27", "职工口径略有差异", employer=staff.firms.employer)


def _levies(world: World, rng: Chance) -> None:
    """Exempt with a sum on file, or due only after the day of the register."""
    count = max(6, world.persons // 1000)
    staff = crew(world, rng, count, (20, 45))
    frame, second = world.frames["levies"][-1], np.arange(count) * 2 + 1
    half = count // 2
    due = rng.integers(30, 300, count) * 100_000
    frame.put(second[:half], due_fen=due[:half], paid_fen=0, exempt=1)
    frame.put(second[half:], due_fen=due[half:], paid_fen=0, exempt=0, deadline_day=AS_OF + 250)
    world.resembles("RF66", "小微企业免征", employer=staff.firms.employer[:half])
    world.resembles("RF66", "缴费期限未到", employer=staff.firms.employer[half:])


def _takeover(world: World, rng: Chance) -> None:
    """One firm takes over another's whole staff at the turn of the year; nobody introduced anybody."""
    pairs = max(3, world.persons // 3000)
    staff = crew(world, rng, pairs, (12, 24), disabled=4)
    new = crew(world, rng, pairs, (12, 24))
    turn = int(first_day(FIRST + 12))
    to = new.firms.employer
    for frame, column in ((staff.wages, "employer"), (staff.insurance, "payer"), (staff.attendance, "employer")):
        rows = np.flatnonzero(frame["month"] >= FIRST + 12)
        frame.put(rows, **{column: to[np.searchsorted(staff.firms.employer, frame[column][rows])]})
    contracts = staff.contracts
    later = np.flatnonzero(contracts["from_day"] >= turn)
    contracts.put(later, employer=to[np.searchsorted(staff.firms.employer, contracts["employer"][later])])
    running = np.flatnonzero(
        (contracts["from_day"] < turn) & ((contracts["to_day"] == NONE) | (contracts["to_day"] >= turn))
    )
    contracts.copy(
        running,
        employer=to[np.searchsorted(staff.firms.employer, contracts["employer"][running])],
        contract=world.new("contract", len(running)),
        from_day=turn,
        signed_day=turn - 3,
        to_day=turn + 1094,
        left_day=NONE,
        open_ended=0,
    )
    contracts.put(running, left_day=turn - 1)
    contracts.drop(np.setdiff1d(later, running))
    mine = staff.people.disabled
    world.resembles("RF33", "企业整体承接职工", (FIRST, LAST), person=staff.people.person[mine])
    world.resembles("FT01", "企业整体承接职工", (FIRST, LAST), person=staff.people.person[mine])
