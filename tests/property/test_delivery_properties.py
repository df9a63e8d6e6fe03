"""Whatever receivers answer and workers suffer: everything arrives, nothing before what came before it."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.commands import webhooks
from ledger.feed.reading import page
from ledger.webhooks.delivery import Answer
from tests.integration.webhook_desk import Desk, Receiver
from tests.integration.world import PLACE, opened


class Died(Exception):
    """The machine of a worker went down behind the answer."""


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """One book for all examples; each subscribes from where it ends then."""
    with TemporaryDirectory() as folder:
        world = opened(f"sqlite:///{folder}/book.sqlite", Path(folder))
        yield Desk(world)
        world.book.close()


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("happens"), st.integers(1, 4)),
        st.tuples(st.just("delivers"), st.sampled_from([200, 204, 302, 400, 500, 503, 0])),
        st.tuples(st.just("dies"), st.just(204)),
        st.tuples(st.just("waits"), st.sampled_from([1, 40, 100, 4_000])),
    ),
    max_size=14,
)


@settings(max_examples=25)
@given(STEPS, st.integers(1, 3))
def test_every_event_arrives_and_none_before_its_forerunners(
    desk: Desk, steps: list[tuple[str, int]], batch: int
) -> None:
    start = desk.book.head.position
    webhook = desk.subscribe(after=start)
    confirmed = Receiver(Answer(status=200))
    tried = Receiver()
    for number, (what, value) in enumerate(steps):
        _step(desk, what, value, tried, confirmed, number, batch)
    for _ in range(20):
        desk.wait(hours=9)
        list(desk.drain(desk.worker(confirmed, name="last", batch=batch)))
    everything = [item.position for item in page(desk.book, after=start, limit=1_000, sees=[PLACE]).items]
    arrived = confirmed.positions
    assert list(dict.fromkeys(arrived)) == everything
    assert all(position in arrived for position in tried.positions)
    sent = [(message.headers["webhook-id"], message.body) for message in (*confirmed.messages, *tried.messages)]
    assert len(set(sent)) == len({id for id, _ in sent})
    desk.act(webhooks.end, webhooks.OnWebhook(webhook=webhook))


def _step(desk: Desk, what: str, value: int, tried: Receiver, confirmed: Receiver, number: int, batch: int) -> None:
    def answering(url: str, headers: dict[str, str], body: bytes) -> Answer:
        good = 200 <= value < 300
        (confirmed if good else tried)(url, headers, body)
        if what == "dies":
            raise Died
        return Answer(status=value)

    if what == "happens":
        for _ in range(value):
            desk.world.appropriate(100)
    elif what == "waits":
        desk.wait(seconds=value)
    else:
        try:
            desk.deliver(desk.worker(answering, name=f"worker-{number % 3}", batch=batch))
        except Died:
            desk.wait(seconds=1)
