"""Holds: an approved tranche that may not leave, who holds and who lets go, and what becomes of it with its grant."""

from datetime import date
from typing import Any

from pytest_bdd import scenarios, step, then

from domain import names, payment
from domain.hold_due import HoldGround
from domain.money import yuan
from ledger.audit.verify import verify
from ledger.commands import holds
from ledger.commands.base import Plan, Receipt, Request, run
from ledger.commands.load import load_case, load_hold, load_payment
from ledger.commands.payments import Instruct, instruct
from ledger.views import queries
from tests.steps.lifecycle import acts
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/holds.feature")


def hold_of(world: World, tranche: int) -> str:
    """The id of the hold of a tranche of the case in hand."""
    return payment.stream_of(world.case, tranche)


@step(says("该案已由{who:Who}审批"))
def approved_by(world: World, who: str) -> None:
    acts.advance(world, "审批", {"审批": who})


@step(says("{who:Who}依「{authority:Text}」暂缓支付第 {tranche:Number} 期"))
def places(world: World, who: str, authority: str, tranche: int, until: date | None = None) -> None:
    grounds = (HoldGround(authority=authority),)
    command = holds.Place(case=world.case, tranche=tranche, grounds=grounds, until=until)
    world.does(who, lambda request: holds.place(world.book, command, request))


@step(says("{who:Who}依「{authority:Text}」暂缓支付第 {tranche:Number} 期至 {until:Day}"))
def places_until(world: World, who: str, authority: str, tranche: int, until: date) -> None:
    places(world, who, authority, tranche, until)


@step(says("{who:Who}以「{ground:Text}」为由解除第 {tranche:Number} 期的暂缓支付"))
def releases(world: World, who: str, ground: str, tranche: int) -> None:
    command = holds.Release(hold=hold_of(world, tranche), ground=ground)
    world.does(who, lambda request: holds.release(world.book, command, request))


@step(says("{who:Who}将第 {tranche:Number} 期的暂缓支付续期"))
def renews(world: World, who: str, tranche: int) -> None:
    command = holds.Renew(hold=hold_of(world, tranche))
    world.does(who, lambda request: holds.renew(world.book, command, request))


@step(says("{who:Who}登记期满"))
def expires(world: World, who: str) -> None:
    world.does(who, lambda request: holds.expire(world.book, request))


@step(says("{who:Who}下达第 {tranche:Number} 期支付指令时,检查「{check:Text}」命中"))
def a_check_stops_the_payment(world: World, who: str, tranche: int, check: str) -> None:
    """What the gate before a payment does with a hit; where the hit was judged before, the payment goes on."""
    grounds, command = (HoldGround(check=check, authority="条例第九条"),), Instruct(case=world.case, tranche=tranche)

    def gated(request: Request) -> Receipt:
        case, version = load_case(world.book, world.case)
        stop = holds.stopping(world.book, case, tranche, grounds, request.act())
        if stop is None:
            return instruct(world.book, command, request)
        plan = Plan(subject=case.id, changes=(stop.change,), expect=stop.expect | {case.id: version})
        return run(world.book, "instruct", command, request, lambda _: plan)

    world.does(who, gated)


@then(says("第 {tranche:Number} 期暂缓支付 {amount:Yuan} 元,至 {until:Day}"))
def it_is_held(world: World, tranche: int, amount: int, until: date) -> None:
    state, _ = load_hold(world.book, hold_of(world, tranche))
    assert (state.active, yuan(state.amount), state.until) == (True, yuan(amount), until)


@then(says("第 {tranche:Number} 期的暂缓支付「{status:Text}」"))
def the_hold_is(world: World, tranche: int, status: str) -> None:
    """In its own stream, and in the view."""
    hold = hold_of(world, tranche)
    assert names.zh(load_hold(world.book, hold)[0].status) == status
    assert names.zh(queries.hold(world.book, hold).status) == status


@then("账本核验通过")
def the_book_verifies(world: World) -> None:
    failed: list[Any] = [check for check in verify(world.book, vault=world.vault).checks if not check.ok]
    assert failed == []


@then(says("第 {tranche:Number} 期已下达支付指令"))
def it_is_instructed(world: World, tranche: int) -> None:
    assert load_payment(world.book, hold_of(world, tranche))[0].status == "instructed"
