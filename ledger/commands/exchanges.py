"""Exchange commands: agree, run, end."""

from domain import exchange
from domain.act import Act
from ledger.book import Book
from ledger.commands.base import Command, Plan, Receipt, Request, filed, new_id, run
from ledger.commands.load import load_exchange
from ledger.commands.place import must_lie_within


class Agree(Command, frozen=True, kw_only=True):
    """What two bodies exchange: the kind, the fields, the purpose, the legal basis, and every how many months."""

    kind: str
    place: str
    source: str
    receiver: str
    purpose: str
    basis: str
    fields: tuple[str, ...]
    every_months: int


class RunExchange(Command, frozen=True, kw_only=True):
    """What a run brought: counts and the digest of the file, never a row of it."""

    exchange: str
    fields: tuple[str, ...]
    rows: int
    matched: int
    unmatched: int
    digest: str


class EndExchange(Command, frozen=True, kw_only=True):
    """Why an exchange ends."""

    exchange: str
    ground: str


def agree(book: Book, command: Agree, request: Request) -> Receipt:
    """Agree on an exchange."""

    def decide(act: Act) -> Plan:
        must_lie_within(book, command.place)
        event = exchange.agree(
            kind=command.kind,
            place=command.place,
            source=command.source,
            receiver=command.receiver,
            purpose=command.purpose,
            basis=command.basis,
            fields=command.fields,
            every_months=command.every_months,
            act=act,
        )
        return filed(new_id("E", book, request, command.place, act.on.year), 0, event)

    return run(book, "agree_exchange", command, request, decide)


def run_exchange(book: Book, command: RunExchange, request: Request) -> Receipt:
    """Write a run down."""

    def decide(act: Act) -> Plan:
        state, version = load_exchange(book, command.exchange)
        event = exchange.run(
            state,
            fields=command.fields,
            rows=command.rows,
            matched=command.matched,
            unmatched=command.unmatched,
            digest=command.digest,
            act=act,
        )
        return filed(command.exchange, version, event)

    return run(book, "run_exchange", command, request, decide)


def end_exchange(book: Book, command: EndExchange, request: Request) -> Receipt:
    """End an exchange."""

    def decide(act: Act) -> Plan:
        state, version = load_exchange(book, command.exchange)
        return filed(command.exchange, version, exchange.end(state, ground=command.ground, act=act))

    return run(book, "end_exchange", command, request, decide)
