"""A finding about the lease of the small world, confirmed; and what is done on it."""

import msgspec

from domain.alert import stream_of
from domain.investigation.events import Measure
from ledger.audit.verify import verify
from ledger.commands import findings
from ledger.commands.base import Request
from tests.integration.tampering import wrong
from tests.integration.world import World
from tests.integration.world_alerts import agreed_on, hit, looked_into, recorded
from tests.integration.world_alerts import heard as hear

SECOND = "second-reviewer"
"""A reviewer who had no part in the finding."""


def propose(world: World, id: str, alert: str, *measures: Measure) -> None:
    command = findings.Propose(
        investigation=id,
        alerts=(alert,),
        finding="fraud",
        amount=12_000,
        measures=measures,
        cases=(world.cases["lease"],),
        reasons="从未承租",
    )
    findings.propose(world.book, command, world.request("analyst"))


def confirmed(world: World, *measures: Measure) -> str:
    """An investigation in which these measures were found right for the lease; its money is to be held unless told."""
    alerts = [hit(f"p_{number:024}", cases=(world.cases["lease"],)) for number in (1, 2)]
    agreed_on(world.book, world.request("fraud-reviewer"))
    recorded(world, alerts)
    id = looked_into(world, [stream_of(each) for each in alerts])
    confirm(world, id, 1, *(measures or ("hold",)))
    return id


def confirm(world: World, id: str, number: int, *measures: Measure) -> None:
    """The finding with this number, about the alert with this number (1 or 2)."""
    alert = stream_of(hit(f"p_{number:024}"))
    hear(world, id, alert)
    propose(world, id, alert, *measures)
    findings.confirm(world.book, findings.Confirm(investigation=id, number=number), world.request("fraud-reviewer"))


def revoke(world: World, id: str, number: int = 1) -> None:
    """An appeal against the finding succeeds."""
    appeal = findings.DecideFindingAppeal(
        investigation=id, number=number, outcome="revoked", reference=f"申诉{number}号", code="data_error"
    )
    findings.decide_appeal(world.book, appeal, world.request("appeal"))


def reviewer(world: World, officer: str = SECOND) -> Request:
    request = world.request("fraud-reviewer")
    actor = msgspec.structs.replace(request.actor, id=f"330500-{officer}")
    return msgspec.structs.replace(request, actor=actor)


def recover(world: World, id: str, amount: int) -> None:
    command = findings.CarryOut(
        investigation=id,
        measure="recover",
        case=world.cases["lease"],
        payment=world.payment("lease", 2),
        amount=amount,
        clause="财政违法行为处罚处分条例第十四条",
    )
    findings.carry_out(world.book, command, world.request("finance"))


def sound(world: World) -> None:
    assert wrong(verify(world.book, vault=world.vault)) == set()
