"""A list of many cases, read page by page: rows of the view alone, as events would have left them."""

from datetime import date, timedelta

import msgspec

from benchmarks import world
from domain.application.state import Status
from ledger.book import Book
from ledger.views import listing
from ledger.views.cases import CASES, CaseRow
from ledger.views.load import add
from ledger.views.paging import LIMIT_DEFAULT, Turn

SEES = (world.PLACE,)
PAGES = 1_000
"""How far the reader has read before the page that is measured."""

_GENERATION = 1
_AT_ONCE = 10_000
_FIRST_DAY = date(2022, 1, 1)
_CASE = CaseRow(
    id="",
    programme="startup_grant",
    place="330502",
    applicant="",
    status=Status.DRAFT.value,
    suspended=False,
    appeal_open=False,
    next_stage="",
    stages=(),
    done=(),
    amount=0,
    line="",
    applied_on=_FIRST_DAY,
    notice_first_day=None,
    notice_last_day=None,
    objected=(),
    decided_on=None,
    last_on=_FIRST_DAY,
    pre_encumbered=0,
    encumbered=0,
    held=0,
    unpaid=0,
    paid=0,
    recovered=0,
    version=1,
    first_position=1,
    last_position=1,
)


def fill(book: Book, count: int) -> None:
    """Put cases into the view: over three years, in five counties."""
    with book.database.writing() as connection:
        for first in range(0, count, _AT_ONCE):
            some = range(first, min(first + _AT_ONCE, count))
            rows = [(book.place, _GENERATION, *CASES.values_of(_case(number))) for number in some]
            add(connection, CASES.table, rows)
        connection.commit()


def read(book: Book, after: str | None, pages: int) -> str | None:
    """Read that many pages behind a cursor; returns the cursor behind the last."""
    for _ in range(pages):
        after = listing.cases(book, SEES, Turn(after=after, limit=LIMIT_DEFAULT)).next
    return after


def depth(count: int) -> int:
    """How many pages can be read of so many cases before the page that is measured."""
    return min(PAGES, count // LIMIT_DEFAULT) - 1


def _case(number: int) -> CaseRow:
    counties = ("330502", "330503", "330521", "330522", "330523")
    on = _FIRST_DAY + timedelta(days=number * 7 % 1_000)
    return msgspec.structs.replace(
        _CASE,
        id=f"A{on.year}-{counties[number % 5]}-{number:010d}",
        place=counties[number % 5],
        applicant=f"p_bench{number:08d}",
        applied_on=on,
        last_on=on,
    )
