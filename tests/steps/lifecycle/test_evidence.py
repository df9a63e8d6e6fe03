"""Evidence that goes or is replaced: one person adds to it, two take away from it."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from pytest_bdd import scenarios, step, then

from domain.names import zh
from ledger.commands import evidence
from ledger.commands.base import Receipt, Request
from ledger.commands.import_evidence import command_of, import_evidence
from ledger.evidence.current import current
from ledger.evidence.source_file import open_source
from ledger.evidence.store import EvidenceStore
from ledger.views import queries
from tests.evidence.files import written
from tests.factories import resident_id
from tests.steps.lifecycle.cast import officer
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/evidence.feature")

BORN = {"甲": "19400101", "乙": "19400102", "丙": "19400103"}


class Register:
    """The register in hand."""

    id = ""


@pytest.fixture
def register() -> Register:
    """None yet."""
    return Register()


def brings(world: World, register: Register, who: str, names: str, *, accept_fewer: bool = False) -> None:
    dead = [{"person": resident_id(BORN[name]), "died_day": "2024-02-01"} for name in names.split("、")]

    def act(request: Request) -> Receipt:
        path = written(world.folder / f"{request.key}.csv", dead)
        command = command_of(
            world.vault,
            path,
            dataset="deaths",
            source="civil-affairs",
            place=world.place,
            as_of=world.today - timedelta(days=1),
            accept_fewer=accept_fewer,
        )
        store = EvidenceStore(world.book, world.folder / "evidence")
        return import_evidence(world.book, world.vault, store, command, open_source(path), request, lambda: request.now)

    receipt = world.does(who, act)
    register.id = receipt.subject if receipt else register.id


def agrees(world: World, register: Register, who: str, *, counts_as: str = "") -> None:
    def act(request: Request) -> Any:
        actor = msgspec.structs.replace(request.actor, counts_as=frozenset({counts_as} - {""}))
        command = evidence.ConfirmWithdrawal(evidence=register.id)
        return evidence.confirm_withdrawal(world.book, command, msgspec.structs.replace(request, actor=actor))

    world.does(who, act)


@step(says("{who:Who}导入死亡登记,登记有「{names:Text}」"))
def somebody_imports(world: World, register: Register, who: str, names: str) -> None:
    brings(world, register, who, names)


@step(says("{who:Who}声明减少并导入死亡登记,登记有「{names:Text}」"))
def somebody_imports_less(world: World, register: Register, who: str, names: str) -> None:
    brings(world, register, who, names, accept_fewer=True)


@step(says("{who:Who}复核该登记"))
def somebody_confirms(world: World, register: Register, who: str) -> None:
    command = evidence.ConfirmEvidence(evidence=register.id)
    store = EvidenceStore(world.book, world.folder / "evidence")
    world.does(who, lambda request: evidence.confirm_evidence(world.book, store, command, request))


@step(says("{who:Who}以「{ground:Text}」为由提请撤回该登记"))
def somebody_proposes(world: World, register: Register, who: str, ground: str) -> None:
    command = evidence.WithdrawEvidence(evidence=register.id, ground=ground)
    world.does(who, lambda request: evidence.withdraw_evidence(world.book, command, request))


@step(says("{who:Who}以「{ground:Text}」为由驳回该撤回"))
def somebody_keeps(world: World, register: Register, who: str, ground: str) -> None:
    command = evidence.KeepEvidence(evidence=register.id, ground=ground)
    world.does(who, lambda request: evidence.keep_evidence(world.book, command, request))


@step(says("{who:Who}复核该撤回"))
def somebody_agrees(world: World, register: Register, who: str) -> None:
    agrees(world, register, who)


@step(says("第二数据交换管理人在代理数据交换管理人期间复核该撤回"))
def a_deputy_agrees(world: World, register: Register) -> None:
    agrees(world, register, "第二数据交换管理人", counts_as=officer("数据交换管理人", world.place).id)


@then(says("有效的死亡登记有 {count:Number} 人"))
def so_many_count(world: World, count: int) -> None:
    assert current(world.book)["deaths"].rows == count


@then("没有有效的死亡登记")
def none_counts(world: World) -> None:
    assert "deaths" not in current(world.book)


@then(says("该登记的状态为「{status:Text}」"))
def the_register_is(world: World, register: Register, status: str) -> None:
    assert zh(queries.evidence(world.book, register.id).status) == status
