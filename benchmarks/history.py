"""A book with a long history of decided cases, made by bulk append for measuring recalculations."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import msgspec

from domain.application import events as e
from domain.calendar import Month, month_range
from domain.events import Event, Meta, Recorded
from domain.fund import Line
from domain.programs.registry import programme
from domain.statutes.book import StatuteBook
from domain.statutes.loader import load_statutes
from domain.statutes.proposal import Proposal
from domain.workflow import Workflow, workflow_in_force
from domain.working import Decision
from ledger.book import Book
from ledger.law import statutes_of

NOW = datetime(2025, 3, 3, 1, 0, tzinfo=UTC)
TODAY = date(2025, 3, 3)
COUNTIES = ("330502", "330503", "330521", "330522", "330523")
AT_ONCE = 25_000
"""Cases that are appended in one transaction."""


class Template(NamedTuple):
    """A kind of case: its facts, and what they give by the law known on the day."""

    programme: str
    place: str
    facts: dict[str, Any]
    decision: Decision
    workflow: Workflow


def fill(book: Book, cases: int) -> int:
    """Append so many decided cases, four events each; returns the number of events."""
    known = tuple(templates())
    for first in range(0, cases, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, cases))
        book.append_bulk([event for number in numbers for event in case(book.place, number, known)])
    return 4 * cases


def proposal(book: Book) -> Proposal:
    """A lower cap on the rent of the first year, for the whole prefecture."""
    statutes = statutes_of(book)
    known = statutes.at("lease_subsidy", "monthly_cap.year_1", TODAY, "330500", TODAY)
    row = msgspec.structs.replace(known, value="800.00", valid_from=date(2023, 1, 1), published_on=TODAY)
    return Proposal(rows=(row,), statutes=StatuteBook((*statutes.provisions, row)))


def case(book: str, number: int, known: tuple[Template, ...]) -> Iterator[Recorded]:
    """The events of the `number`-th case: drafted, submitted, accepted, approved."""
    of = known[number % len(known)]
    stream = f"A2025-{of.place}-{number:010d}"
    line = Line(fund="employment_security_fund", year=2022 + number % 4, programme=of.programme, place="330500")
    applicant = f"p_bench{number:08d}"
    drafted = e.Drafted(programme=of.programme, place=of.place, applicant=applicant, applied_on=TODAY, facts=of.facts)
    events: tuple[Event, ...] = (
        drafted,
        e.Submitted(claims=(), workflow=of.workflow),
        e.Accepted(decision=of.decision, facts=of.facts, line=line),
        e.Approved(decision=of.decision, facts=of.facts, line=line, party=applicant),
    )
    for version, event in enumerate(events, start=1):
        yield Recorded(stream=stream, version=version, event=event, meta=_meta(book))


def _meta(book: str) -> Meta:
    return Meta(
        book=book,
        effective_on=TODAY,
        recorded_at=NOW,
        actor="bench-officer",
        roles=(),
        reason="压力测试",
        command_id="bulk",
    )


def templates() -> Iterator[Template]:
    """Start-up grants and leases of all lengths and rents in every county."""
    for place in COUNTIES:
        for founders in (1, 3):
            yield _template("startup_grant", place, _startup(founders))
        for months in (1, 3, 6, 12):
            for rent in range(30_000, 120_000, 10_000):
                yield _template("lease_subsidy", place, _lease(months, rent))


def _template(code: str, place: str, facts: dict[str, Any]) -> Template:
    known = programme(code)
    law = load_statutes(demo=True).law(code, place, TODAY)
    decision = known.decide(msgspec.convert(facts, known.facts), law)
    return Template(code, place, facts, decision, workflow_in_force(law, TODAY))


def _startup(founders: int) -> dict[str, Any]:
    return {
        "applied_on": "2024-03-01",
        "business_uscc": "91330502000000001X",
        "registered_on": "2023-05-01",
        "running_since": "2023-05-01",
        "still_running": True,
        "founders": founders,
        "certificate_valid": True,
        "age_in_years_on_application": 34,
        "reached_retirement": False,
        "grants_received": 0,
    }


def _lease(months: int, rent: int) -> dict[str, Any]:
    span = month_range(Month(2024, 1), Month(2024, months))
    return {
        "lease_begins_on": "2024-01-01",
        "lease_ends_on": "2024-12-31",
        "months": [{"month": {"year": month.year, "month": month.month}, "rent_paid": rent} for month in span],
        "certificate_valid": True,
        "still_running": True,
        "own_premises": False,
        "related_landlord": False,
    }
