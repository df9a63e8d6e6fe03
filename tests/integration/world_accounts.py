"""The accounts of the small world: every kind of event about an account happens once, by real commands."""

from datetime import date, timedelta

from domain.access.scope import Scope
from domain.actor import Actor
from ledger.authority import actor_of
from ledger.commands import accounts, credentials
from ledger.commands.base import Request
from tests.integration.world import PLACE, World

CHIEF, SECOND, LENDER, DEPUTY, LEAVER, SERVICE = (
    f"{PLACE}-{name}" for name in ("chief", "second", "lender", "deputy", "leaver", "onecard")
)
DOCUMENT = "湖残联人〔2026〕1号"


def staffed(world: World) -> None:
    """An office with two administrators, an approver who is away, a deputy, and somebody who leaves."""
    world.today = date(2026, 1, 5)
    _opened(world)
    _lent(world)
    _recused(world)
    _given_keys(world)
    _left(world)


def by(world: World, account: str) -> Request:
    """The next request, by an account."""
    return acting(world, actor_of(world.book, account, world.today))


def acting(world: World, actor: Actor) -> Request:
    """The next request, by an actor."""
    told = world.request("budget")
    return Request(actor=actor, now=told.now, key=told.key, reason=told.reason)


def _opened(world: World) -> None:
    operator = Actor(id=f"{PLACE}-operator", roles=(), place=PLACE)
    first = accounts.Bootstrap(account=CHIEF, unit="市残联办公室", document=DOCUMENT)
    accounts.bootstrap(world.book, first, acting(world, operator))
    given = {SECOND: "account_administrator", LENDER: "approver", DEPUTY: "second_reviewer", LEAVER: "site_inspector"}
    for account, role in given.items():
        opening = accounts.OpenAccount(account=account, kind="officer", unit="市残联", place=PLACE)
        accounts.open_account(world.book, opening, by(world, CHIEF))
        appointment = accounts.Appoint(account=account, role=role, place=PLACE, document=DOCUMENT)
        accounts.appoint(world.book, appointment, by(world, CHIEF))


def _lent(world: World) -> None:
    for first, days in ((0, 30), (30, 7)):
        begins = world.today + timedelta(days=first)
        command = accounts.Delegate(
            account=LENDER,
            role="approver",
            place=PLACE,
            to=DEPUTY,
            first_day=begins,
            last_day=begins + timedelta(days=days - 1),
            ground="休假",
        )
        accounts.delegate(world.book, command, by(world, LENDER))
    accounts.end_delegation(world.book, accounts.EndDelegation(account=LENDER, number=2), by(world, LENDER))


def _recused(world: World) -> None:
    for party in ("p_kin", "p_friend"):
        command = accounts.DeclareInterest(account=DEPUTY, party=party, relation="other_interest")
        accounts.declare_interest(world.book, command, by(world, DEPUTY))
    ended = accounts.EndInterest(account=DEPUTY, party="p_friend", finding="关系已不存在")
    accounts.end_interest(world.book, ended, by(world, SECOND))


def _given_keys(world: World) -> None:
    """A service with a key, an officer with a token, and a key that was taken back."""
    opening = accounts.OpenAccount(account=SERVICE, kind="service", unit="一卡通平台", place=PLACE)
    accounts.open_account(world.book, opening, by(world, CHIEF))
    appointment = accounts.Appoint(account=SERVICE, role="statistics_officer", place=PLACE, document=DOCUMENT)
    accounts.appoint(world.book, appointment, by(world, CHIEF))
    scope = (Scope(role="statistics_officer", place=PLACE),)
    asked = credentials.IssueKey(account=SERVICE, purpose="对接", scope=scope, days=90)
    credentials.issue_key(world.book, asked, by(world, CHIEF))
    issued, _ = credentials.issue_key(world.book, asked, by(world, CHIEF))
    last = credentials.OfCredential(account=SERVICE, id=issued.outcome["api_key"])
    credentials.revoke_key(world.book, last, by(world, CHIEF))
    credentials.issue_enrolment(world.book, credentials.OfAccount(account=SECOND), by(world, CHIEF))


def _left(world: World) -> None:
    ground = accounts.Standing(account=LEAVER, ground="调离")
    for verb in (accounts.suspend, accounts.reinstate):
        verb(world.book, ground, by(world, SECOND))
    ended = accounts.Appoint(account=LEAVER, role="site_inspector", place=PLACE, document=DOCUMENT)
    accounts.end_appointment(world.book, ended, by(world, SECOND))
    accounts.close(world.book, ground, by(world, SECOND))
