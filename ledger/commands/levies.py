"""Levy commands: assess, reassess, waive, defer, receive, notice, charge a surcharge, refund."""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from domain.act import Act
from domain.certification import state as certification
from domain.certification.state import Certification
from domain.events import Event
from domain.identity import parse_uscc
from domain.levy import assessment, certified, levy
from domain.levy import events as e
from domain.levy.facts import CODE, LevyFacts
from domain.levy.state import Levy, evolve, stream_of
from domain.levy.surcharge import due_date
from domain.money import yuan
from domain.places import parse_place
from domain.statutes.book import Law
from domain.wording import clean
from ledger.book import Book
from ledger.commands.base import Command, Plan, Receipt, Request, filed, run
from ledger.commands.load import load_levy
from ledger.commands.payments import Booked, on_booking_day
from ledger.commands.place import must_lie_within
from ledger.law import law_for


class Assess(Command, frozen=True, kw_only=True):
    """Whose levy is assessed, at which place, from which facts; the levy year stands in the facts."""

    uscc: str
    place: str
    facts: dict[str, Any]


class AssessCertified(Command, frozen=True, kw_only=True):
    """Whose levy is assessed from its certification, and what the certification does not know."""

    uscc: str
    place: str
    figures: certified.CertifiedFigures


class ReassessCertified(Command, frozen=True, kw_only=True):
    """Assess anew from the certification as it now stands, and why."""

    levy: str
    figures: certified.CertifiedFigures
    ground: str


class Reassess(Command, frozen=True, kw_only=True):
    """The facts as they are now known (None = unchanged, under a later law), and why."""

    levy: str
    facts: dict[str, Any] | None
    ground: str


class Waive(Command, frozen=True, kw_only=True):
    """A reduction by an amount (fen), or an exemption (None: all of it), by a document."""

    levy: str
    amount: int | None
    document: str


class Defer(Command, frozen=True, kw_only=True):
    """Until when payment is put off, by a document."""

    levy: str
    until: date
    document: str


class Receive(Command, frozen=True, kw_only=True):
    """The treasury's receipt, and how much of it (fen) is surcharge."""

    levy: str
    booked: Booked
    surcharge: int = 0


class Notice(Command, frozen=True, kw_only=True):
    """The order to pay by a day."""

    levy: str
    deadline: date
    document: str


class OnLevy(Command, frozen=True, kw_only=True):
    """An act that needs nothing but the levy."""

    levy: str


class Refund(Command, frozen=True, kw_only=True):
    """The treasury's line by which money went back."""

    levy: str
    booked: Booked


def assess(book: Book, command: Assess, request: Request) -> Receipt:
    """Say what an employer owes for a levy year."""

    def decide(act: Act) -> Plan:
        facts = facts_of(command.facts)
        known, expect = _certification(book, command.uscc, facts.year)
        certified.must_agree(facts, known)
        return _assessed(book, command, facts, expect, act)

    return run(book, "assess_levy", command, request, decide)


def assess_certified(book: Book, command: AssessCertified, request: Request) -> Receipt:
    """Say what a certified employer owes for the levy year after its certification."""

    def decide(act: Act) -> Plan:
        known, expect = _certification(book, command.uscc, command.figures.year)
        return _assessed(book, command, certified.facts_of(known, command.figures), expect, act)

    return run(book, "assess_certified_levy", command, request, decide)


def _assessed(
    book: Book, command: Assess | AssessCertified, facts: LevyFacts, expect: dict[str, int], act: Act
) -> Plan:
    uscc, place = parse_uscc(command.uscc, field="uscc"), parse_place(command.place, field="place")
    must_lie_within(book, place)
    stream = stream_of(uscc, facts.year)
    state, version = book.load(stream, evolve, None)
    law = law_for(book, CODE, place, act.today)
    decision, due_on = assessment.decide(facts, law), due_date(law, facts.year)
    event = levy.assess(state, uscc=uscc, place=place, facts=facts, decision=decision, due_on=due_on, act=act)
    outcome = {"amount": yuan(decision.amount), "due_on": due_on.isoformat()}
    return filed(stream, version, event, outcome=outcome, expect=expect)


def _certification(book: Book, uscc: str, levy_year: int) -> tuple[Certification | None, dict[str, int]]:
    """The certification of the base year, and the version of it that the levy rests on."""
    stream = certification.stream_of(parse_uscc(uscc, field="uscc"), levy_year - 1)
    state, version = book.load(stream, certification.evolve, None)
    return state, {stream: version}


