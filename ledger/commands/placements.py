"""Placement commands: register, change the terms, record certificates and months, correct a month, end."""

from datetime import date

import msgspec

from domain.act import Act
from domain.errors import NotFound
from domain.events import Event
from domain.placement import acts
from domain.placement.state import evolve, stream_of
from domain.placement.terms import (
    CertificateSpan,
    DispatchAgreement,
    EndGround,
    MonthEvidence,
    PlacementTerms,
    RemoteChain,
)
from domain.wording import clean, without_personal_number
from ledger.book import Book
from ledger.commands.base import Change, Command, Plan, Receipt, Request, run
from ledger.commands.load import load_party, load_placement


class RegisterPlacement(Command, frozen=True, kw_only=True):
    """Who works for whom on which terms, from which day on, with which certificates."""

    terms: PlacementTerms
    certificates: tuple[CertificateSpan, ...]
    started_on: date


class ChangeTerms(Command, frozen=True, kw_only=True):
    """New terms of a placement, and the day from which they hold."""

    placement: str
    terms: PlacementTerms
    from_on: date


class RecordCertificates(Command, frozen=True, kw_only=True):
    """The history of the certificates."""

    placement: str
    certificates: tuple[CertificateSpan, ...]


class RecordMonth(Command, frozen=True, kw_only=True):
    """The evidence of a month."""

    placement: str
    evidence: MonthEvidence


class EndPlacement(Command, frozen=True, kw_only=True):
    """The last day of work, and why it was the last."""

    placement: str
    ended_on: date
    ground: EndGround


def register(book: Book, command: RegisterPlacement, request: Request) -> Receipt:
    """Register a placement of a person whom the book knows."""
    terms = _clean(command.terms)

    def decide(act: Act) -> Plan:
        stream = stream_of(terms.employer, terms.person, command.started_on)
        state, version = book.load(stream, evolve, None)
        event = acts.register(
            state, terms=terms, certificates=command.certificates, started_on=command.started_on, act=act
        )
        if load_party(book, terms.person)[0] is None:
            raise NotFound(field="person", what="party", key=terms.person)
        return _plan(stream, version, event)

    return run(book, "register_placement", command, request, decide)


def change_terms(book: Book, command: ChangeTerms, request: Request) -> Receipt:
    """Change post, contract or dispatch from a day on."""
    terms = _clean(command.terms)

    def decide(act: Act) -> Plan:
        state, version = load_placement(book, command.placement)
        event = acts.change_terms(state, terms=terms, from_on=command.from_on, act=act)
        return _plan(command.placement, version, event)

    return run(book, "change_placement", command, request, decide)


def record_certificates(book: Book, command: RecordCertificates, request: Request) -> Receipt:
    """Record grades and validity of the certificates through time."""

    def decide(act: Act) -> Plan:
        state, version = load_placement(book, command.placement)
        event = acts.record_certificates(state, certificates=command.certificates, act=act)
        return _plan(command.placement, version, event)

    return run(book, "record_certificates", command, request, decide)


def record_month(book: Book, command: RecordMonth, request: Request) -> Receipt:
    """Record the evidence of a month."""

    def decide(act: Act) -> Plan:
        state, version = load_placement(book, command.placement)
        return _plan(command.placement, version, acts.record_month(state, evidence=_cited(command.evidence), act=act))

    return run(book, "record_month", command, request, decide)


def correct_month(book: Book, command: RecordMonth, request: Request) -> Receipt:
    """Correct the evidence of a month."""

    def decide(act: Act) -> Plan:
        state, version = load_placement(book, command.placement)
        return _plan(command.placement, version, acts.correct_month(state, evidence=_cited(command.evidence), act=act))

    return run(book, "correct_month", command, request, decide)


def end(book: Book, command: EndPlacement, request: Request) -> Receipt:
    """End a placement."""

    def decide(act: Act) -> Plan:
        state, version = load_placement(book, command.placement)
        event = acts.end(state, ended_on=command.ended_on, ground=command.ground, act=act)
        return _plan(command.placement, version, event)

    return run(book, "end_placement", command, request, decide)


def _cited(evidence: MonthEvidence) -> MonthEvidence:
    return msgspec.structs.replace(evidence, reference=clean(evidence.reference, "reference"))


def _clean(terms: PlacementTerms) -> PlacementTerms:
    """The terms with every free text trimmed and without personal numbers."""
    return msgspec.structs.replace(terms, dispatch=_agreement(terms.dispatch), chain=_chain(terms.chain))


def _agreement(dispatch: DispatchAgreement | None) -> DispatchAgreement | None:
    if dispatch is None:
        return None
    passed_on = without_personal_number(dispatch.redispatched_to.strip(), "dispatch.redispatched_to")
    reference = clean(dispatch.reference, "dispatch.reference")
    return msgspec.structs.replace(dispatch, reference=reference, redispatched_to=passed_on)


def _chain(chain: RemoteChain | None) -> RemoteChain | None:
    if chain is None:
        return None
    papers = {
        name: without_personal_number(getattr(chain, name).strip(), f"chain.{name}")
        for name in ("base", "employer_intermediary", "intermediary_base", "base_person")
    }
    return msgspec.structs.replace(chain, **papers)


def _plan(stream: str, version: int, event: Event) -> Plan:
    return Plan(subject=stream, changes=(Change(stream=stream, version=version, events=(event,)),))
