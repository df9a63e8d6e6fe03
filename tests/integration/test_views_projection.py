"""Views: folded exactly once, rebuilt to the same bytes, stopped by what does not fit."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import func, select, update

from domain.errors import NotFound
from domain.events import Meta, Recorded
from domain.party import Registered
from ledger.book import Book
from ledger.codec import leaf_hash
from ledger.commands.open_book import create_book
from ledger.tables import events
from ledger.views import queries
from ledger.views.asking import one_moment, rows
from ledger.views.cases import CASES
from ledger.views.catalogue import VIEWS, view_positions
from ledger.views.digest import digest
from ledger.views.documents import DOCUMENTS
from ledger.views.payments import PAYMENTS
from ledger.views.placements import PLACEMENTS
from ledger.views.projection import catch_up
from ledger.views.rebuild import rebuild
from ledger.views.recoveries import RECOVERIES
from ledger.views.stream import ProjectionStopped
from ledger.views.view import Row, View
from tests.integration.unread import unread
from tests.integration.world import STARTUP, World, opened, played, request_of, startup_facts


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """The whole world, once on each store, before anybody read it."""
    here = played(book_url, tmp_path)
    unread(here.book)
    yield here
    here.book.close()


@pytest.fixture
def small(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A book with a budget, once on each store."""
    here = opened(book_url, tmp_path)
    yield here
    here.book.close()


def rows_of(book: Book) -> int:
    """How many rows all views hold, of whatever generation."""
    with book.engine.connect() as connection:
        return sum(connection.execute(select(func.count()).select_from(view.table)).scalar_one() for view in VIEWS)


def position_of(book: Book) -> int:
    """Where the views stand."""
    with book.engine.connect() as connection:
        return int(connection.execute(select(view_positions.c.position)).scalar_one())


def test_all_that_is_asked_in_one_moment_fits_together(small: World) -> None:
    with one_moment(small.book):
        before = queries.cases(small.book)
        small.file("meanwhile", 1, STARTUP, startup_facts(small.today, 1))
        assert queries.cases(small.book) == before == []
    assert [case.id for case in queries.cases(small.book)] == [small.cases["meanwhile"]]


VERSIONED: tuple[View[Any], ...] = (CASES, PAYMENTS, RECOVERIES, PLACEMENTS, DOCUMENTS)
"""Views of what is acted upon, whose ids are their streams."""


def test_a_row_that_can_be_acted_upon_tells_the_version_of_its_stream(world: World) -> None:
    """So an act, or many in bulk, can follow from a list without reading each thing again."""
    catch_up(world.book)
    for view in VERSIONED:
        listed = rows(world.book, view, view.key, {})
        assert listed, f"the world has no {view.name}"
        assert {row.id: row.version for row in listed} == {row.id: world.book.version(row.id) for row in listed}


def test_live_and_rebuilt_views_are_the_same_to_the_byte(world: World) -> None:
    assert catch_up(world.book) == world.book.head.position
    live = digest(world.book)
    assert rebuild(world.book) == world.book.head.position
    assert digest(world.book) == live


def test_views_are_the_same_in_whatever_batches_they_were_folded(world: World) -> None:
    catch_up(world.book, batch=1)
    one_by_one = digest(world.book)
    rebuild(world.book, batch=7)
    assert digest(world.book) == one_by_one


def test_both_stores_hold_the_same_views(sqlite_url: str, postgres_url: str, tmp_path: Path) -> None:
    # The same keys give the same pseudonyms; salts differ, but commitments are no part of the views.
    held = []
    for url in (sqlite_url, postgres_url):
        here = played(url, tmp_path)
        catch_up(here.book)
        held.append({view.name: [_known(row) for row in rows(here.book, view, view.key, {})] for view in VIEWS})
        here.book.close()
    assert held[0] == held[1]


def _known(row: Row) -> str:
    """The row without what is drawn at random: the names of a webhook's secrets."""
    return re.sub(r"whk_\w+", "whk", repr(row))


