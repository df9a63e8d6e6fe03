"""The feed: every event once, in order, for the places of the reader, at a bounded cost."""

from collections.abc import Iterator, Sequence

import msgspec
import pytest

from ledger.feed import reading
from ledger.feed.cloud_events import cloud_event
from ledger.feed.reading import BeyondTheBook, Item, PageTooLarge, page
from ledger.feed.topics import feed_topics
from ledger.views import queries
from tests.integration.world import PLACE, World, played
from tests.integration.world_registers import DISTRICT


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The whole world, once on each store, for tests that only read."""
    folder = tmp_path_factory.mktemp("feed")
    url = f"sqlite:///{folder / 'book.sqlite'}"
    if request.param == "postgres":
        url = f"{request.getfixturevalue('postgres_server')}&schema=feed"
    here = played(url, folder)
    yield here
    here.book.close()


def all_of(world: World, *, limit: int = 50, topics: Sequence[str] = (), sees: Sequence[str] = (PLACE,)) -> list[Item]:
    """The feed from its beginning to its end."""
    found: list[Item] = []
    after, more = 0, True
    while more:
        read = page(world.book, after=after, limit=limit, topics=topics, sees=sees)
        assert after < read.reached or not read.more
        found.extend(read.items)
        after, more = read.reached, read.more
    assert after == world.book.head.position
    return found


def test_every_event_of_the_feed_comes_once_and_in_order(world: World) -> None:
    stored = [row for row in world.book.raw(0, 10_000) if row.topic in feed_topics()]
    everything = [(row.position, row.leaf_hash.hex()) for row in stored]
    for limit in (1, 7, 1_000):
        assert [(item.position, item.leaf_hash) for item in all_of(world, limit=limit)] == everything


def test_who_revealed_what_is_not_told(world: World) -> None:
    assert "party.Revealed" in {row.topic for row in world.book.raw(0, 10_000)}
    assert "party.Revealed" not in {item.topic for item in all_of(world)}


def test_a_reader_of_a_county_is_told_what_concerns_it_and_nothing_else(world: World) -> None:
    concerning = [row.position for row in queries.timeline(world.book, place=DISTRICT) if row.topic in feed_topics()]
    assert [item.position for item in all_of(world, sees=[DISTRICT])] == concerning
    assert all_of(world, sees=["330700"]) == []
    assert all_of(world, sees=["330700", PLACE]) == all_of(world)
    assert all_of(world, sees=[]) == []


def test_a_reader_asks_for_some_topics(world: World) -> None:
    items = all_of(world, topics=["payment.*", "recovery.Received"])
    assert {item.topic.partition(".")[0] for item in items} == {"payment", "recovery"}
    assert {item.topic for item in items if item.topic.startswith("recovery")} == {"recovery.Received"}


def test_a_filter_that_nothing_passes_moves_the_cursor_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LOOKED_AT", 10)
    read = page(world.book, after=0, limit=5, sees=["330700"])
    assert (read.items, read.reached, read.more) == ((), 10, True)
    assert all_of(world, sees=[DISTRICT])


def test_the_end_of_the_book_is_an_empty_page(world: World) -> None:
    head = world.book.head.position
    read = page(world.book, after=head, limit=5, sees=[PLACE])
    assert (read.items, read.reached, read.more) == ((), head, False)


def test_a_position_beyond_the_book_is_refused(world: World) -> None:
    with pytest.raises(BeyondTheBook):
        page(world.book, after=world.book.head.position + 1, limit=5, sees=[PLACE])


@pytest.mark.parametrize("limit", [0, -1, reading.MOST + 1])
def test_a_page_has_its_bounds(world: World, limit: int) -> None:
    with pytest.raises(PageTooLarge):
        page(world.book, after=0, limit=limit, sees=[PLACE])


def test_an_event_has_the_shape_of_cloud_events(world: World) -> None:
    item = all_of(world, topics=["payment.Settled"])[0]
    event = cloud_event(item)
    assert event.id == f"{PLACE}/{item.position}"
    assert event.source == f"/v1/books/{PLACE}"
    assert (event.specversion, event.type, event.subject) == ("1.0", "payment.Settled", item.stream)
    assert event.data["amount"] == "10000.00"
    written = msgspec.json.decode(msgspec.json.encode(event))
    assert written["time"].endswith("Z")
    assert all(name.isalnum() and name == name.lower() for name in written)
