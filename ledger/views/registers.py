"""What readers ask of the registers of people served, carriers, exchanges and posts."""

from domain.places import covers
from ledger.book import Book
from ledger.views.asking import one, rows
from ledger.views.exchanges import EXCHANGES, ExchangeRow
from ledger.views.facilities import FACILITIES, FacilityRow
from ledger.views.jobs import JOBS, BatchRow
from ledger.views.service_acts import SERVICE_ACTS, ServiceActRow
from ledger.views.service_files import SERVICE_FILES, FileRow
from ledger.views.welfare_posts import WELFARE_POSTS, WelfarePostRow


def service_file(book: Book, person: str) -> FileRow:
    """One person on the service register."""
    return one(book, SERVICE_FILES, person, "file")


def service_files(book: Book, *, place: str | None = None, employment: str | None = None) -> list[FileRow]:
    """Persons on the service register; `place` takes in everything below it."""
    found = rows(book, SERVICE_FILES, ("id",), {"employment": employment})
    return [row for row in found if place is None or covers(place, row.place)]


def service_acts(
    book: Book, *, person: str | None = None, kind: str | None = None, place: str | None = None
) -> list[ServiceActRow]:
    """What was done for people, in the order in which it was recorded; `place` takes in everything below it."""
    found = rows(book, SERVICE_ACTS, ("position",), {"person": person, "kind": kind})
    return [row for row in found if place is None or covers(place, row.place)]


def exchanges(book: Book, *, kind: str | None = None) -> list[ExchangeRow]:
    """Exchanges by id."""
    return rows(book, EXCHANGES, ("id",), {"kind": kind})


def facilities(book: Book, *, place: str | None = None, kind: str | None = None) -> list[FacilityRow]:
    """Carriers by id; `place` takes in everything below it."""
    found = rows(book, FACILITIES, ("id",), {"kind": kind})
    return [row for row in found if place is None or covers(place, row.place)]


def batches(book: Book, *, place: str | None = None, kind: str | None = None) -> list[BatchRow]:
    """Batches of posts and labour projects by id; `place` takes in everything below it."""
    found = rows(book, JOBS, ("id",), {"kind": kind})
    return [row for row in found if place is None or covers(place, row.place)]


def welfare_posts(book: Book, *, place: str | None = None) -> list[WelfarePostRow]:
    """Public-welfare posts by place, kind and employer; `place` takes in everything below it."""
    found = rows(book, WELFARE_POSTS, ("id",), {})
    return [row for row in found if place is None or covers(place, row.place)]
