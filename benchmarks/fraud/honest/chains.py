"""Honest chains: a licensed agency sends people to a user, some at a base that is agreed as their worksite."""

from typing import Final

import msgspec
import numpy as np

from benchmarks.fraud.calendar import NONE, WINDOW_BEGIN, Chance
from benchmarks.fraud.frame import Frame
from benchmarks.fraud.honest.firms import Firms, found_firms
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.honest.staff import Staff, employ
from benchmarks.fraud.world import World

EACH: Final = 24
"""Persons sent by each agency."""


class Chains(msgspec.Struct):
    """Agency, user and base of each chain side by side, and the rows about them."""

    agencies: Firms
    users: Firms
    bases: Firms
    staff: Staff
    agreements: Frame
    licences: Frame
    base_rows: Frame


def chains(world: World, rng: Chance, count: int, each: int = EACH, disabled: int = 5) -> Chains:
    """Chains without a fault: strangers to each other, licensed, for three years, paid as agreed, with records."""
    place = anywhere(rng, count)
    agencies = found_firms(world, rng, place, kind="agency", sector=72)
    users, bases = found_firms(world, rng, place), found_firms(world, rng, place, kind="base", sector=78)
    staff = employ(world, rng, agencies, np.full(count, each), np.full(count, disabled))
    at = np.argsort(agencies.employer)[np.searchsorted(agencies.employer, staff.contracts["employer"])]
    staff.contracts.put(
        np.arange(len(staff.contracts)),
        kind="dispatch",
        agency=agencies.employer[at],
        user_unit=users.employer[at],
        workplace=bases.employer[at],
        base=bases.employer[at],
    )
    licences = world.add(
        "licences",
        agency=agencies.employer,
        from_day=WINDOW_BEGIN - rng.integers(2500, 3500, count),
        to_day=NONE,
        place=place,
    )
    saved = disabled * rng.integers(1_500_000, 3_000_000, count)
    agreements = world.add(
        "dispatch_agreements",
        agreement=world.new("agreement", count),
        agency=agencies.employer,
        user_unit=users.employer,
        base=bases.employer,
        base_is_worksite=1,
        from_day=WINDOW_BEGIN - 2400,
        to_day=NONE,
        persons=each,
        fee_fen=saved * rng.integers(4, 12, count) // 100,
        saved_levy_fen=saved,
        service_records=24 + rng.integers(0, 20, count),
        place=place,
    )
    base_rows = world.add(
        "bases",
        base=bases.employer,
        seats=each + rng.integers(2, 20, count),
        peak_heads=each - rng.integers(0, 2, count),
        inspected_day=WINDOW_BEGIN + rng.integers(600, 700, count),
        designated_day=WINDOW_BEGIN - 100,
        place=place,
    )
    return Chains(agencies, users, bases, staff, agreements, licences, base_rows)
