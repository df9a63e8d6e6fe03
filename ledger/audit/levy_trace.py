"""The trace of a levy: up to the certification and the law it rests on, down to the treasury's lines."""

from collections.abc import Iterable

import msgspec

from domain.errors import NotFound
from domain.events import Recorded
from domain.levy import events as e
from ledger.audit.decision_trace import decision_of
from ledger.audit.tree import DecisionTrace, LevyTrace
from ledger.book import Book
from ledger.views import queries
from ledger.views.levy_queries import credit_records
from ledger.views.quota_queries import certifications


def levy_trace(book: Book, identifier: str) -> LevyTrace | None:
    """The levy that a levy's or a credit record's id names; None where it names neither."""
    records = [row for row in credit_records(book) if identifier in (row.id, row.levy)]
    id = next((row.levy for row in records), identifier)
    try:
        levy = queries.levy(book, id)
    except NotFound:
        return None
    return LevyTrace(
        levy=levy,
        certification=next(iter(certifications(book, employer=levy.uscc, year=levy.year - 1)), None),
        decisions=tuple(made for recorded in book.events(id) for made in _decisions(recorded)),
        bank_lines=tuple(queries.bank_lines(book, matched_to=id)),
        records=tuple(records),
        events=tuple(queries.timeline(book, stream=id)),
    )


def _decisions(recorded: Recorded) -> Iterable[DecisionTrace]:
    match recorded.event:
        case e.Assessed() | e.Reassessed() as event:
            yield decision_of(recorded, event.decision, event.facts)
        case e.SurchargeCharged() as event:
            yield decision_of(recorded, event.decision, msgspec.to_builtins(event.facts))
