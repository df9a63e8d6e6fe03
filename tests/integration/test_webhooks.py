"""Webhooks: everything once confirmed and in order, again until confirmed, and never by two workers at once."""

from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from domain.actor import OutsideJurisdiction
from domain.errors import NotFound, Refusal
from domain.webhook.acts import RotationUnderWay, WebhookNotActive
from ledger.commands import webhooks
from ledger.commands.place import PlaceOutsideBook
from ledger.commands.shown_once import SecretShownAlready
from ledger.feed.reading import BeyondTheBook, page
from ledger.feed.topics import NoSuchTopic
from ledger.tables import webhook_secrets
from ledger.webhooks.delivery import Answer
from ledger.webhooks.progress import attempts, progress
from ledger.webhooks.secrets import SecretDoesNotOpen
from ledger.webhooks.signature import signature
from tests.integration.webhook_desk import BROKEN, OK, URL, Desk, Message, Receiver
from tests.integration.world import PLACE, World, opened
from tests.integration.world_registers import DISTRICT

DAY = 24


@pytest.fixture
def desk(book_url: str, tmp_path: Path) -> Iterator[Desk]:
    """A book with a few events, once on each store."""
    world = opened(book_url, tmp_path)
    yield Desk(world)
    world.book.close()


def more(world: World, count: int = 3) -> None:
    """So many further events that concern the whole city."""
    for _ in range(count):
        world.appropriate(100)


def feed(desk: Desk, after: int = 0) -> list[int]:
    """The positions that there are for a reader of the city."""
    return [item.position for item in page(desk.book, after=after, limit=1_000, sees=[PLACE]).items]


def valid(message: Message, secret: str) -> bool:
    """Whether a receiver who knows the secret would accept the message."""
    key = b64decode(secret.removeprefix("whsec_"))
    made = signature(message.headers["webhook-id"], message.headers["webhook-timestamp"], message.body, key)
    return made in message.headers["webhook-signature"].split(" ")


# --- subscribing ---


def test_the_secret_is_shown_once_and_stands_nowhere_in_the_clear(desk: Desk) -> None:
    command, request = webhooks.Subscribe(url=URL, place=PLACE), desk.request()
    receipt, shown = webhooks.subscribe(desk.book, desk.secrets, command, request)
    with pytest.raises(SecretShownAlready, match=receipt.outcome["webhook"]):
        webhooks.subscribe(desk.book, desk.secrets, command, request)
    secret = b64decode(shown.removeprefix("whsec_"))
    assert len(secret) == 32
    assert not [row for row in desk.book.raw() if shown.encode() in row.state]
    with desk.book.engine.connect() as connection:
        (row,) = connection.execute(select(webhook_secrets)).all()
    assert secret not in bytes(row.sealed)
    assert desk.secrets.open(row.webhook, row.key_id) == secret


def test_the_secret_opens_for_its_own_webhook_alone(desk: Desk) -> None:
    one, other = desk.subscribe(), desk.subscribe()
    with pytest.raises(NotFound):
        desk.secrets.open(other, desk.row(one).key_id)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"topics": ("nothing.*",)}, NoSuchTopic),
        ({"place": "330700"}, PlaceOutsideBook),
        ({"place": "330000"}, PlaceOutsideBook),
        ({"from_position": 10**6}, BeyondTheBook),
        ({"from_position": -1}, BeyondTheBook),
        ({"topics": tuple(str(number) for number in range(101))}, webhooks.TooManyFilters),
    ],
)
def test_what_cannot_be_subscribed_is_refused(desk: Desk, wrong: dict[str, Any], refusal: type[Refusal]) -> None:
    before = desk.book.head.position
    command = webhooks.Subscribe(**{"url": URL, "place": PLACE, **wrong})
    with pytest.raises(refusal):
        webhooks.subscribe(desk.book, desk.secrets, command, desk.request())
    assert desk.book.head.position == before


