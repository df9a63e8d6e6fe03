"""Account commands of administrators: bootstrap, open, appoint, end, suspend, reinstate, close."""

from collections.abc import Callable
from datetime import date
from typing import Literal

from domain.access import acts, standing_in
from domain.access.authority import borrowed_of
from domain.access.refusals import AccountsExist
from domain.access.state import Account, Delegation, stream_of
from domain.act import Act
from domain.events import Event
from domain.wording import identifier
from ledger.authority import has_accounts, load_account, load_principals
from ledger.book import Book
from ledger.commands.base import Change, Command, Plan, Receipt, Request, filed, run
from ledger.commands.place import must_lie_within
from ledger.guards import account_claim


class Bootstrap(Command, frozen=True, kw_only=True):
    """The first administrator of a book: account, office, and the document that names them."""

    account: str
    unit: str
    document: str


class OpenAccount(Command, frozen=True, kw_only=True):
    """An account for an officer or a service of an office with its seat."""

    account: str
    kind: Literal["officer", "service"]
    unit: str
    place: str


class Appoint(Command, frozen=True, kw_only=True):
    """A role for a place, by a document; the same to give and to take back."""

    account: str
    role: str
    place: str
    document: str


class Standing(Command, frozen=True, kw_only=True):
    """Why an account is suspended, reinstated or closed."""

    account: str
    ground: str


class Delegate(Command, frozen=True, kw_only=True):
    """A role that the account lends to a deputy, from the first to the last day."""

    account: str
    role: str
    place: str
    to: str
    first_day: date
    last_day: date
    ground: str


class EndDelegation(Command, frozen=True, kw_only=True):
    """The number of the account's delegation."""

    account: str
    number: int


class DeclareInterest(Command, frozen=True, kw_only=True):
    """The party (pseudonym or credit code) that the officer is close to, and how."""

    account: str
    party: str
    relation: str


class EndInterest(Command, frozen=True, kw_only=True):
    """The party, and why there is no interest any more."""

    account: str
    party: str
    finding: str


def bootstrap(book: Book, command: Bootstrap, request: Request) -> Receipt:
    """Name the first administrator; refused where any account is."""

    def decide(act: Act) -> Plan:
        stream = stream_of(identifier(command.account, "account"))
        if has_accounts(book):
            raise AccountsExist(field="account")
        events = acts.bootstrap(account=command.account, unit=command.unit, place=book.place, document=command.document)
        change = Change(stream=stream, version=0, events=events)
        # Nobody else may have named an administrator meanwhile.
        return Plan(subject=stream, changes=(change,), watch={account_claim(): ()})

    return run(book, "bootstrap_accounts", command, request, decide)


def open_account(book: Book, command: OpenAccount, request: Request) -> Receipt:
    """Open an account."""

    def decide(act: Act) -> Plan:
        must_lie_within(book, command.place)
        stream = stream_of(identifier(command.account, "account"))
        known = book.version(stream) > 0
        event = acts.open_(
            account=command.account, kind=command.kind, unit=command.unit, place=command.place, known=known, act=act
        )
        return filed(stream, 0, event)

    return run(book, "open_account", command, request, decide)


def appoint(book: Book, command: Appoint, request: Request) -> Receipt:
    """Give an account a role for a place."""

    def decide(act: Act, state: Account) -> Event:
        must_lie_within(book, command.place)
        return acts.appoint(
            state,
            role=command.role,
            place=command.place,
            document=command.document,
            borrowed=_borrowed(book, state, act.today),
            act=act,
        )

    return _on_account(book, "appoint", command.account, command, request, decide)


def end_appointment(book: Book, command: Appoint, request: Request) -> Receipt:
    """Take a role back."""

    def decide(act: Act, state: Account) -> Event:
        return acts.end_appointment(state, role=command.role, place=command.place, document=command.document, act=act)

    return _on_account(book, "end_appointment", command.account, command, request, decide)


def suspend(book: Book, command: Standing, request: Request) -> Receipt:
    """Let an account do nothing for the time being."""
    return _on_account(
        book,
        "suspend_account",
        command.account,
        command,
        request,
        lambda act, state: acts.suspend(state, ground=command.ground, act=act),
    )


def reinstate(book: Book, command: Standing, request: Request) -> Receipt:
    """Let a suspended account act again."""
    return _on_account(
        book,
        "reinstate_account",
        command.account,
        command,
        request,
        lambda act, state: acts.reinstate(state, finding=command.ground, act=act),
    )


def close(book: Book, command: Standing, request: Request) -> Receipt:
    """Close an account for good."""
    return _on_account(
        book,
        "close_account",
        command.account,
        command,
        request,
        lambda act, state: acts.close(state, ground=command.ground, act=act),
    )


def delegate(book: Book, command: Delegate, request: Request) -> Receipt:
    """Lend a role to a deputy; written down with both accounts."""

    def decide(act: Act) -> Plan:
        state, version = load_account(book, command.account)
        deputy, deputy_version = load_account(book, command.to)
        lent, borrowed = standing_in.delegate(
            state,
            deputy,
            role=command.role,
            place=command.place,
            first_day=command.first_day,
            last_day=command.last_day,
            ground=command.ground,
            borrowed=_borrowed(book, deputy, act.today),
            act=act,
        )
        changes = (
            Change(stream=stream_of(state.id), version=version, events=(lent,)),
            Change(stream=stream_of(deputy.id), version=deputy_version, events=(borrowed,)),
        )
        return Plan(subject=stream_of(state.id), changes=changes, outcome={"number": str(lent.number)})

    return run(book, "delegate", command, request, decide)


def end_delegation(book: Book, command: EndDelegation, request: Request) -> Receipt:
    """Take a role back from a deputy."""
    return _on_account(
        book,
        "end_delegation",
        command.account,
        command,
        request,
        lambda act, state: standing_in.end_delegation(state, number=command.number, act=act),
    )


def declare_interest(book: Book, command: DeclareInterest, request: Request) -> Receipt:
    """Declare to be close to a party."""
    return _on_account(
        book,
        "declare_interest",
        command.account,
        command,
        request,
        lambda act, state: standing_in.declare_interest(state, party=command.party, relation=command.relation, act=act),
    )


def end_interest(book: Book, command: EndInterest, request: Request) -> Receipt:
    """Find that an interest is no more."""
    return _on_account(
        book,
        "end_interest",
        command.account,
        command,
        request,
        lambda act, state: acts.end_interest(state, party=command.party, finding=command.finding, act=act),
    )


def _on_account(
    book: Book,
    name: str,
    account: str,
    command: Command,
    request: Request,
    decide: Callable[[Act, Account], Event],
) -> Receipt:
    """Run a command that files one event on the stream of an account."""

    def planned(act: Act) -> Plan:
        state, version = load_account(book, account)
        return filed(stream_of(account), version, decide(act, state))

    return run(book, name, command, request, planned)


def _borrowed(book: Book, account: Account, today: date) -> tuple[Delegation, ...]:
    """The delegations to the account that run now or will: a role that is over stands in nobody's way."""
    running = [each for each in account.borrowed if each.last_day >= today]
    principals, _ = load_principals(book, sorted({each.principal for each in running}))
    return tuple(each for each in borrowed_of(account, principals) if each.last_day >= today)