def test_thousands_of_rows_at_once_are_the_same_as_one_by_one(small: World) -> None:
    registered = [
        Recorded(
            stream=f"party:p_{number:04d}",
            version=1,
            event=Registered(party=f"p_{number:04d}", kind="person", commitment="0" * 64, details_version=1),
            meta=meta_of(small.book, f"bulk-{number}"),
        )
        for number in range(1_000)
    ]
    small.book.append_bulk(registered)
    catch_up(small.book)
    live = digest(small.book)
    rebuild(small.book, batch=150)
    assert digest(small.book) == live
    assert len(queries.timeline(small.book, after=small.book.head.position - 1_000)) == 1_000


def meta_of(book: Book, key: str) -> Meta:
    """The envelope of an event that is recorded at the head's time."""
    at = book.head.recorded_at
    assert at is not None
    return Meta(
        book=book.place,
        effective_on=at.date(),
        recorded_at=at,
        actor="330500-intake",
        roles=("intake_officer",),
        reason="批量登记",
        command_id=key,
    )


def test_catching_up_where_nothing_is_new_changes_nothing(world: World) -> None:
    catch_up(world.book)
    before = digest(world.book)
    calls: list[int] = []
    assert catch_up(world.book, lambda done, total: calls.append(done)) == world.book.head.position
    assert (calls, digest(world.book)) == ([], before)


def test_progress_is_told_after_every_batch(world: World) -> None:
    told: list[tuple[int, int]] = []
    catch_up(world.book, lambda done, total: told.append((done, total)), batch=50)
    head = world.book.head.position
    assert told == [(done, head) for done in (*range(50, head, 50), head)]


def test_a_rebuild_leaves_no_row_of_the_generation_before(world: World) -> None:
    catch_up(world.book)
    before = rows_of(world.book)
    rebuild(world.book)
    assert rows_of(world.book) == before


class Stop(Exception):
    """Somebody pulls the plug."""


def unplugged(done: int, total: int) -> None:
    raise Stop


@pytest.mark.parametrize("run", [catch_up, rebuild])
def test_a_run_that_breaks_off_leaves_views_that_go_on(world: World, run: Callable[..., int]) -> None:
    with pytest.raises(Stop):
        run(world.book, unplugged, batch=30)
    catch_up(world.book)
    live = digest(world.book)
    rebuild(world.book)
    assert digest(world.book) == live


KILLED = """
import os, signal, sys
from ledger.book import Book
from ledger.views.projection import catch_up
from ledger.views.rebuild import rebuild
from ledger.views.recoveries import RECOVERIES
run = {"catch_up": catch_up, "rebuild": rebuild}[sys.argv[2]]
run(Book.open(sys.argv[1]), lambda done, total: done >= 60 and os.kill(os.getpid(), signal.SIGKILL), batch=30)
"""


@pytest.mark.parametrize("run", ["catch_up", "rebuild"])
def test_a_killed_run_leaves_views_that_go_on(book_url: str, tmp_path: Path, run: str) -> None:
    world = played(book_url, tmp_path)
    unread(world.book)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, book_url, run], check=False, env={**os.environ, "PYTHONPATH": str(Path.cwd())}
    )
    assert killed.returncode == -signal.SIGKILL
    catch_up(world.book)
    live = digest(world.book)
    rebuild(world.book)
    assert digest(world.book) == live
    world.book.close()


@pytest.mark.parametrize("rivals", [(catch_up, catch_up), (catch_up, rebuild), (rebuild, rebuild)])
def test_rival_runners_fold_every_event_once(
    book_url: str, tmp_path: Path, rivals: tuple[Callable[..., int], ...]
) -> None:
    world = played(book_url, tmp_path)
    unread(world.book)
    assert set(together(book_url, rivals)) == {world.book.head.position}
    assert position_of(world.book) == world.book.head.position
    live = digest(world.book)
    rebuild(world.book)
    assert digest(world.book) == live
    world.book.close()


def together(url: str, runs: tuple[Callable[..., int], ...]) -> list[int]:
    """Let several runners go at once, each with a book of its own; returns the positions that they reached."""
    start = Barrier(len(runs))

    def go(run: Callable[..., int]) -> int:
        with Book.open(url) as book:
            start.wait()
            return run(book, batch=5)

    with ThreadPoolExecutor(len(runs)) as pool:
        return [future.result() for future in [pool.submit(go, run) for run in runs]]


