"""What is held in the world: a hold that is released, one that is renewed and stands, and one that runs out."""

from datetime import timedelta

from domain.alert import stream_of
from domain.hold_due import HoldGround
from ledger.commands import holds
from tests.integration.world import World
from tests.integration.world_alerts import hit

ALERT = stream_of(hit(f"p_{5:024}"))
"""An alert that nobody has looked into."""


def held(world: World) -> None:
    """An approved grant is held twice, by a reviewer and for good the second time; one brought back, for a day."""
    _place(world, HoldGround(check="RF15", alert=ALERT, authority="最低工资规定"), "analyst")
    holds.release(
        world.book, holds.Release(hold=world.payment("mistyped"), ground="已说明"), world.request("fraud-reviewer")
    )
    _place(world, HoldGround(authority="举报登记1号"), "second-fraud-reviewer")
    holds.place(
        world.book,
        holds.Place(
            case=world.cases["ended"], tranche=1, grounds=(HoldGround(authority="来信2号"),), until=world.today
        ),
        world.request("analyst"),
    )
    world.today += timedelta(days=1)
    holds.renew(world.book, holds.Renew(hold=world.payment("mistyped")), world.request("fraud-reviewer"))
    holds.expire(world.book, world.request("fraud-reviewer"))


def _place(world: World, ground: HoldGround, officer: str) -> None:
    command = holds.Place(case=world.cases["mistyped"], tranche=1, grounds=(ground,))
    holds.place(world.book, command, world.request(officer))
