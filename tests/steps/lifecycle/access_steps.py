"""Steps on accounts that the access features share: opened, appointed, suspended, lent to a deputy, recused."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from pytest_bdd import given, step, then, when
from pytest_bdd.steps import StepNamePrefix

from domain import names
from domain.actor import Actor
from ledger.authority import actor_of
from ledger.commands import accounts
from ledger.commands.base import Receipt
from tests.steps.lifecycle.cast import NEWCOMER, PLACES, POSTS, RELATIONS, ROLES, officer
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

CHIEF = "账号管理员"
DOCUMENT = "湖残联人〔2024〕1号"


def account_of(world: World, who: str) -> str:
    """The account of a post."""
    return officer(who, world.place).id


def do(world: World, who: str, verb: Callable[..., Receipt], command: Any) -> None:
    """Let the holder of a post run a command on accounts."""
    world.does(who, lambda request: verb(world.book, command, request))


def bootstrap(world: World) -> None:
    """The operator of the machine names the first administrator."""
    request = world.request(Actor(id="operator", roles=(), place=world.place))
    command = accounts.Bootstrap(account=account_of(world, CHIEF), unit="市残联", document=DOCUMENT)
    accounts.bootstrap(world.book, command, request)
    world.accounts.add(command.account)


def open_account(world: World, who: str) -> None:
    """The administrator opens the account of a post."""
    command = accounts.OpenAccount(account=account_of(world, who), kind="officer", unit="市残联", place=world.place)
    do(world, CHIEF, accounts.open_account, command)
    world.accounts.add(command.account)


def appoint(
    world: World, by: str, who: str, role: str, place: str = "", verb: Callable[..., Receipt] = accounts.appoint
) -> None:
    """Somebody appoints the holder of a post to a role, or ends it."""
    command = accounts.Appoint(
        account=account_of(world, who),
        role=ROLES[role],
        place=PLACES[place] if place else world.place,
        document=DOCUMENT,
    )
    do(world, by, verb, command)


@given("首任账号管理员已指定,各岗位都有账号")
def _every_post_has_an_account(world: World) -> None:
    bootstrap(world)
    for post in POSTS:
        if post != CHIEF:
            open_account(world, post)
            appoint(world, CHIEF, post, names.zh(POSTS[post][1]))


@when("再次指定首任账号管理员")
def _bootstraps_again(world: World) -> None:
    command = accounts.Bootstrap(account="somebody-else", unit="市残联", document=DOCUMENT)
    do(world, CHIEF, accounts.bootstrap, command)


@given(says("账号管理员给{who:Who}开立账号"))
def _opens(world: World, who: str) -> None:
    open_account(world, who)


@step(says("{by:Who}任命{who:Who}为{role:Role}"))
def _appoints(world: World, by: str, who: str, role: str) -> None:
    appoint(world, by, who, role)


@step(says("{by:Who}任命{who:Who}为{place:Place}的{role:Role}"))
def _appoints_at(world: World, by: str, who: str, place: str, role: str) -> None:
    appoint(world, by, who, role, place)


@given(says("{by:Who}免去{who:Who}的{role:Role}岗位"))
def _ends_the_appointment(world: World, by: str, who: str, role: str) -> None:
    appoint(world, by, who, role, verb=accounts.end_appointment)


@then(says("新来的人员具有{roles:Words}岗位"))
def _the_newcomer_holds(world: World, roles: str) -> None:
    held = actor_of(world.book, account_of(world, NEWCOMER), world.today).roles
    assert sorted(map(names.zh, held)) == sorted(roles.split("、"))


@step(says("账号管理员停用{who:Who}的账号"))
def _suspends(world: World, who: str) -> None:
    do(world, CHIEF, accounts.suspend, accounts.Standing(account=account_of(world, who), ground="接受调查"))


@step(says("账号管理员恢复{who:Who}的账号"))
def _reinstates(world: World, who: str) -> None:
    do(world, CHIEF, accounts.reinstate, accounts.Standing(account=account_of(world, who), ground="查无问题"))


@step(says("账号管理员注销{who:Who}的账号"))
def _closes(world: World, who: str) -> None:
    do(world, CHIEF, accounts.close, accounts.Standing(account=account_of(world, who), ground="退休"))


@step(says("{who:Who}把{role:Role}岗位交{to:Who}代理,自 {first:Day} 至 {last:Day}"))
def _delegates(world: World, who: str, role: str, to: str, first: date, last: date) -> None:
    command = accounts.Delegate(
        account=account_of(world, who),
        role=ROLES[role],
        place=world.place,
        to=account_of(world, to),
        first_day=first,
        last_day=last,
        ground="休假",
    )
    do(world, who, accounts.delegate, command)


@step(says("{who:Who}把{role:Role}岗位交{to:Who}代理,代理 {days:Number} 天"))
def _delegates_from_today(world: World, who: str, role: str, to: str, days: int) -> None:
    _delegates(world, who, role, to, world.today, world.today + timedelta(days=days - 1))


@given(says("{who:Who}收回第 {number:Number} 号代理"))
def _takes_back(world: World, who: str, number: int) -> None:
    do(world, who, accounts.end_delegation, accounts.EndDelegation(account=account_of(world, who), number=number))


@given(says("过了 {days:Number} 天"))
def _days_pass(world: World, days: int) -> None:
    world.day(world.today + timedelta(days=days))


# --- recusal ---


def declare(world: World, by: str, who: str, party: str, relation: str) -> None:
    """Somebody declares that the holder of a post is close to a party."""
    command = accounts.DeclareInterest(account=account_of(world, who), party=party, relation=RELATIONS[relation])
    do(world, by, accounts.declare_interest, command)


def party_of(world: World, name: str) -> str:
    """The party behind an applicant's name."""
    return world.vault.party_id(world.people[name])


@given(says("{who:Who}申报与{name:Applicant}有{relation:Relation}关系"))
def _declares(world: World, who: str, name: str, relation: str) -> None:
    declare(world, who, who, party_of(world, name), relation)


@given(says("{who:Who}申报与{name:Applicant}有其他可能影响公正的关系"))
def _declares_another_interest(world: World, who: str, name: str) -> None:
    declare(world, who, who, party_of(world, name), "其他可能影响公正的关系")


@given(says("{who:Who}申报与当事人「{party:Text}」有{relation:Relation}关系"))
def _declares_of_a_party(world: World, who: str, party: str, relation: str) -> None:
    declare(world, who, who, party, relation)


@given(says("账号管理员决定{who:Who}因与{name:Applicant}有{relation:Relation}关系回避"))
def _is_recused(world: World, who: str, name: str, relation: str) -> None:
    declare(world, CHIEF, who, party_of(world, name), relation)


@step(says("{by:Who}认定{who:Who}与{name:Applicant}的利害关系已解除"))
def _ends_the_interest(world: World, by: str, who: str, name: str) -> None:
    command = accounts.EndInterest(account=account_of(world, who), party=party_of(world, name), finding="已离婚")
    do(world, by, accounts.end_interest, command)


@when(says("{who:Who}登记{name:Applicant}的申请"))
def _files_for(world: World, who: str, name: str) -> None:
    world.applies_for_startup_grant(name, who=who)


STEPS = {name: value for name, value in globals().items() if name.startswith(StepNamePrefix.step_def.value)}
"""The step definitions above, to be taken over by the modules that bind features."""
