"""What readers ask about placements: who works where, each month's evidence, and first employments."""

from domain.places import covers
from ledger.book import Book
from ledger.views.asking import one, rows
from ledger.views.bodies import BODIES, HEADCOUNTS, OFFERS, BodyRow, HeadcountRow, OfferRow
from ledger.views.certifications import CERTIFICATIONS, CertificationRow
from ledger.views.placements import (
    PLACEMENT_MONTHS,
    PLACEMENTS,
    WORKERS,
    PlacementMonthRow,
    PlacementRow,
    WorkerRow,
)


def placement(book: Book, id: str) -> PlacementRow:
    """One placement."""
    return one(book, PLACEMENTS, id, "placement")


def placements(book: Book, *, employer: str | None = None, person: str | None = None) -> list[PlacementRow]:
    """Placements by employer, person and beginning."""
    return rows(book, PLACEMENTS, ("employer", "person", "started_on"), {"employer": employer, "person": person})


def placement_months(
    book: Book, *, placement: str | None = None, employer: str | None = None, month: str | None = None
) -> list[PlacementMonthRow]:
    """Months of evidence by placement and month."""
    equal = {"placement": placement, "employer": employer, "month": month}
    return rows(book, PLACEMENT_MONTHS, ("placement", "month"), equal)


def certifications(
    book: Book, *, employer: str | None = None, year: int | None = None, place: str | None = None
) -> list[CertificationRow]:
    """Certifications by year and employer; `place` takes in everything below it."""
    of_year = [] if year is None else [CERTIFICATIONS.table.c.year == year]
    found = rows(book, CERTIFICATIONS, ("year", "employer"), {"employer": employer}, of_year)
    return [row for row in found if place is None or covers(place, row.place)]


def bodies(book: Book, *, place: str | None = None) -> list[BodyRow]:
    """Public bodies by place and code; `place` takes in everything below it."""
    found = rows(book, BODIES, ("place", "uscc"), {})
    return [row for row in found if place is None or covers(place, row.place)]


def offers(book: Book, *, place: str | None = None, year: int | None = None) -> list[OfferRow]:
    """Posts offered to persons with disabilities, in the order of their recording."""
    found = rows(book, OFFERS, ("position",), {})
    return [
        row
        for row in found
        if (place is None or covers(place, row.place)) and (year is None or row.offered_on.year == year)
    ]


def headcounts(book: Book, *, employer: str | None = None) -> list[HeadcountRow]:
    """Centralised employers' head-counts by employer and month."""
    return rows(book, HEADCOUNTS, ("employer", "month"), {"employer": employer})


def workers(book: Book, *, place: str | None = None, post: str | None = None) -> list[WorkerRow]:
    """Every person's first employment, by day."""
    return rows(book, WORKERS, ("first_on", "person"), {"first_place": place, "first_post": post})
