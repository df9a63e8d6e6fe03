"""How far receivers are behind is known to those who watch over a book, without saying which receiver it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.commands import webhooks
from ledger.webhooks.backlog import Backlog, backlog_of
from tests.integration.webhook_desk import BROKEN, Desk, Receiver
from tests.integration.world import opened


@pytest.fixture
def desk(book_url: str, tmp_path: Path) -> Iterator[Desk]:
    world = opened(book_url, tmp_path)
    yield Desk(world)
    world.book.close()


def test_without_webhooks_nobody_is_behind(desk: Desk) -> None:
    assert backlog_of(desk.book) == Backlog(events=0, failing=0)


def test_the_receiver_furthest_behind_counts_until_it_was_told_everything(desk: Desk) -> None:
    desk.subscribe(after=0)
    desk.subscribe(after=None)
    assert backlog_of(desk.book) == Backlog(events=4, failing=0)
    list(desk.drain(desk.worker(Receiver())))
    assert backlog_of(desk.book) == Backlog(events=0, failing=0)


def test_a_receiver_that_fails_is_counted_until_it_is_paused(desk: Desk) -> None:
    webhook = desk.subscribe(after=0)
    desk.deliver(desk.worker(Receiver(BROKEN)))
    assert backlog_of(desk.book).failing == 1
    desk.act(webhooks.pause, webhooks.Pause(webhook=webhook))
    assert backlog_of(desk.book) == Backlog(events=0, failing=0)
