"""Placement commands: register, change the terms, record certificates and months, correct a month, end."""

from datetime import date
from typing import TypeVar

import msgspec

from domain.act import Act
from domain.details import PersonDetails
from domain.errors import NotFound, Refusal
from domain.events import Event
from domain.identity import parse_disability_certificate, parse_uscc
from domain.placement import acts
from domain.placement.state import Placement, evolve, stream_of
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
from ledger.commands.base import Change, Command, Plan, Receipt, Request, filed, run
from ledger.commands.load import load_party, load_placement
from ledger.vault import Vault

Part = TypeVar("Part", bound=msgspec.Struct)


class CertificateOfOtherGrade(Refusal):
    """登记的残疾人证({stated})与保险库中该残疾人的现行证件({sealed})类别或等级不符。

    The disability certificate as registered ({stated}) is not of the category and grade of the sealed one ({sealed}).
    """


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


class RecordMonths(Command, frozen=True, kw_only=True):
    """The evidence of many months, of one placement or several; all are recorded or none."""

    months: tuple[RecordMonth, ...]


class EndPlacement(Command, frozen=True, kw_only=True):
    """The last day of work, and why it was the last."""

    placement: str
    ended_on: date
    ground: EndGround


def register(book: Book, vault: Vault, command: RegisterPlacement, request: Request) -> Receipt:
    """Register a placement of a person whom the book knows, by the certificate that the vault holds."""
    terms = _clean(command.terms)

    def decide(act: Act) -> Plan:
        stream = stream_of(terms.employer, terms.person, command.started_on)
        state, version = book.load(stream, evolve, None)
        event = acts.register(
            state, terms=terms, certificates=command.certificates, started_on=command.started_on, act=act
        )
        _same_certificate(book, vault, terms.person, command.certificates)
        return filed(stream, version, event)

    return run(book, "register_placement", command, request, decide)


def change_terms(book: Book, command: ChangeTerms, request: Request) -> Receipt:
    """Change post, contract or dispatch from a day on."""
    terms = _clean(command.terms)

    def decide(act: Act) -> Plan:
        state, version = load_placement(book, command.placement)
        event = acts.change_terms(state, terms=terms, from_on=command.from_on, act=act)
        return filed(command.placement, version, event)

    return run(book, "change_placement", command, request, decide)


def record_certificates(book: Book, vault: Vault, command: RecordCertificates, request: Request) -> Receipt:
    """Record grades and validity of the certificates through time."""

    def decide(act: Act) -> Plan:
        state, version = load_placement(book, command.placement)
        _same_certificate(book, vault, state.current.person, command.certificates)
        event = acts.record_certificates(state, certificates=command.certificates, act=act)
        return filed(command.placement, version, event)

    return run(book, "record_certificates", command, request, decide)


def record_month(book: Book, command: RecordMonth, request: Request) -> Receipt:
    """Record the evidence of a month."""

    def decide(act: Act) -> Plan:
        state, version = load_placement(book, command.placement)
        return filed(command.placement, version, acts.record_month(state, evidence=_cited(command.evidence), act=act))

    return run(book, "record_month", command, request, decide)


def record_months(book: Book, command: RecordMonths, request: Request) -> Receipt:
    """Record many months in one transaction; the refusal of one names its number in the list."""

    def decide(act: Act) -> Plan:
        states: dict[str, tuple[Placement, int]] = {}
        events: dict[str, list[Event]] = {}
        for number, month in enumerate(command.months):
            stream, evidence = month.placement, _cited(month.evidence)
            state, version = states.get(stream) or load_placement(book, stream)
            try:
                events.setdefault(stream, []).append(acts.record_month(state, evidence=evidence, act=act))
            except Refusal as refusal:
                refusal.field = f"months[{number}].{refusal.field}"
                raise
            known = msgspec.structs.replace(state, months=state.months | {evidence.month: evidence})
            states[stream] = known, version
        changes = tuple(
            Change(stream=stream, version=states[stream][1], events=tuple(made)) for stream, made in events.items()
        )
        return Plan(subject=f"{len(command.months)} months", changes=changes)

    return run(book, "record_months", command, request, decide)


def correct_month(book: Book, command: RecordMonth, request: Request) -> Receipt:
    """Correct the evidence of a month."""

    def decide(act: Act) -> Plan:
        state, version = load_placement(book, command.placement)
        return filed(command.placement, version, acts.correct_month(state, evidence=_cited(command.evidence), act=act))

    return run(book, "correct_month", command, request, decide)


def end(book: Book, command: EndPlacement, request: Request) -> Receipt:
    """End a placement."""

    def decide(act: Act) -> Plan:
        state, version = load_placement(book, command.placement)
        event = acts.end(state, ended_on=command.ended_on, ground=command.ground, act=act)
        return filed(command.placement, version, event)

    return run(book, "end_placement", command, request, decide)


def _same_certificate(book: Book, vault: Vault, person: str, spans: tuple[CertificateSpan, ...]) -> None:
    """The latest disability certificate is of the category and grade that the sealed number ends with."""
    party, _ = load_party(book, person)
    if party is None:
        raise NotFound(field="person", what="party", key=person)
    details = vault.open(person, party.details_version)
    stated = [span for span in spans if span.kind == "disability_certificate"]
    if not stated or not isinstance(details, PersonDetails):
        return
    sealed = parse_disability_certificate(details.certificate)
    latest = max(stated, key=lambda span: span.starts_on)
    if (latest.category, latest.grade) != (sealed.category, sealed.grade):
        raise CertificateOfOtherGrade(
            field="certificates",
            stated=f"{latest.category}/{latest.grade}",
            sealed=f"{sealed.category}/{sealed.grade}",
        )


def _cited(evidence: MonthEvidence) -> MonthEvidence:
    evidence = _coded(evidence, "", "wage_paid_by", "insurance_paid_by")
    return msgspec.structs.replace(evidence, reference=clean(evidence.reference, "reference"))


def _clean(terms: PlacementTerms) -> PlacementTerms:
    """The terms with credit codes in one spelling and every free text trimmed and without personal numbers."""
    terms = _coded(terms, "", "employer")
    contract = _coded(terms.contract, "contract.", "signed_by") if terms.contract else None
    return msgspec.structs.replace(
        terms, contract=contract, dispatch=_agreement(terms.dispatch), chain=_chain(terms.chain)
    )


def _coded(part: Part, where: str, *names: str) -> Part:
    """The part with these credit codes in capitals, so that one employer is one word."""
    codes = {name: parse_uscc(getattr(part, name), field=f"{where}{name}") for name in names}
    return msgspec.structs.replace(part, **codes)


def _agreement(dispatch: DispatchAgreement | None) -> DispatchAgreement | None:
    if dispatch is None:
        return None
    dispatch = _coded(dispatch, "dispatch.", "agency", "user_unit")
    passed_on = without_personal_number(dispatch.redispatched_to.strip(), "dispatch.redispatched_to")
    reference = clean(dispatch.reference, "dispatch.reference")
    return msgspec.structs.replace(dispatch, reference=reference, redispatched_to=passed_on)


def _chain(chain: RemoteChain | None) -> RemoteChain | None:
    if chain is None:
        return None
    chain = _coded(chain, "chain.", "employer", "intermediary")
    papers = {
        name: without_personal_number(getattr(chain, name).strip(), f"chain.{name}")
        for name in ("base", "employer_intermediary", "intermediary_base", "base_person")
    }
    return msgspec.structs.replace(chain, **papers)
