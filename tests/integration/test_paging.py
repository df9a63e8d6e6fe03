"""Lists are read page by page: nothing twice, nothing left out, nothing of another place, and no foreign cursor."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from domain.errors import NotFound
from ledger.views import listing, queries
from ledger.views.cases import CaseRow
from ledger.views.jurisdiction import PLACED, must_see, place_of
from ledger.views.paging import (
    CursorMalformed,
    CursorOfAnotherList,
    Page,
    PageSizeOutOfRange,
    Turn,
)
from ledger.views.rebuild import rebuild
from tests.integration.world import STARTUP, STARTUP_LINE, World, played

COUNTY, ELSEWHERE, PREFECTURE = ("330502",), ("330521",), ("330500",)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The whole world, once on each store, for tests that only read."""
    folder = tmp_path_factory.mktemp("paging")
    url = f"sqlite:///{folder / 'book.sqlite'}"
    if request.param == "postgres":
        url = f"{request.getfixturevalue('postgres_server')}&schema=paging"
    here = played(url, folder)
    yield here
    here.book.close()


def walked(ask: Callable[[Turn], Page[Any]], limit: int, *, descending: bool = False) -> list[list[Any]]:
    """Every page, from the first to the last."""
    pages, after = [], None
    while True:
        found = ask(Turn(after=after, limit=limit, descending=descending))
        pages.append(list(found.rows))
        if (after := found.next) is None:
            return pages


def flat(pages: list[list[Any]]) -> list[Any]:
    return [row for rows in pages for row in rows]


@pytest.mark.parametrize("limit", [1, 2, 4, 9, 200])
def test_all_pages_together_are_the_whole_list_in_order(world: World, limit: int) -> None:
    pages = walked(lambda turn: listing.cases(world.book, PREFECTURE, turn), limit)
    assert flat(pages) == queries.cases(world.book)
    assert all(len(rows) == limit for rows in pages[:-1])
    assert pages[-1]


def test_backwards_is_the_same_list_from_its_end(world: World) -> None:
    pages = walked(lambda turn: listing.timeline(world.book, PREFECTURE, turn), 50, descending=True)
    assert flat(pages) == queries.timeline(world.book)[::-1]


def test_filters_hold_on_every_page(world: World) -> None:
    def ask(turn: Turn) -> Page[CaseRow]:
        return listing.cases(world.book, PREFECTURE, turn, programme=STARTUP, status="approved")

    expected = [row for row in queries.cases(world.book) if (row.programme, row.status) == (STARTUP, "approved")]
    assert flat(walked(ask, 2)) == expected
    assert len(expected) > 2


def test_days_and_truths_can_be_asked_for(world: World) -> None:
    ask = listing.cases
    assert len(ask(world.book, PREFECTURE, applied_from=date(2024, 3, 1), applied_to=date(2024, 3, 1)).rows) == 9
    assert ask(world.book, PREFECTURE, applied_from=date(2024, 3, 2)).rows == ()
    suspended = ask(world.book, PREFECTURE, suspended=True).rows
    assert suspended == tuple(row for row in queries.cases(world.book) if row.suspended)


def test_a_list_may_be_empty(world: World) -> None:
    assert listing.cases(world.book, PREFECTURE, status="nothing") == Page((), None)


@pytest.mark.parametrize("limit", [0, -1, 201])
def test_a_page_has_between_one_and_two_hundred_rows(world: World, limit: int) -> None:
    with pytest.raises(PageSizeOutOfRange):
        listing.cases(world.book, PREFECTURE, Turn(limit=limit))


def cursor_of(world: World, ask: Callable[..., Page[Any]] = listing.cases) -> str:
    cursor = ask(world.book, PREFECTURE, Turn(limit=2)).next
    assert cursor is not None
    return cursor


@pytest.mark.parametrize(
    "ask",
    [
        lambda book, turn: listing.cases(book, PREFECTURE, turn, programme=STARTUP),
        lambda book, turn: listing.cases(book, PREFECTURE, turn, applied_from=date(2024, 1, 1)),
        lambda book, turn: listing.cases(book, PREFECTURE, turn, place="330502"),
        lambda book, turn: listing.cases(book, COUNTY, turn),
        lambda book, turn: listing.cases(book, PREFECTURE, turn._replace(descending=True)),
        lambda book, turn: listing.payments(book, PREFECTURE, turn),
    ],
    ids=["filter", "day", "place", "jurisdiction", "direction", "list"],
)
def test_a_cursor_of_another_list_is_refused_by_name(world: World, ask: Callable[..., Page[Any]]) -> None:
    with pytest.raises(CursorOfAnotherList):
        ask(world.book, Turn(after=cursor_of(world)))


def test_a_cursor_may_be_used_with_another_page_size_and_after_a_rebuild(world: World) -> None:
    cursor = cursor_of(world)
    before = listing.cases(world.book, PREFECTURE, Turn(after=cursor, limit=3)).rows
    rebuild(world.book)
    assert listing.cases(world.book, PREFECTURE, Turn(after=cursor, limit=5)).rows[:3] == before


