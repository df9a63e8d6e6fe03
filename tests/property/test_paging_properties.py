"""Reading a list page by page while others add to it, on both stores at once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count, pairwise
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.application.events import Drafted
from domain.events import Meta, Recorded
from domain.places import covers
from ledger.book import Book
from ledger.commands.open_book import create_book
from ledger.views import listing, queries
from ledger.views.cases import CaseRow
from ledger.views.paging import Turn
from tests.integration.world import request_of

BOOK = "330500"
COUNTIES = ("330502", "330503", "330521")
OUTERS = (*COUNTIES, BOOK, "330000", "330700", "330501")
PROGRAMMES = ("startup_grant", "lease_subsidy")
FIRST_DAY = date(2024, 3, 1)
_numbers = count(1)


class Case(NamedTuple):
    """A case to be added."""

    place: str
    programme: str
    day: int


class Filter(NamedTuple):
    """What is asked for."""

    programme: str | None
    place: str | None
    first: int | None
    last: int | None

    def takes(self, row: CaseRow) -> bool:
        """Whether the case is asked for, told without SQL."""
        return (
            self.programme in (None, row.programme)
            and (self.place is None or covers(self.place, row.place))
            and (self.first is None or _day(self.first) <= row.applied_on)
            and (self.last is None or row.applied_on <= _day(self.last))
        )


cases = st.builds(Case, st.sampled_from((*COUNTIES, BOOK)), st.sampled_from(PROGRAMMES), st.integers(0, 5))
days = st.none() | st.integers(0, 5)
filters = st.builds(Filter, st.none() | st.sampled_from(PROGRAMMES), st.none() | st.sampled_from(OUTERS), days, days)
seen = st.lists(st.sampled_from(OUTERS), max_size=3).map(tuple)


@pytest.fixture(scope="module")
def books(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Book, Book]]:
    """The same book on both stores, with a few cases in every county."""
    folder = tmp_path_factory.mktemp("pages")
    request = request_of("budget", date(2024, 1, 2), 0)
    urls = f"sqlite:///{folder / 'book.sqlite'}", f"{postgres_server}&schema=paging_properties"
    made = [
        create_book(url, place=BOOK, mode="demo", key_file=folder / f"{n}.json", request=request)[0]
        for n, url in enumerate(urls)
    ]
    both = made[0], made[1]
    add(both, [Case(COUNTIES[n % 3], PROGRAMMES[n % 2], n % 6) for n in range(24)])
    yield both
    for book in both:
        book.close()


def add(books: tuple[Book, Book], wanted: list[Case]) -> None:
    """Add cases to both books; ids are spread, so that new ones come to stand between the others."""
    drafted = [
        Recorded(
            stream=f"A2024-{case.place}-{(number * 7_919) % 100_003:06d}",
            version=1,
            event=Drafted(
                programme=case.programme, place=case.place, applicant="p_a", applied_on=_day(case.day), facts={}
            ),
            meta=META,
        )
        for case, number in zip(wanted, _numbers, strict=False)
    ]
    for book in books if drafted else ():
        book.append(drafted)


META = Meta(
    book=BOOK,
    effective_on=FIRST_DAY,
    recorded_at=datetime(2024, 3, 1, tzinfo=UTC),
    actor="officer",
    roles=("intake_officer",),
    reason="测试",
    command_id="made",
)


def _day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def read_on(book: Book, sees: tuple[str, ...], asked: Filter, turn: Turn) -> tuple[list[CaseRow], str | None]:
    """One page."""
    found = listing.cases(
        book,
        sees,
        turn,
        programme=asked.programme,
        place=asked.place,
        applied_from=None if asked.first is None else _day(asked.first),
        applied_to=None if asked.last is None else _day(asked.last),
    )
    return list(found.rows), found.next


def expected(book: Book, sees: tuple[str, ...], asked: Filter) -> list[str]:
    """The ids of the cases that are asked for and seen, told without SQL."""
    return [
        row.id
        for row in queries.cases(book)
        if asked.takes(row) and any(covers(each, row.place) or covers(each, BOOK) for each in sees)
    ]


@settings(max_examples=60)
@given(
    sees=seen,
    asked=filters,
    limit=st.integers(1, 9),
    descending=st.booleans(),
    meanwhile=st.lists(st.lists(cases, max_size=2), max_size=3),
)
def test_all_pages_give_every_case_once_in_order_whatever_is_added_meanwhile(
    books: tuple[Book, Book],
    sees: tuple[str, ...],
    asked: Filter,
    limit: int,
    descending: bool,
    meanwhile: list[list[Case]],
) -> None:
    before = expected(books[0], sees, asked)
    walked: list[CaseRow] = []
    after: str | None = None
    added = iter(meanwhile)
    while True:
        turn = Turn(after=after, limit=limit, descending=descending)
        page, after = read_on(books[0], sees, asked, turn)
        assert read_on(books[1], sees, asked, turn) == (page, after)
        walked += page
        if after is None:
            break
        assert len(page) == limit
        add(books, next(added, []))
    keys = [(row.applied_on, row.id) for row in walked]
    assert all(one > other if descending else one < other for one, other in pairwise(keys))
    ids = [row.id for row in walked]
    assert set(before) <= set(ids) <= set(expected(books[0], sees, asked))
