"""Idempotency: the same request twice is done once and answered the same."""

from collections.abc import Callable

from pytest_bdd import scenarios, step, then

from ledger.book import Book
from ledger.commands import draft, funds, submit
from ledger.commands.base import Receipt, Request
from tests.steps.lifecycle import money
from tests.steps.lifecycle.cast import startup_facts
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/repeated_requests.feature")

Verb = Callable[[Book, funds.Allot, Request], Receipt]


def on_the_line(world: World, verb: Verb, who: str, key: str, amount: int) -> None:
    command = money.line(world, "残疾人就业保障金", 2024, "一次性创业补贴", amount)
    world.does(who, lambda request: verb(world.book, command, request), key=key)


@step(says("{who:Who}以编号「{key:Text}」向一次性创业补贴下达 {amount:Yuan} 元"))
def allots_with_key(world: World, who: str, key: str, amount: int) -> None:
    on_the_line(world, funds.allot, who, key, amount)


@step(says("{who:Who}以编号「{key:Text}」从一次性创业补贴收回 {amount:Yuan} 元"))
def withdraws_with_key(world: World, who: str, key: str, amount: int) -> None:
    on_the_line(world, funds.withdraw_allotment, who, key, amount)


@step(says("{who:Who}以编号「{key:Text}」登记{name:Applicant}的创业补贴申请"))
def files_with_key(world: World, who: str, key: str, name: str) -> None:
    command, details = draft.application(
        world.vault,
        programme="startup_grant",
        place=world.place,
        applied_on=world.today,
        facts=startup_facts(world.today, 1),
        applicant=world.people[name],
    )
    world.does(
        who,
        lambda request: submit.draft_and_submit(world.book, world.vault, command, details, request),
        key=key,
    )


@then("答复与第一次相同")
def the_answer_is_the_first_one(world: World) -> None:
    last_key, last = world.answered[-1]
    first, *others = [answer for key, answer in world.answered if key == last_key]
    assert others
    assert last == first