def forged(content: str) -> str:
    return urlsafe_b64encode(content.encode()).decode().rstrip("=")


def question_of(cursor: str) -> str:
    return urlsafe_b64decode(cursor + "==").decode().split('"')[1]


@pytest.mark.parametrize(
    "made",
    [
        lambda _: "",
        lambda _: "not a cursor",
        lambda _: "翻页",
        lambda _: "A" * 5000,
        lambda _: forged("{}"),
        lambda _: forged("[]"),
        lambda _: forged("[1.5]"),
        lambda question: forged(f'["{question}"]'),
        lambda question: forged(f'["{question}","2024-03-01"]'),
        lambda question: forged(f'["{question}","2024-03-01","A","B"]'),
        lambda question: forged(f'["{question}",20240301,"A"]'),
        lambda question: forged(f'["{question}","2024-03-01","A\\u0000"]'),
    ],
)
def test_what_is_no_cursor_is_refused_by_name(world: World, made: Callable[[str], str]) -> None:
    with pytest.raises(CursorMalformed):
        listing.cases(world.book, PREFECTURE, Turn(after=made(question_of(cursor_of(world)))))


def test_a_position_that_no_store_can_hold_is_refused_by_name(world: World) -> None:
    question = question_of(cursor_of(world, listing.timeline))
    with pytest.raises(CursorMalformed):
        listing.timeline(world.book, PREFECTURE, Turn(after=forged(f'["{question}",{2**63}]')))


LISTS: dict[str, Callable[..., Page[Any]]] = {
    "cases": listing.cases,
    "payments": listing.payments,
    "recoveries": listing.recoveries,
    "placements": listing.placements,
    "bank_lines": listing.bank_lines,
    "timeline": listing.timeline,
}


@pytest.mark.parametrize("ask", LISTS.values(), ids=LISTS)
def test_a_county_sees_what_lies_in_it_and_a_neighbour_nothing(world: World, ask: Callable[..., Page[Any]]) -> None:
    everything = flat(walked(lambda turn: ask(world.book, PREFECTURE, turn), 200))
    seen = flat(walked(lambda turn: ask(world.book, COUNTY, turn), 200))
    assert seen == [row for row in everything if row.place == "330502"]
    assert seen
    assert ask(world.book, ELSEWHERE).rows == ()
    assert ask(world.book, ()).rows == ()
    for wider in (("000000",), ("330000",), ("330502", "330500")):
        assert ask(world.book, wider, Turn(limit=200)).rows == tuple(everything[:200])


def test_what_belongs_to_a_case_lies_where_the_case_lies(world: World) -> None:
    of_case = {row.id: row.place for row in queries.cases(world.book)}
    rows: list[Any] = [*queries.payments(world.book), *queries.recoveries(world.book), *queries.timeline(world.book)]
    assert {(row.case, row.place) for row in rows if row.case} == set(of_case.items())


def test_what_belongs_to_no_place_below_is_the_books_own(world: World) -> None:
    own = {"book", "fund", "party"}
    seen = [row for row in queries.timeline(world.book) if row.topic.partition(".")[0] in own]
    assert {row.place for row in seen} == {"330500"}
    assert {row.topic.partition(".")[0] for row in seen} == own


@pytest.mark.parametrize("kind", ["case", "payment", "recovery", "placement", "certification", "relief", "facility"])
def test_one_thing_is_seen_where_its_list_is(world: World, kind: str) -> None:
    table = PLACED[kind].table
    with world.book.engine.connect() as connection:
        id, place = connection.execute(select(table.c.id, table.c.place).order_by(table.c.id)).all()[0]
    assert place_of(world.book, kind, id) == place == "330502"
    must_see(world.book, kind, id, PREFECTURE)
    must_see(world.book, kind, id, COUNTY)
    with pytest.raises(NotFound):
        must_see(world.book, kind, id, ELSEWHERE)


def test_what_is_out_of_sight_is_answered_as_what_is_not_there(world: World) -> None:
    case = world.cases["clean"]
    with pytest.raises(NotFound) as hidden:
        must_see(world.book, "case", case, ELSEWHERE)
    with pytest.raises(NotFound) as absent:
        must_see(world.book, "case", "A2024-330502-NOTHING", PREFECTURE)
    one, other = hidden.value.as_dict(), absent.value.as_dict()
    assert one.keys() == other.keys()
    assert (one["code"], one["field"]) == (other["code"], other["field"])
    assert hidden.value.zh.replace(case, "") == absent.value.zh.replace("A2024-330502-NOTHING", "")


def test_a_budget_line_lies_where_it_was_allotted_to(world: World) -> None:
    assert place_of(world.book, "allotment", STARTUP_LINE) == "330500"
    assert listing.allotments(world.book, COUNTY).rows == ()
    assert [row.id for row in listing.allotments(world.book, PREFECTURE, programme=STARTUP).rows] == [STARTUP_LINE]
