"""Credentials: enrolment tokens, unlocking and API keys, each with its event in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

import msgspec
from sqlalchemy import Executable

from domain.access import audit, credentials
from domain.access.audit import stream_of
from domain.access.scope import Scope, once_each
from domain.access.state import Account
from domain.access.state import stream_of as account_stream
from domain.act import Act
from domain.actor import Actor
from domain.errors import NotFound
from domain.events import Event
from domain.wording import clean
from ledger.authority import actor_of, load_account
from ledger.book import Book
from ledger.commands.access import prove
from ledger.commands.base import Change, Command, Plan, Receipt, Request, run
from ledger.commands.shown_once import SecretShownAlready
from ledger.credentials import enrolments, keys, passwords, tries
from ledger.credentials.tokens import SHORT, hash_of
from ledger.vault import Row


class OfAccount(Command, frozen=True, kw_only=True):
    """Which account."""

    account: str


class IssueKey(Command, frozen=True, kw_only=True):
    """For which account, what for, which roles at which places, for how many days."""

    account: str
    purpose: str
    scope: tuple[Scope, ...]
    days: int


class OfCredential(Command, frozen=True, kw_only=True):
    """Which key or link of which account."""

    account: str
    id: str


@dataclass(frozen=True)
class Decided:
    """The event of a credential, the rows that belong to it, and what the caller may want."""

    event: Event
    rows: tuple[Row, ...] = ()
    also: tuple[Executable, ...] = ()
    outcome: dict[str, str] = field(default_factory=dict)


def issue_enrolment(book: Book, command: OfAccount, request: Request) -> tuple[Receipt, str]:
    """Issue the token with which an account's holder sets a password, shown once; the one before is void."""
    return _enrolled(book, "issue_enrolment", command, request, credentials.enrol)


def enrol_at_the_machine(book: Book, command: OfAccount, request: Request) -> tuple[Receipt, str]:
    """The same for an administrator who has no other to ask, by whoever runs the machine; never offered over HTTP."""
    operator = Actor(id=audit.MACHINE, roles=(), place=book.place)
    request = msgspec.structs.replace(request, actor=operator)
    return _enrolled(book, "enrol_at_the_machine", command, request, credentials.enrol_at_the_machine)


def unlock(book: Book, command: OfAccount, request: Request) -> Receipt:
    """Let passwords of an account be tried again."""

    def decide(act: Act, state: Account) -> Decided:
        return Decided(credentials.unlock(state, act=act), also=(tries.forgetting(book, state.id),))

    return on_access(book, "unlock_account", command.account, command, request, decide)


def issue_key(book: Book, command: IssueKey, request: Request) -> tuple[Receipt, str]:
    """Issue the API key of a service, shown once; what it carries its account holds."""
    return _key_issued(book, "issue_key", command, request, lambda: None)


def issue_own_key(book: Book, command: IssueKey, password: str, request: Request) -> tuple[Receipt, str]:
    """Issue an API key for oneself, shown once; the password is asked again, so that no key makes keys."""
    holder = request.actor.id
    verdict = prove(book, holder, password, request.now)
    still_so = partial(passwords.must_still_be, book, holder, password, verdict)
    return _key_issued(book, "issue_own_key", command, request, still_so)


def revoke_key(book: Book, command: OfCredential, request: Request) -> Receipt:
    """Refuse an API key from now on."""

    def decide(act: Act, state: Account) -> Decided:
        credentials.take_back(state, act=act)
        found = keys.key_of(book, command.id)
        if found is None or found.account != state.id or found.revoked_at is not None:
            raise NotFound(field="key", what="api_key", key=command.id)
        return Decided(
            audit.KeyRevoked(account=state.id, key=found.key), also=(keys.revoking(book, found.key, request.now),)
        )

    return on_access(book, "revoke_key", command.account, command, request, decide)


def _enrolled(
    book: Book,
    name: str,
    command: OfAccount,
    request: Request,
    judge: Callable[[Account, str, datetime, Act], audit.EnrolmentIssued],
) -> tuple[Receipt, str]:
    token, expires_at, row = enrolments.prepare(book, command.account, request.now)
    outcome = {"fingerprint": _fingerprint(token), "expires_at": expires_at.isoformat()}

    def decide(act: Act, state: Account) -> Decided:
        event = judge(state, _fingerprint(token), expires_at, act)
        return Decided(event, rows=(row,), also=(enrolments.removing(book, state.id),), outcome=outcome)

    return _shown_once(book, name, command.account, command, request, decide, token)


def _key_issued(
    book: Book, name: str, command: IssueKey, request: Request, provided: Callable[[], object]
) -> tuple[Receipt, str]:
    issued = keys.prepare(
        book,
        account=command.account,
        purpose=clean(command.purpose, "purpose"),
        scope=once_each(command.scope),
        days=command.days,
        now=request.now,
    )
    outcome = {
        "api_key": issued.key.key,
        "fingerprint": _fingerprint(issued.text),
        "expires_at": issued.key.expires_at.isoformat(),
    }

    def decide(act: Act, state: Account) -> Decided:
        provided()
        holder = act.actor if act.actor.id == state.id else actor_of(book, state.id, act.today)
        event = credentials.issue_key(
            state,
            holder,
            key=issued.key.key,
            purpose=issued.key.purpose,
            scope=issued.key.scope,
            expires_at=issued.key.expires_at,
            commitment=keys.commitment(issued.row[1]),
            act=act,
        )
        return Decided(event, rows=(issued.row,), outcome=outcome)

    return _shown_once(book, name, command.account, command, request, decide, issued.text)


def _shown_once(
    book: Book,
    name: str,
    account: str,
    command: Command,
    request: Request,
    decide: Callable[[Act, Account], Decided],
    secret: str,
) -> tuple[Receipt, str]:
    """Run a command that issues a secret; under a key that has issued one already, there is nothing more to show."""
    receipt = on_access(book, name, account, command, request, decide)
    if receipt.outcome["fingerprint"] != _fingerprint(secret):
        raise SecretShownAlready(field="key", key=request.key, issued=receipt.outcome.get("api_key", account))
    return receipt, secret


def on_access(
    book: Book,
    name: str,
    account: str,
    command: Command,
    request: Request,
    decide: Callable[[Act, Account], Decided],
) -> Receipt:
    """Run a command that files one event on the access of an account which must not have moved meanwhile."""

    def planned(act: Act) -> Plan:
        stream = stream_of(account)
        # Read before the rows are looked at, so that whoever changes them in between is found out.
        before = book.version(stream)
        state, version = load_account(book, account)
        decided = decide(act, state)
        return Plan(
            subject=stream,
            changes=(Change(stream=stream, version=before, events=(decided.event,)),),
            outcome=decided.outcome,
            expect={account_stream(account): version},
            rows=decided.rows,
            also=decided.also,
        )

    return run(book, name, command, request, planned)


def _fingerprint(secret: str) -> str:
    """Enough of a secret's hash to tell it from another."""
    return hash_of(secret)[:SHORT]
