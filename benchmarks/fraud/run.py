"""Runs the checks over a population: its warehouse, the law beside it, thresholds from the statute book."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Final

import msgspec

from benchmarks.fraud.book import book_rows
from benchmarks.fraud.calendar import AS_OF, FIRST, LAST
from benchmarks.fraud.law import KNOWN_ON, PLACES
from domain.statutes.loader import load_statutes
from ledger.checks import warehouse
from ledger.checks.check import Check
from ledger.checks.engines.duck import DuckEngine, arrow_of
from ledger.checks.engines.engine import Cell
from ledger.checks.hit import Hit, hits_of
from ledger.checks.holdings import Holdings
from ledger.checks.law_tables import (
    minimum_wage_rows,
    month_rows,
    quota_ratio_rows,
    required_insurance_rows,
    working_age_rows,
)
from ledger.checks.tables import forms
from ledger.checks.text import Text, compiled
from ledger.checks.thresholds import thresholds_of
from ledger.evidence.dataset import datasets

Row = tuple[Cell, ...]

PLACE: Final = "000000"


class Ran(msgspec.Struct, frozen=True, kw_only=True):
    """What a check answered, how long it took (milliseconds), and what kept it from answering."""

    check: str
    kind: str
    hits: tuple[Hit, ...]
    milliseconds: int
    trouble: str = ""


def holdings(folder: Path) -> Holdings:
    """The parts of a population."""
    parts = {name: tuple(sorted((folder / name).glob("*.parquet"))) for name in datasets()}
    return Holdings(parts=parts, as_of=dict.fromkeys(datasets(), AS_OF))


def opened(folder: Path, *, threads: int = warehouse.THREADS, memory: str = warehouse.MEMORY) -> DuckEngine:
    """An engine over the population and its book, with its warehouse beside the parts; made if it is not there yet."""
    path = warehouse.built(holdings(folder), folder / "warehouse", threads=threads, memory=memory)
    law = {name: arrow_of(forms()[name], rows) for name, rows in law_rows().items()}
    return warehouse.over_everything(path, law | book_rows(folder), threads=threads, memory=memory)


def law_rows() -> dict[str, list[Row]]:
    """The tables of the law for the population's places and months."""
    statutes = load_statutes(demo=True)
    places, months = [str(place) for place in PLACES], range(FIRST, LAST + 1)
    years = range(FIRST // 12, LAST // 12 + 1)
    cells = [row.table for row in statutes.latest("cross_use", KNOWN_ON)]
    return {
        "months": list(month_rows()),
        "law_minimum_wages": list(minimum_wage_rows(statutes, places, months, KNOWN_ON)),
        "law_working_ages": list(working_age_rows(KNOWN_ON)),
        "law_required_insurances": list(required_insurance_rows(statutes, places, months, KNOWN_ON)),
        "law_exclusions": [(cell["first"], cell["second"], cell["relation"], cell["span"]) for cell in cells],
        "law_quota_ratios": list(quota_ratio_rows(statutes, places, years, KNOWN_ON)),
    }


def runs(engine: DuckEngine, checks: Iterable[Check]) -> Iterator[Ran]:
    """Every check over everything. One that cannot be carried out says why, and the others go on."""
    for check in checks:
        begin = perf_counter()
        found, trouble = tuple[Hit, ...](), ""
        try:
            found = tuple(hits_of(engine, check, text_of(check)))
        except Exception as error:  # noqa: BLE001 - a check in trouble is a line of the report
            trouble = f"{type(error).__name__}: {str(error)[:160]}"
        yield Ran(
            check=check.id,
            kind=check.subject,
            hits=found,
            milliseconds=round((perf_counter() - begin) * 1000),
            trouble=trouble,
        )


def text_of(check: Check) -> Text:
    """What a check runs with the thresholds of the statute book."""
    return compiled(check, given(check), "duckdb")


def given(check: Check) -> dict[str, int]:
    """The thresholds that the statute book gives. ValueError where one is missing."""
    found = thresholds_of(check, load_statutes(demo=True), PLACE, date(2024, 12, 31))
    if found.missing:
        raise ValueError(f"no threshold {', '.join(found.missing)}")
    return found.values


def members(engine: DuckEngine) -> dict[int, set[int]]:
    """The persons of every ring."""
    found: dict[int, set[int]] = {}
    for ring, person in engine.answer("SELECT ring, person FROM ring_members WHERE person IS NOT NULL"):
        found.setdefault(int(ring), set()).add(int(person))
    return found


def persons_of(folder: Path) -> int:
    """How many persons are on payrolls."""
    engine = DuckEngine()
    path = str(folder / "wages" / "*.parquet")
    return int(engine.answer(f"SELECT count(DISTINCT person) FROM read_parquet('{path}')")[0][0])
