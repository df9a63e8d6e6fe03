"""What is paid in the world once checks stop payments."""

from datetime import timedelta
from typing import TYPE_CHECKING

from ledger.commands import payments
from tests.integration.looking import Looker

if TYPE_CHECKING:
    from tests.integration.world import World


def screened(world: "World") -> None:
    """The grant whose hold ran out is paid, after a look that found nothing."""
    world.today += timedelta(days=1)
    command = payments.Instruct(case=world.cases["ended"], tranche=1)
    payments.instruct(world.book, command, world.request("finance"), Looker())
