"""What officers do with carriers and posts, each act in the words of the features."""

from collections.abc import Callable
from typing import Any, Final

from domain import names
from domain.facility.kinds import KINDS
from domain.jobs import KINDS as JOB_KINDS
from ledger.commands import facilities
from ledger.commands.base import Receipt
from ledger.commands.jobs import Develop, develop
from tests.factories import uscc
from tests.steps.registers.world import PLACES, Registers

FACILITIES: Final = {names.zh(code): code for code in KINDS}
JOBS: Final = {names.zh(code): code for code in JOB_KINDS}
STANDARDS: Final[dict[str, Any]] = {
    names.zh(code): code for code in ("standardised", "demonstration", "star", "designated", "medical_insurance")
}


def act(world: Registers, who: str, verb: Callable[..., Receipt], command: Any) -> Receipt | None:
    """Let somebody do one act."""
    return world.act(who, lambda request: verb(world.book, command, request))


def register(world: Registers, place: str, kind: str, name: str, *, who: str = "载体管理人", **more: Any) -> None:
    """Enter a carrier; it is known by its name from then on."""
    command = facilities.RegisterFacility(kind=FACILITIES[kind], place=PLACES[place], name=name, **more)
    receipt = act(world, who, facilities.register, command)
    if receipt is not None:
        world.cases[name] = receipt.subject


def recognise(world: Registers, who: str, name: str, standard: str, stars: int = 0) -> None:
    """Recognise that a carrier meets a standard."""
    command = facilities.RecogniseFacility(
        facility=world.cases[name], standard=STANDARDS[standard], level="city", stars=stars, document="认定文件1号"
    )
    act(world, who, facilities.recognise, command)


def develop_posts(world: Registers, place: str, kind: str, count: int, who: str = "岗位管理人") -> None:
    """Enter a batch; it is the batch in hand."""
    command = Develop(
        kind=JOBS[kind], place=PLACES[place], developer=uscc(88), title="客服", count=count, document="征集表1号"
    )
    receipt = act(world, who, develop, command)
    if receipt is not None:
        world.case = receipt.subject