def test_a_rebuild_takes_up_what_live_views_have_seen_meanwhile(small: World) -> None:
    def meanwhile(done: int, total: int) -> None:
        small.file(f"case-{done}", 1 + len(small.cases), STARTUP, startup_facts(small.today, 1 + len(small.cases)))
        catch_up(small.book)

    rebuild(small.book, meanwhile, batch=2)
    assert position_of(small.book) == small.book.head.position
    live = digest(small.book)
    rebuild(small.book)
    assert digest(small.book) == live


def test_an_older_rebuild_gives_way_to_a_newer_one(small: World) -> None:
    def overtake(done: int, total: int) -> None:
        rebuild(small.book)

    rebuild(small.book, overtake, batch=100)
    assert position_of(small.book) == small.book.head.position
    before = rows_of(small.book)
    rebuild(small.book)
    assert rows_of(small.book) == before


def test_readers_see_the_old_views_until_a_rebuild_is_done(world: World) -> None:
    catch_up(world.book)
    live = digest(world.book)
    seen: list[str] = []
    rebuild(world.book, lambda done, total: seen.append(digest(world.book)), batch=40)
    assert set(seen) == {live}


def spoil(book: Book, position: int, *, topic: str) -> None:
    """Give a stored event a topic that nobody knows."""
    with book.engine.begin() as connection:
        state = connection.execute(select(events.c.state).where(events.c.position == position)).scalar_one()
        known = connection.execute(select(events.c.topic).where(events.c.position == position)).scalar_one()
        changed = bytes(state).replace(known.encode(), topic.encode())
        connection.execute(
            update(events)
            .where(events.c.position == position)
            .values(topic=topic, state=changed, leaf_hash=leaf_hash(changed))
        )


@pytest.mark.parametrize("batch", [1, 7, 1000])
def test_an_event_that_does_not_decode_stops_the_views_before_it(world: World, batch: int) -> None:
    spoil(world.book, 40, topic="application.Unheard")
    for _ in range(2):
        with pytest.raises(ProjectionStopped) as refusal:
            catch_up(world.book, batch=batch)
        assert refusal.value.details["position"] == 40
        assert refusal.value.details["topic"] == "application.Unheard"
        assert position_of(world.book) == 39


def test_an_event_that_does_not_fit_stops_the_views_before_it(world: World) -> None:
    first = next(row for row in world.book.read(limit=1000) if row.event.topic == "application.Drafted").position
    spoil(world.book, first, topic="application.Resumed")
    with pytest.raises(ProjectionStopped) as refusal:
        catch_up(world.book)
    assert refusal.value.details["position"] == first
    assert position_of(world.book) == first - 1


def test_a_missing_event_stops_the_views_before_it(world: World) -> None:
    with world.book.engine.begin() as connection:
        connection.execute(events.delete().where(events.c.position == 25))
    with pytest.raises(ProjectionStopped) as refusal:
        catch_up(world.book, batch=10)
    assert refusal.value.details["position"] == 25
    assert position_of(world.book) == 24


def test_a_rebuild_that_cannot_be_done_leaves_the_views_as_they_were(world: World) -> None:
    catch_up(world.book)
    live, rows = digest(world.book), rows_of(world.book)
    spoil(world.book, 40, topic="application.Unheard")
    with pytest.raises(ProjectionStopped):
        rebuild(world.book, batch=10)
    assert (digest(world.book), rows_of(world.book)) == (live, rows)


def test_a_query_says_at_which_event_the_views_stopped(world: World) -> None:
    spoil(world.book, 40, topic="application.Unheard")
    with pytest.raises(ProjectionStopped):
        queries.cases(world.book)


def test_books_in_one_database_keep_their_views_apart(book_url: str, tmp_path: Path) -> None:
    world = opened(book_url, tmp_path)
    request = request_of("budget", date(2024, 1, 2), 0)
    other, _ = create_book(book_url, place="330700", mode="demo", key_file=tmp_path / "other.json", request=request)
    catch_up(world.book)
    catch_up(other)
    live = digest(world.book)
    rebuild(other)
    assert digest(world.book) == live
    assert [row.id for row in queries.allotments(other)] == []
    assert [row.position for row in queries.timeline(other)] == [1]
    assert len(queries.allotments(world.book)) == 2
    world.book.close()
    other.close()


def test_a_book_that_was_made_without_views_says_so(book_url: str) -> None:
    with Book.create(book_url, place="330500", mode="demo") as book, pytest.raises(NotFound):
        catch_up(book)
