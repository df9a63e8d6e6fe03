"""The minimum wages and the quota of the population's counties, from the statute book."""

from datetime import date
from functools import cache
from typing import Final

import numpy as np

from benchmarks.fraud.calendar import FIRST, MONTHS, Ints
from domain.statutes.book import GENERAL
from domain.statutes.loader import load_statutes
from domain.statutes.minimum_wage import minimum_wage
from ledger.checks.law_tables import quota_ratio_rows

PLACES: Final = np.array([330502, 330521, 330523, 330702, 330727, 140105, 140502], dtype=np.int64)
"""Counties whose class and wage the statute book gives for every month of the population."""

RAISED: Final = 12
"""The month, counted from the first, from which Zhejiang's wage rose: published in its middle, valid from its start."""

KNOWN_ON: Final = date(2025, 1, 20)


@cache
def minimum_wages() -> Ints:
    """Fen a month by place (as in PLACES) and month; every later month where a wage has been paid is covered."""
    statutes = load_statutes(demo=True)
    rows = []
    for place in PLACES.tolist():
        law = statutes.law(GENERAL, str(place), KNOWN_ON)
        days = [date((FIRST + month) // 12, (FIRST + month) % 12 + 1, 1) for month in range(MONTHS)]
        rows.append([minimum_wage(law, day)[1].fen for day in days])
    return np.array(rows, dtype=np.int64)


def minimum_of(place: Ints, month: Ints) -> Ints:
    """The minimum wage of each place in each month."""
    index = np.argsort(PLACES)[np.searchsorted(np.sort(PLACES), place)]
    return np.asarray(minimum_wages()[index, month - FIRST])


@cache
def quota_per_ten_thousand() -> int:
    """Workers with disabilities per 10,000 heads: the same in all of these places. ValueError where it is not."""
    places, years = [str(place) for place in PLACES], range(FIRST // 12, (FIRST + MONTHS - 1) // 12 + 1)
    (found,) = {row[2] for row in quota_ratio_rows(load_statutes(demo=True), places, years, KNOWN_ON)}
    return int(found or 0)


def quota_of(heads: Ints) -> Ints:
    """How many workers with disabilities the law asks for: the next whole number."""
    return np.asarray(-(-heads * quota_per_ten_thousand() // 10_000))


def newest_minimum(place: Ints) -> Ints:
    """The minimum wage of each place in the last month."""
    return minimum_of(place, np.full(len(place), FIRST + MONTHS - 1))