def reassess(book: Book, command: Reassess, request: Request) -> Receipt:
    """Assess anew, from other facts or under what was published since."""

    def decide(state: Levy, law: Law, act: Act) -> Event:
        facts = facts_of(state.facts if command.facts is None else command.facts)
        certified.must_agree(facts, _certification(book, state.uscc, facts.year)[0])
        return _reassessed(state, facts, command.ground, law, act)

    return _on_levy(book, "reassess_levy", command, request, decide)


def reassess_certified(book: Book, command: ReassessCertified, request: Request) -> Receipt:
    """Assess anew from the certification, as after its correction."""

    def decide(state: Levy, law: Law, act: Act) -> Event:
        known, _ = _certification(book, state.uscc, command.figures.year)
        return _reassessed(state, certified.facts_of(known, command.figures), command.ground, law, act)

    return _on_levy(book, "reassess_certified_levy", command, request, decide)


def _reassessed(state: Levy, facts: LevyFacts, ground: str, law: Law, act: Act) -> Event:
    decision = assessment.decide(facts, law)
    return levy.reassess(state, facts=facts, decision=decision, ground=clean(ground, "ground"), law=law, act=act)


def waive(book: Book, command: Waive, request: Request) -> Receipt:
    """Exempt an employer, or reduce its levy, by document."""

    def decide(state: Levy, law: Law, act: Act) -> Event:
        document = clean(command.document, "document")
        return levy.waive(state, amount=command.amount, document=document, act=act)

    return _on_levy(book, "waive_levy", command, request, decide)


def defer(book: Book, command: Defer, request: Request) -> Receipt:
    """Put the due day off by document."""

    def decide(state: Levy, law: Law, act: Act) -> Event:
        document = clean(command.document, "document")
        return levy.defer(state, until=command.until, document=document, law=law, act=act)

    return _on_levy(book, "defer_levy", command, request, decide)


def receive(book: Book, command: Receive, request: Request) -> Receipt:
    """Match what the treasury received."""

    def decide(state: Levy, law: Law, act: Act) -> Event:
        return levy.receive(state, receipt=command.booked.line, surcharge_part=command.surcharge, act=act)

    return _on_levy(book, "receive_levy", command, on_booking_day(request, command.booked), decide)


def notice(book: Book, command: Notice, request: Request) -> Receipt:
    """Warn an employer who is late, and set a term."""

    def decide(state: Levy, law: Law, act: Act) -> Event:
        document = clean(command.document, "document")
        return levy.notice(state, deadline=command.deadline, document=document, act=act)

    return _on_levy(book, "notice_levy", command, request, decide)


def charge(book: Book, command: OnLevy, request: Request) -> Receipt:
    """Charge the surcharge up to the value date."""
    return _on_levy(
        book, "charge_surcharge", command, request, lambda state, law, act: levy.charge(state, law=law, act=act)
    )


def refund(book: Book, command: Refund, request: Request) -> Receipt:
    """Record what the treasury paid back."""

    def decide(state: Levy, law: Law, act: Act) -> Event:
        return levy.refund(state, receipt=command.booked.line, act=act)

    return _on_levy(book, "refund_levy", command, on_booking_day(request, command.booked), decide)


def facts_of(given: dict[str, Any]) -> LevyFacts:
    """The facts as the formula takes them."""
    return msgspec.convert(given, LevyFacts)


_OnLevy = Reassess | ReassessCertified | Waive | Defer | Receive | Notice | OnLevy | Refund


def _on_levy(
    book: Book, name: str, command: _OnLevy, request: Request, decision: Callable[[Levy, Law, Act], Event]
) -> Receipt:
    def decide(act: Act) -> Plan:
        state, version = load_levy(book, command.levy)
        event = decision(state, law_for(book, CODE, state.place, act.today), act)
        return filed(command.levy, version, event, outcome=_outcome(state, event))

    return run(book, name, command, request, decide)


def _outcome(state: Levy, event: Event) -> dict[str, str]:
    """What the officer wants to know at once: how a receipt was taken, what was charged, what still goes back."""
    match event:
        case e.Received():
            return {"levy": yuan(event.levy), "surcharge": yuan(event.surcharge), "overpaid": yuan(event.overpaid)}
        case e.SurchargeCharged():
            return {"amount": yuan(event.decision.amount)}
        case e.Reassessed():
            cut = event.cut.amount + event.surcharge_cut.amount
            return {"amount": yuan(event.decision.amount), "more": yuan(event.more), "cut": yuan(cut)}
        case e.Refunded():
            return {"amount": yuan(event.amount), "still_overpaid": yuan(state.overpaid - event.amount)}
    return {}