def test_nobody_lets_others_read_beyond_their_own_place(desk: Desk) -> None:
    request = desk.request()
    actor = type(request.actor)(id="county", roles=("integration_officer",), place=DISTRICT)
    request = type(request)(actor=actor, now=request.now, key=request.key, reason="测试")
    with pytest.raises(OutsideJurisdiction):
        webhooks.subscribe(desk.book, desk.secrets, webhooks.Subscribe(url=URL, place=PLACE), request)


def test_without_a_beginning_only_what_comes_is_told(desk: Desk) -> None:
    desk.subscribe(after=None)
    receiver, before = Receiver(), desk.book.head.position
    assert not list(desk.drain(desk.worker(receiver)))
    more(desk.world)
    assert list(desk.drain(desk.worker(receiver)))
    assert receiver.positions == feed(desk, before - 1)


# --- delivering ---


def test_everything_comes_once_in_order_and_signed(desk: Desk) -> None:
    command = webhooks.Subscribe(url=URL, place=PLACE, from_position=0)
    _, secret = webhooks.subscribe(desk.book, desk.secrets, command, desk.request())
    more(desk.world, 7)
    receiver = Receiver()
    done = list(desk.drain(desk.worker(receiver, batch=2)))
    assert receiver.positions == feed(desk)
    assert len(done) == len(receiver.messages) == -(-len(feed(desk)) // 2)
    assert len(set(receiver.ids)) == len(receiver.ids)
    assert all(valid(message, secret) for message in receiver.messages)
    assert not list(desk.drain(desk.worker(receiver)))


def test_a_receiver_is_told_of_its_topics_and_places_only(desk: Desk) -> None:
    desk.subscribe(topics=["fund.Appropriated"])
    desk.subscribe(place=DISTRICT)
    receiver = Receiver()
    more(desk.world)
    list(desk.drain(desk.worker(receiver)))
    assert {event["type"] for message in receiver.messages for event in message.events} == {"fund.Appropriated"}


def test_what_was_not_confirmed_is_sent_again_as_it_was_before_anything_else(desk: Desk) -> None:
    webhook = desk.subscribe()
    more(desk.world)
    receiver = Receiver(BROKEN, BROKEN, OK)
    worker = desk.worker(receiver, batch=2)
    assert [done.result for done in desk.deliver(worker)] == ["failed"]
    more(desk.world)
    assert desk.deliver(worker) == []
    desk.wait(seconds=5)
    assert [done.result for done in desk.deliver(desk.worker(receiver, batch=50))] == ["failed"]
    desk.wait(seconds=29)
    assert desk.deliver(worker) == []
    desk.wait(seconds=1)
    list(desk.drain(worker))
    first, second, third, *_ = receiver.messages
    assert first.body == second.body == third.body
    assert receiver.ids[0] == receiver.ids[1] == receiver.ids[2]
    assert receiver.positions[4:] == feed(desk)
    assert [(each.number, each.status) for each in attempts(desk.book, webhook)][-3:] == [(3, 204), (2, 500), (1, 500)]


def test_a_worker_that_dies_behind_the_answer_leaves_the_batch_to_be_sent_again(desk: Desk) -> None:
    webhook = desk.subscribe()
    more(desk.world)

    class Died(Exception):
        """The machine went down."""

    receiver = Receiver()

    def dying(url: str, headers: Any, body: bytes) -> Answer:
        receiver(url, headers, body)
        raise Died

    with pytest.raises(Died):
        desk.deliver(desk.worker(dying, name="dead", batch=2))
    more(desk.world)
    assert desk.deliver(desk.worker(receiver, name="alive", batch=2)) == []
    desk.wait(seconds=91)
    list(desk.drain(desk.worker(receiver, name="alive", batch=3)))
    assert receiver.messages[0].body == receiver.messages[1].body
    assert receiver.ids[0] == receiver.ids[1]
    assert receiver.positions[2:] == feed(desk)
    found = progress(desk.book, webhook)
    assert found is not None
    assert (found.lease, found.upto, found.failures) == ("", 0, 0)


def test_two_workers_never_deliver_one_webhook_at_once(desk: Desk) -> None:
    desk.subscribe()
    more(desk.world)
    slow = Receiver()

    def meanwhile(url: str, headers: Any, body: bytes) -> Answer:
        assert desk.deliver(desk.worker(slow, name="two")) == []
        return slow(url, headers, body)

    list(desk.drain(desk.worker(meanwhile, name="one", batch=2)))
    assert slow.positions == feed(desk)


def test_who_lost_the_lease_moves_nothing(desk: Desk) -> None:
    """The first was so slow that its lease ran out and another delivered; its answer comes too late."""
    webhook = desk.subscribe()
    more(desk.world)
    receiver = Receiver()

    def slow(url: str, headers: Any, body: bytes) -> Answer:
        desk.wait(seconds=100)
        assert [done.result for done in desk.deliver(desk.worker(receiver, name="two", batch=2))] == ["delivered"]
        return receiver(url, headers, body)

    assert [done.result for done in desk.deliver(desk.worker(slow, name="one", batch=2))] == ["busy"]
    found = progress(desk.book, webhook)
    assert found is not None
    assert found.position == feed(desk)[1]
    assert receiver.ids[0] == receiver.ids[1]
    assert len(attempts(desk.book, webhook)) == 2


def test_a_receiver_that_asks_for_patience_gets_it(desk: Desk) -> None:
    desk.subscribe()
    receiver = Receiver(Answer(status=503, retry_after_ms=3_600_000), OK)
    worker = desk.worker(receiver)
    desk.deliver(worker)
    desk.wait(minutes=59)
    assert desk.deliver(worker) == []
    desk.wait(minutes=1)
    assert [done.result for done in desk.deliver(worker)] == ["delivered"]


def test_one_receiver_that_fails_keeps_no_other_waiting(desk: Desk) -> None:
    desk.subscribe()
    desk.subscribe()
    receiver = Receiver(BROKEN, OK)
    assert [done.result for done in desk.deliver(desk.worker(receiver))] == ["failed", "delivered"]


def test_a_webhook_whose_secret_is_lost_is_named_and_keeps_no_other_waiting(desk: Desk) -> None:
    desk.subscribe()
    desk.subscribe()
    with desk.book.database.writing() as connection:
        (row, _) = connection.execute(select(webhook_secrets).order_by(webhook_secrets.c.webhook)).all()
        connection.execute(webhook_secrets.delete().where(webhook_secrets.c.key_id == row.key_id))
        connection.commit()
    done = desk.deliver(desk.worker(Receiver()))
    assert [each.result for each in done] == ["failed", "delivered"]
    assert isinstance(done[0].refusal, NotFound)


# --- resting ---


def test_a_receiver_that_is_gone_is_left_in_peace(desk: Desk) -> None:
    webhook = desk.subscribe()
    assert [done.result for done in desk.deliver(desk.worker(Receiver(Answer(status=410))))] == ["paused"]
    assert (desk.row(webhook).status, desk.row(webhook).cause) == ("paused", "gone")
    desk.wait(hours=DAY)
    assert desk.deliver(desk.worker(Receiver())) == []


def test_a_receiver_that_fails_for_days_is_paused_and_loses_nothing(desk: Desk) -> None:
    webhook = desk.subscribe()
    worker = desk.worker(Receiver(BROKEN))
    while desk.row(webhook).status == "active":
        desk.deliver(worker)
        desk.wait(hours=8)
    found = attempts(desk.book, webhook, limit=1_000)
    assert found[0].at - found[-1].at >= 5 * DAY * 3_600_000
    assert desk.row(webhook).cause == "failing"
    desk.act(webhooks.resume, webhooks.OnWebhook(webhook=webhook))
    receiver = Receiver(BROKEN, OK)
    assert [done.result for done in desk.deliver(desk.worker(receiver))] == ["failed"]
    desk.wait(seconds=5)
    list(desk.drain(desk.worker(receiver)))
    assert receiver.positions[-len(feed(desk)) :] == feed(desk)


def test_a_replay_sends_everything_behind_a_position_anew(desk: Desk) -> None:
    webhook = desk.subscribe()
    receiver = Receiver()
    worker = desk.worker(receiver)
    list(desk.drain(worker))
    desk.act(webhooks.replay, webhooks.Replay(webhook=webhook, from_position=1))
    list(desk.drain(worker))
    assert receiver.positions == [*feed(desk), *feed(desk, 1)]
    assert len(set(receiver.ids)) == 2


def test_a_replay_does_not_wait_for_the_next_attempt(desk: Desk) -> None:
    webhook = desk.subscribe()
    desk.deliver(desk.worker(Receiver(Answer(status=503, retry_after_ms=3_600_000))))
    desk.act(webhooks.replay, webhooks.Replay(webhook=webhook, from_position=0))
    assert [done.result for done in desk.deliver(desk.worker(Receiver()))] == ["delivered"]


def test_while_a_secret_is_rotated_both_sign_and_then_only_the_new_one(desk: Desk) -> None:
    command = webhooks.Subscribe(url=URL, place=PLACE, from_position=0)
    receipt, old = webhooks.subscribe(desk.book, desk.secrets, command, desk.request())
    webhook = receipt.outcome["webhook"]
    change = webhooks.RotateSecret(webhook=webhook, overlap_hours=2)
    _, new = webhooks.rotate_secret(desk.book, desk.secrets, change, desk.request())
    receiver = Receiver()
    desk.now = desk.request().now
    list(desk.drain(desk.worker(receiver)))
    desk.wait(hours=2)
    more(desk.world)
    list(desk.drain(desk.worker(receiver)))
    both, after = receiver.messages
    assert valid(both, old)
    assert valid(both, new)
    assert valid(after, new)
    assert not valid(after, old)


def test_secrets_are_not_rotated_twice_at_once(desk: Desk) -> None:
    change = webhooks.RotateSecret(webhook=desk.subscribe())
    webhooks.rotate_secret(desk.book, desk.secrets, change, desk.request())
    with pytest.raises(RotationUnderWay):
        webhooks.rotate_secret(desk.book, desk.secrets, change, desk.request())
    with pytest.raises(webhooks.OverlapTooLong):
        webhooks.rotate_secret(
            desk.book, desk.secrets, webhooks.RotateSecret(webhook=change.webhook, overlap_hours=169), desk.request()
        )


def test_an_ended_webhook_is_over_and_its_secrets_are_destroyed(desk: Desk) -> None:
    webhook = desk.subscribe()
    webhooks.rotate_secret(desk.book, desk.secrets, webhooks.RotateSecret(webhook=webhook), desk.request())
    desk.act(webhooks.end, webhooks.OnWebhook(webhook=webhook))
    with desk.book.engine.connect() as connection:
        assert connection.execute(select(webhook_secrets)).all() == []
    assert desk.deliver(desk.worker(Receiver())) == []
    for verb in (webhooks.resume, webhooks.end):
        with pytest.raises(WebhookNotActive):
            desk.act(verb, webhooks.OnWebhook(webhook=webhook))


def test_a_secret_that_was_changed_behind_the_book_does_not_sign(desk: Desk) -> None:
    webhook = desk.subscribe()
    with desk.book.database.writing() as connection:
        connection.execute(webhook_secrets.update().values(sealed=b"0" * 60))
        connection.commit()
    (done,) = desk.deliver(desk.worker(Receiver()))
    assert isinstance(done.refusal, SecretDoesNotOpen)
    assert webhook in done.refusal.zh


def test_of_the_attempts_the_latest_are_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.webhooks.progress.KEPT", 3)
    webhook = desk.subscribe()
    worker = desk.worker(Receiver(BROKEN))
    for _ in range(5):
        desk.deliver(worker)
        desk.wait(hours=2)
    assert [each.attempt for each in attempts(desk.book, webhook)] == [5, 4, 3]
    assert [each.attempt for each in attempts(desk.book, webhook, before=5, limit=1)] == [4]
