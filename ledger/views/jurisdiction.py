"""Who sees what: conditions on places in the question itself, so that a page is full of what its reader may see."""

from collections.abc import Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import Column, and_, exists, false, or_

from domain.errors import NotFound
from domain.places import covers
from ledger.book import Book
from ledger.views.adjustments import ADJUSTMENTS
from ledger.views.alerts import ALERTS
from ledger.views.allotments import ALLOTMENTS
from ledger.views.asking import Condition, one, rows, within
from ledger.views.cases import CASES
from ledger.views.certifications import CERTIFICATIONS
from ledger.views.check_runs import RUNS
from ledger.views.documents import DOCUMENTS
from ledger.views.evidence import EVIDENCE
from ledger.views.facilities import FACILITIES
from ledger.views.hearings import APPEALS, OBJECTIONS
from ledger.views.holds import HOLDS
from ledger.views.identity_pairs import IDENTITY_PAIRS
from ledger.views.imports import IMPORTS
from ledger.views.inspections import SAMPLES
from ledger.views.investigations import INVESTIGATIONS
from ledger.views.levies import LEVIES
from ledger.views.parties import MENTIONS, PARTIES
from ledger.views.payments import PAYMENTS
from ledger.views.placements import PLACEMENTS
from ledger.views.recoveries import RECOVERIES
from ledger.views.reliefs import RELIEFS
from ledger.views.suppressions import SUPPRESSIONS
from ledger.views.timeline import TIMELINE
from ledger.views.view import Row, View

R = TypeVar("R", bound=Row)

PLACED: Final[dict[str, View[Any]]] = {
    "case": CASES,
    "payment": PAYMENTS,
    "recovery": RECOVERIES,
    "adjustment": ADJUSTMENTS,
    "hold": HOLDS,
    "alert": ALERTS,
    "investigation": INVESTIGATIONS,
    "suppression": SUPPRESSIONS,
    "check_run": RUNS,
    "sample": SAMPLES,
    "identity_pair": IDENTITY_PAIRS,
    "allotment": ALLOTMENTS,
    "objection": OBJECTIONS,
    "appeal": APPEALS,
    "placement": PLACEMENTS,
    "document": DOCUMENTS,
    "certification": CERTIFICATIONS,
    "levy": LEVIES,
    "relief": RELIEFS,
    "facility": FACILITIES,
    "import": IMPORTS,
    "evidence": EVIDENCE,
}
"""What lies in one place, by kind; each of these views has a column `place`."""


def place_of(book: Book, kind: str, id: str) -> str:
    """The place (GB/T 2260) by which one thing of a kind in PLACED is judged; NotFound where there is none."""
    return str(one(book, PLACED[kind], id, kind).place)


def must_see(book: Book, kind: str, id: str, sees: Sequence[str]) -> None:
    """Raise NotFound for what is out of sight; `kind` is one of PLACED or a party."""
    visible(book, PARTIES if kind == "party" else PLACED[kind], id, sees, kind)


def visible(book: Book, view: View[R], id: str, sees: Sequence[str], what: str) -> R:
    """One row; what lies outside the places that are seen is answered with the same NotFound as what is not there."""
    found = rows(book, view, view.key, {"id": id}, seen(book, view, sees))
    if not found:
        raise NotFound(field="id", what=what, key=id)
    return found[0]


def sees_whole(book: Book, sees: Sequence[str]) -> bool:
    """Whoever sees the book's own place sees the whole book, also what it says of places elsewhere."""
    return any(covers(each, book.place) for each in sees)


def seen(book: Book, view: View[Any], sees: Sequence[str], place: str | None = None) -> tuple[Condition, ...]:
    """The conditions that a row lies in a place that is seen and, of those, in the one that is asked for.

    A party lies wherever something names it.
    """
    asked = [] if sees_whole(book, sees) else [sees]
    if place is not None:
        asked.append((place,))
    return tuple(_lies_in(view, places) for places in asked)


def naming(party: str) -> Condition:
    """The condition that an event of the timeline names a party."""
    event, at = TIMELINE.table.c, MENTIONS.table.c
    same = at.book == event.book, at.generation == event.generation, at.position == event.position
    return exists().where(*same, at.party == party)


def _lies_in(view: View[Any], places: Sequence[str]) -> Condition:
    if view is not PARTIES:
        return _within_any(view.table.c.place, places)
    party, at = PARTIES.table.c, MENTIONS.table.c
    same = at.book == party.book, at.generation == party.generation, at.party == party.id
    return exists().where(*same, _within_any(at.place, places))


def _within_any(place: Column[Any], places: Sequence[str]) -> Condition:
    return or_(false(), *(and_(*within(place, each)) for each in sorted(set(places))))
