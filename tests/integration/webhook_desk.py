"""A receiver that answers as it is told, and a desk that subscribes and delivers at any moment one likes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import msgspec

from ledger.commands import webhooks
from ledger.commands.base import Receipt, Request
from ledger.views.asking import one
from ledger.views.webhooks import WEBHOOKS, WebhookRow
from ledger.webhooks.delivery import Answer, Done, Worker, deliver_round
from ledger.webhooks.secrets import Secrets
from tests.integration.world import PLACE, World

URL = "https://receiver.example/events"
OK = Answer(status=204)
BROKEN = Answer(status=500)


class Message(NamedTuple):
    """What arrived."""

    url: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def events(self) -> list[dict[str, Any]]:
        """The events in it."""
        found: list[dict[str, Any]] = msgspec.json.decode(self.body)
        return found


class Receiver:
    """Keeps every message and gives the answers in turn, the last one for ever."""

    def __init__(self, *answers: Answer) -> None:
        self.answers: list[Answer] = list(answers) or [OK]
        self.messages: list[Message] = []

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        self.messages.append(Message(url, dict(headers), body))
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    @property
    def ids(self) -> list[str]:
        """The webhook-id of every message."""
        return [message.headers["webhook-id"] for message in self.messages]

    @property
    def positions(self) -> list[int]:
        """The positions of all events, in the order in which they came."""
        return [event["position"] for message in self.messages for event in message.events]


class Desk:
    """Subscribes in a world, and delivers at its own time."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.book = world.book
        self.secrets = Secrets(world.book, world.vault)
        self.now = datetime(2025, 3, 6, 9, tzinfo=UTC)

    def subscribe(self, *, place: str = PLACE, topics: Sequence[str] = (), after: int | None = 0) -> str:
        command = webhooks.Subscribe(url=URL, place=place, topics=tuple(topics), from_position=after)
        receipt, _ = webhooks.subscribe(self.book, self.secrets, command, self.request())
        return receipt.outcome["webhook"]

    def act(self, verb: Any, command: Any) -> Receipt:
        receipt: Receipt = verb(self.book, command, self.request())
        return receipt

    def request(self) -> Request:
        return self.world.request("integration")

    def row(self, webhook: str) -> WebhookRow:
        return one(self.book, WEBHOOKS, webhook, "webhook")

    def worker(self, receiver: Any, *, name: str = "one", batch: int = 100) -> Worker:
        def asked(key: str, reason: str) -> Request:
            return msgspec.structs.replace(self.request(), key=key, reason=reason)

        return Worker(name=name, send=receiver, jitter=lambda: 0, request=asked, batch=batch)

    def deliver(self, worker: Worker) -> list[Done]:
        """One round, now."""
        return deliver_round(self.book, self.secrets, worker, lambda: self.now)

    def drain(self, worker: Worker) -> Iterator[Done]:
        """Rounds until there is nothing to do at the moment."""
        while goes_on := [done for done in self.deliver(worker) if done.result in ("delivered", "passed")]:
            yield from goes_on

    def wait(self, **time: int) -> None:
        self.now += timedelta(**time)
