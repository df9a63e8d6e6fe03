"""Duty commands: fulfil, retract, waive."""

from domain.act import Act
from domain.duties import fulfilment
from domain.duties.fulfilment import Fulfilment
from domain.duties.schedule import Duty, Period, duty_of
from domain.errors import NotFound
from domain.wording import clean
from ledger.book import Book
from ledger.commands.base import Command, Plan, Receipt, Request, filed, run
from ledger.commands.place import must_lie_within
from ledger.law import statutes_of


class OfPeriod(Command, frozen=True, kw_only=True):
    """Which duty of which place in which period (a year, or `term`)."""

    duty: str
    place: str
    period: str


class Fulfil(OfPeriod, frozen=True, kw_only=True):
    """That it was done so often, with the document that proves it; `digest` is the SHA-256 of its file, if any."""

    document: str
    count: int = 1
    digest: str = ""


class Retract(OfPeriod, frozen=True, kw_only=True):
    """Which fulfilment was recorded wrongly, and why."""

    number: int
    ground: str


class Waive(OfPeriod, frozen=True, kw_only=True):
    """By which document the duty is waived."""

    document: str


def fulfil(book: Book, command: Fulfil, request: Request) -> Receipt:
    """Record what was done for a duty."""

    def decide(act: Act) -> Plan:
        duty, period = _duty(book, command, act)
        state, version = load_fulfilment(book, command)
        event = fulfilment.fulfil(
            state,
            duty=duty,
            place=command.place,
            period=period,
            count=command.count,
            document=clean(command.document, "document"),
            digest=command.digest,
            act=act,
        )
        return filed(_stream(command), version, event)

    return run(book, "fulfil_duty", command, request, decide)


def retract(book: Book, command: Retract, request: Request) -> Receipt:
    """Withdraw what was recorded wrongly."""

    def decide(act: Act) -> Plan:
        state, version = load_fulfilment(book, command)
        if state is None:
            raise NotFound(field="duty", what="duty", key=_stream(command))
        event = fulfilment.retract(state, number=command.number, ground=clean(command.ground, "ground"), act=act)
        return filed(_stream(command), version, event)

    return run(book, "retract_fulfilment", command, request, decide)


def waive(book: Book, command: Waive, request: Request) -> Receipt:
    """Record that a duty is waived for a period."""

    def decide(act: Act) -> Plan:
        duty, period = _duty(book, command, act)
        state, version = load_fulfilment(book, command)
        event = fulfilment.waive(
            state,
            duty=duty,
            place=command.place,
            period=period,
            document=clean(command.document, "document"),
            act=act,
        )
        return filed(_stream(command), version, event)

    return run(book, "waive_duty", command, request, decide)


def load_fulfilment(book: Book, of: OfPeriod) -> tuple[Fulfilment | None, int]:
    """What was done so far, and its version; None and 0 where nothing was."""
    return book.load(_stream(of), fulfilment.evolve, None)


def _duty(book: Book, command: OfPeriod, act: Act) -> tuple[Duty, Period]:
    must_lie_within(book, command.place)
    duty = duty_of(statutes_of(book), act.today, command.duty, command.place)
    return duty, duty.period(command.period)


def _stream(of: OfPeriod) -> str:
    return fulfilment.stream_of(of.duty, of.place, of.period)
