"""Who sees what: conditions on places in the question itself, so that a page is full of what its reader may see."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Column, and_, false, or_

from domain.errors import NotFound
from domain.places import covers
from ledger.book import Book
from ledger.views.adjustments import ADJUSTMENTS
from ledger.views.allotments import ALLOTMENTS
from ledger.views.asking import Condition, one, within
from ledger.views.cases import CASES
from ledger.views.certifications import CERTIFICATIONS
from ledger.views.facilities import FACILITIES
from ledger.views.levies import LEVIES
from ledger.views.payments import PAYMENTS
from ledger.views.placements import PLACEMENTS
from ledger.views.recoveries import RECOVERIES
from ledger.views.reliefs import RELIEFS
from ledger.views.view import View

PLACED: Final[dict[str, View[Any]]] = {
    "case": CASES,
    "payment": PAYMENTS,
    "recovery": RECOVERIES,
    "adjustment": ADJUSTMENTS,
    "allotment": ALLOTMENTS,
    "placement": PLACEMENTS,
    "certification": CERTIFICATIONS,
    "levy": LEVIES,
    "relief": RELIEFS,
    "facility": FACILITIES,
}
"""What lies in one place, by kind; each of these views has a column `place`."""


def place_of(book: Book, kind: str, id: str) -> str:
    """The place (GB/T 2260) by which one thing of a kind in PLACED is judged; NotFound where there is none."""
    return str(one(book, PLACED[kind], id, kind).place)


def must_see(book: Book, kind: str, id: str, sees: Sequence[str]) -> None:
    """Refuse what lies outside the places that are seen with the same NotFound as what is not there at all."""
    place = place_of(book, kind, id)
    if not sees_whole(book, sees) and not any(covers(each, place) for each in sees):
        raise NotFound(field="id", what=kind, key=id)


def sees_whole(book: Book, sees: Sequence[str]) -> bool:
    """Whoever sees the book's place sees the whole book, also what it says of places elsewhere."""
    return any(covers(each, book.place) for each in sees)


def seen(book: Book, place: Column[Any], sees: Sequence[str]) -> tuple[Condition, ...]:
    """The condition that a place lies in one of those that are seen; nothing lies in none."""
    if sees_whole(book, sees):
        return ()
    return (or_(false(), *(and_(*within(place, each)) for each in sorted(set(sees)))),)
