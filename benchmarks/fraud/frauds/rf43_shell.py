"""RF43: businesses that exist on paper: no tax, no invoice, no electricity; or one agent registered them all."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance, month_of
from benchmarks.fraud.edits import ways
from benchmarks.fraud.honest.enterprise import startups
from benchmarks.fraud.world import World

SERIES = 6


def put(world: World, rng: Chance) -> None:
    """Founded within half a year before the claim; some in series of six by one agent."""
    made = startups(world, rng, max(12, world.persons // 1500))
    count = len(made.granted)
    founded = made.granted - rng.integers(20, 170, count)
    made.register.put(np.arange(count), founded_day=founded, legal_rep_from_day=founded)
    at = np.searchsorted(made.firms.employer, made.months["employer"])
    rows = np.arange(len(at))
    made.months.put(rows, tax_fen=0, invoices_fen=0, utility_fen=0, insured_heads=0, income_tax_heads=0)
    made.months.drop(rows[made.months["month"] < month_of(founded)[at]])
    made.leases.put(np.arange(count), from_day=founded)
    in_series, _ = ways(rng, count, 2)
    in_series = in_series[: len(in_series) // SERIES * SERIES]
    agents = np.repeat(world.new("agent", len(in_series) // SERIES), SERIES)
    made.register.put(in_series, registrar_agent=agents)
    months = np.maximum(month_of(founded), FIRST), LAST
    world.fraud(
        "RF43",
        months,
        "空壳创业",
        employer=made.firms.employer,
        person=made.firms.owner,
        loan=made.loans["loan"].copy(),
    )
