"""Webhooks of the world: one that goes through everything that can happen to one, and one that stays."""

from typing import TYPE_CHECKING

from ledger.commands import webhooks
from ledger.webhooks.secrets import Secrets
from tests.integration.world_registers import DISTRICT, doing

if TYPE_CHECKING:
    from tests.integration.world import World

URL = "https://receiver.example/events"


def connected(world: "World") -> None:
    """A receiver of a county's payments that was rotated, paused, replayed and ended, and one of the whole city."""
    secrets, clerk = Secrets(world.book, world.vault), doing(world, "integration")
    county = webhooks.Subscribe(url=URL, place=DISTRICT, topics=("application.*", "payment.Settled"))
    receipt, _ = webhooks.subscribe(world.book, secrets, county, world.request("integration"))
    ended = receipt.outcome["webhook"]
    webhooks.rotate_secret(world.book, secrets, webhooks.RotateSecret(webhook=ended), world.request("integration"))
    clerk(webhooks.pause, webhooks.Pause(webhook=ended))
    clerk(webhooks.replay, webhooks.Replay(webhook=ended, from_position=0))
    clerk(webhooks.resume, webhooks.OnWebhook(webhook=ended))
    clerk(webhooks.end, webhooks.OnWebhook(webhook=ended))
    city = webhooks.Subscribe(url=URL, place=world.book.place, from_position=0)
    webhooks.subscribe(world.book, secrets, city, world.request("integration"))
