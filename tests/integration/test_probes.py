"""What `/readyz` says of a server, and to anybody: whether it can work, and no more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, text
from sqlalchemy.exc import SQLAlchemyError

from api.hosting import Hosted, Hosts
from api.ops.probes import Check, add_probes, books_of, disk_of, told
from ledger.health import Health, Vitals, health_of, store_failed, vitals_of
from ledger.tables import events
from ledger.webhooks.backlog import Backlog
from tests.hosting import new_book


@pytest.fixture
def hosted(book_url: str, tmp_path: Path) -> Iterator[Hosted]:
    with new_book(book_url, tmp_path) as made:
        yield made


def readiness(*checks: Check) -> tuple[int, list[str]]:
    """The status and what is failing."""
    app = Flask("probes")
    add_probes(app, checks)
    answer = app.test_client().get("/readyz")
    assert answer.json is not None
    assert (answer.json["status"] == "ready") is (answer.status_code == 200)
    return answer.status_code, answer.json["failing"]


def lose_an_event(hosted: Hosted) -> None:
    with hosted.book.engine.begin() as connection:
        connection.execute(delete(events))


def lose_a_table(hosted: Hosted) -> None:
    with hosted.book.engine.begin() as connection:
        connection.execute(text("DROP TABLE book_head"))


def test_a_server_whose_books_can_be_worked_with_is_ready(hosted: Hosted) -> None:
    assert readiness(books_of(Hosts([hosted]))) == (200, [])


def test_asking_lets_the_views_catch_up(hosted: Hosted) -> None:
    assert vitals_of(hosted.book) == Vitals(lag=1, backlog=Backlog(events=0, failing=0))
    assert health_of(hosted.book) == Health(reachable=True)
    assert vitals_of(hosted.book) == Vitals(lag=0, backlog=Backlog(events=0, failing=0))


def test_an_event_that_cannot_be_read_into_the_views_makes_a_server_unready(hosted: Hosted) -> None:
    lose_an_event(hosted)
    assert health_of(hosted.book) == Health(reachable=True, lag=1, stopped=True)
    assert vitals_of(hosted.book) == Vitals(lag=1, backlog=None)
    assert readiness(books_of(Hosts([hosted]))) == (503, ["views"])


def test_a_store_that_does_not_answer_makes_a_server_unready(hosted: Hosted) -> None:
    health_of(hosted.book)
    lose_a_table(hosted)
    assert (health_of(hosted.book), vitals_of(hosted.book)) == (Health(reachable=False), None)
    assert readiness(books_of(Hosts([hosted]))) == (503, ["books"])


def test_a_full_disk_makes_a_server_unready(tmp_path: Path) -> None:
    file = tmp_path / "book.sqlite"
    assert readiness(disk_of([file], 1)) == (200, [])
    assert readiness(disk_of([file], 10**18)) == (503, ["disk"])


def test_a_server_that_was_told_to_stop_is_not_ready() -> None:
    assert readiness(told(lambda: False)) == (200, [])
    assert readiness(told(lambda: True)) == (503, ["draining"])


def test_everything_that_fails_is_said_once_and_in_order() -> None:
    assert readiness(lambda: ["views", "books"], lambda: ["views"]) == (503, ["books", "views"])


def test_a_process_lives_whatever_fails() -> None:
    app = Flask("probes")
    add_probes(app, [lambda: ["books"]])
    assert app.test_client().get("/livez").json == {"status": "alive"}


def test_a_store_that_does_not_answer_is_told_from_a_mistake_of_the_program(hosted: Hosted) -> None:
    lose_a_table(hosted)
    with pytest.raises(SQLAlchemyError) as caught:
        _ = hosted.book.head
    # SQLite has one kind of error for both; a server says that it answers, and that the table is not there.
    assert store_failed(caught.value) is (hosted.book.database.mark == "?")
    assert not store_failed(LookupError())
