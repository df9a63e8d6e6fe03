"""Recovery commands: determine, receive, write off, undo."""

from domain import recovery
from domain.act import Act
from domain.wording import clean
from ledger.book import Book
from ledger.commands import undoing
from ledger.commands.base import Change, Command, Plan, Receipt, Request, filed, run
from ledger.commands.load import destination_of, load_payment, load_recovery, recoverable
from ledger.commands.payments import Booked, on_booking_day


class Determine(Command, frozen=True, kw_only=True):
    """How much (fen) of a payment must come back, on which ground and clause."""

    payment: str
    amount: int
    ground: str
    clause: str


class Receive(Command, frozen=True, kw_only=True):
    """The statement line that brought money back."""

    recovery: str
    booked: Booked


class Undo(Command, frozen=True, kw_only=True):
    """Which recovery is undone, and the statement line by which went back what had come in."""

    recovery: str
    booked: Booked | None = None


class WriteOff(Command, frozen=True, kw_only=True):
    """How much (fen) is written off, by which document."""

    recovery: str
    amount: int
    document: str


def determine(book: Book, command: Determine, request: Request) -> Receipt:
    """Open a recovery of a settled payment."""

    def decide(act: Act) -> Plan:
        state, version = load_payment(book, command.payment)
        event = recovery.determine(
            state,
            amount=command.amount,
            ground=clean(command.ground, "ground"),
            clause=clean(command.clause, "clause"),
            recoverable=recoverable(book, command.payment),
            act=act,
        )
        stream = next_stream(book, command.payment)
        return filed(stream, 0, event, expect={command.payment: version})

    return run(book, "determine_recovery", command, request, decide)


def receive(book: Book, command: Receive, request: Request) -> Receipt:
    """Match money that came back."""

    def decide(act: Act) -> Plan:
        state, version = load_recovery(book, command.recovery)
        destination, expect = destination_of(book, state.line)
        event = recovery.receive(state, bank_line=command.booked.line, destination=destination, act=act)
        return filed(command.recovery, version, event, expect=expect)

    return run(book, "receive_recovery", command, on_booking_day(request, command.booked), decide)


def write_off(book: Book, command: WriteOff, request: Request) -> Receipt:
    """Write off what cannot be recovered."""

    def decide(act: Act) -> Plan:
        state, version = load_recovery(book, command.recovery)
        document = clean(command.document, "document")
        event = recovery.write_off(state, amount=command.amount, document=document, act=act)
        return filed(command.recovery, version, event)

    return run(book, "write_off_recovery", command, request, decide)


def undo(book: Book, command: Undo, request: Request) -> Receipt:
    """Undo a recovery whose finding fell; the investigation that waits for it is told."""

    def decide(act: Act) -> Plan:
        state, version = load_recovery(book, command.recovery)
        destination, expect = destination_of(book, state.line)
        line = command.booked.line if command.booked else None
        event = recovery.undo(state, bank_line=line, destination=destination, act=act)
        told = undoing.given_back(book, state.case, state.id, event.amount)
        if not told.changes:
            raise recovery.RecoveryStands(field="recovery", recovery=state.id)
        own = Change(stream=state.id, version=version, events=(event,))
        return Plan(subject=state.id, changes=(own, *told.changes), expect=expect, watch=told.watch)

    asked = on_booking_day(request, command.booked) if command.booked else request
    return run(book, "undo_recovery", command, asked, decide)


def next_stream(book: Book, payment_id: str) -> str:
    """The id of the next recovery of a payment."""
    number = 1
    while book.load(recovery.stream_of(payment_id, number), recovery.evolve, None)[0] is not None:
        number += 1
    return recovery.stream_of(payment_id, number)
