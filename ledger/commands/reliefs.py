"""Relief commands: put a request or a renewal forward, decide on it, refuse it, end the relief."""

from datetime import date, timedelta
from typing import Any

from domain.act import Act
from domain.details import Details, checked
from domain.money import yuan
from domain.party import is_pseudonym
from domain.places import parse_place
from domain.programs.base import Claim
from domain.relief import acts
from domain.relief.events import Cause
from domain.relief.refusals import ChoiceLocked, OtherBeginning, RenewInstead
from domain.relief.state import ReliefCase, bound_until
from domain.reliefs.base import basis_of
from domain.reliefs.registry import relief_of
from domain.wording import clean
from domain.working import Reason
from ledger.book import Book
from ledger.commands.base import Change, Command, Plan, Receipt, Request, filed, new_id, run
from ledger.commands.draft import WrongBeneficiary, plain_facts, registrations_of
from ledger.commands.load import load_relief
from ledger.commands.place import must_lie_within
from ledger.law import decide_relief, law_for, relief_facts
from ledger.vault import Vault

LOCK = "lock:"
"""How the claims begin that bind for a period, whatever becomes of what rests on them."""


class RequestRelief(Command, frozen=True, kw_only=True):
    """A request; `beneficiary` is a party id, `fingerprint` stands for its sealed details, `renews` for a relief."""

    relief: str
    place: str
    facts: dict[str, Any]
    beneficiary: str
    fingerprint: str
    renews: str = ""


class OnRelief(Command, frozen=True, kw_only=True):
    """An act that needs nothing but the relief."""

    relief: str


class RefuseRelief(Command, frozen=True, kw_only=True):
    """Reasons that no formula finds, each with its clause."""

    relief: str
    reasons: tuple[Reason, ...]


class EndRelief(Command, frozen=True, kw_only=True):
    """Why the relief ends, by which clause, and its last day."""

    relief: str
    cause: Cause
    ground: str
    clause: str
    ends_on: date


class RequestReview(Command, frozen=True, kw_only=True):
    """An application for administrative review, by its reference."""

    relief: str
    reference: str


class DecideReview(Command, frozen=True, kw_only=True):
    """What came of the review."""

    relief: str
    outcome: acts.Outcome
    finding: str


def requesting(
    vault: Vault, *, relief: str, place: str, facts: dict[str, Any], beneficiary: Details, renews: str = ""
) -> tuple[RequestRelief, Details]:
    """The command for a request and the details to seal with it, all checked; nobody is paid, so no account is due."""
    details = checked(beneficiary, paid=False)
    command = RequestRelief(
        relief=relief,
        place=parse_place(place, field="place"),
        facts=plain_facts(relief_of(relief).facts, relief, facts),
        beneficiary=vault.party_id(details),
        fingerprint=vault.fingerprint(details),
        renews=renews,
    )
    return command, details


def request(book: Book, vault: Vault, command: RequestRelief, details: Details, asked: Request) -> Receipt:
    """Put a request forward and register whom it is for; with `renews` it goes on with a relief."""

    def decide(act: Act) -> Plan:
        change = _renewal(book, command, act) if command.renews else _new(book, command, asked, act)
        parties, rows = registrations_of(book, vault, (), (details,))
        return Plan(subject=change.stream, changes=(*parties, change), rows=tuple(rows))

    return run(book, "request_relief", command, asked, decide)


def decide(book: Book, command: OnRelief, asked: Request) -> Receipt:
    """Grant what the formula gives today, or refuse with every reason that it finds."""

    def deciding(act: Act) -> Plan:
        state, version = load_relief(book, command.relief)
        facts = state.facts if state.pending is None else state.pending
        known, typed = relief_facts(state.relief, facts)
        decision = decide_relief(book, state, facts, act.today)
        days = _review_days(book, state, act)
        event = acts.decide(state, decision=decision, period=known.period(typed), review_days=days, act=act)
        outcome = {"granted": "yes" if decision.granted else "no", "amount": yuan(decision.amount)}
        return filed(command.relief, version, event, outcome=outcome)

    return run(book, "decide_relief", command, asked, deciding)


def refuse(book: Book, command: RefuseRelief, asked: Request) -> Receipt:
    """Refuse on grounds that an officer found."""
    reasons = tuple(_clean(reason) for reason in command.reasons)

    def deciding(act: Act) -> Plan:
        state, version = load_relief(book, command.relief)
        event = acts.refuse(state, reasons=reasons, review_days=_review_days(book, state, act), act=act)
        return filed(command.relief, version, event)

    return run(book, "refuse_relief", command, asked, deciding)


def end(book: Book, command: EndRelief, asked: Request) -> Receipt:
    """End a relief."""
    ground, clause = clean(command.ground, "ground"), clean(command.clause, "clause")

    def deciding(act: Act) -> Plan:
        state, version = load_relief(book, command.relief)
        event = acts.end(
            state,
            cause=command.cause,
            ground=ground,
            clause=clause,
            ends_on=command.ends_on,
            review_days=_review_days(book, state, act),
            act=act,
        )
        return filed(command.relief, version, event)

    return run(book, "end_relief", command, asked, deciding)


def request_review(book: Book, command: RequestReview, asked: Request) -> Receipt:
    """Record that a review of the last refusal or end is asked for."""
    reference = clean(command.reference, "reference")

    def deciding(act: Act) -> Plan:
        state, version = load_relief(book, command.relief)
        return filed(command.relief, version, acts.request_review(state, reference=reference, act=act))

    return run(book, "request_relief_review", command, asked, deciding)


def decide_review(book: Book, command: DecideReview, asked: Request) -> Receipt:
    """Decide the review."""
    finding = clean(command.finding, "finding")

    def deciding(act: Act) -> Plan:
        state, version = load_relief(book, command.relief)
        event = acts.decide_review(state, outcome=command.outcome, finding=finding, act=act)
        return filed(command.relief, version, event)

    return run(book, "decide_relief_review", command, asked, deciding)


def _new(book: Book, command: RequestRelief, asked: Request, act: Act) -> Change:
    known, facts = relief_facts(command.relief, command.facts)
    given = "person" if is_pseudonym(command.beneficiary) else "employer"
    if known.beneficiary not in (given, "either"):
        raise WrongBeneficiary(field="applicant", programme=command.relief, wanted=known.beneficiary)
    must_lie_within(book, command.place)
    law = law_for(book, command.relief, command.place, act.today)
    claims = _keys(known.claims(facts, command.beneficiary, law))
    _refuse_bound(book, basis_of(known, command.place, command.beneficiary, facts), claims)
    event = acts.request(
        relief=command.relief,
        place=command.place,
        beneficiary=command.beneficiary,
        facts=command.facts,
        claims=claims,
        act=act,
    )
    return Change(stream=new_id("L", book, asked, command.place, act.on.year), version=0, events=(event,))


def _renewal(book: Book, command: RequestRelief, act: Act) -> Change:
    state, version = load_relief(book, command.renews)
    if command.relief != state.relief:
        raise OtherBeginning(field="relief", known=state.relief, given=command.relief)
    known, facts = relief_facts(state.relief, command.facts)
    law = law_for(book, state.relief, state.place, act.today)
    claims = _keys(known.claims(facts, state.beneficiary, law))
    _refuse_bound(book, _basis(state), claims, own=command.renews)
    bases = (_basis(state), basis_of(known, command.place, command.beneficiary, facts))
    event = acts.request_renewal(state, facts=command.facts, claims=claims, bases=bases, act=act)
    return Change(stream=command.renews, version=version, events=(event,))


def _keys(claims: tuple[Claim, ...]) -> tuple[str, ...]:
    return tuple(sorted(claim.key for claim in claims))


def _refuse_bound(book: Book, basis: str, claims: tuple[str, ...], own: str = "") -> None:
    """Refuse what another relief binds: name the day from which a choice is free again, or the relief to renew."""
    for claim in claims:
        holder = book.holder(claim) if claim.startswith(LOCK) else None
        if holder is None or holder == own:
            continue
        state, _ = load_relief(book, holder)
        until = bound_until(state, claim)
        if until is None or basis == _basis(state):
            raise RenewInstead(field="facts", holder=holder)
        raise ChoiceLocked(field="facts", holder=holder, until=until, possible=until + timedelta(days=1))


def _basis(state: ReliefCase) -> str:
    known, facts = relief_facts(state.relief, state.facts)
    return basis_of(known, state.place, state.beneficiary, facts)


def _review_days(book: Book, state: ReliefCase, act: Act) -> int:
    """How many days there are to ask for an administrative review."""
    return law_for(book, state.relief, state.place, act.today).at("appeal_days", act.on).count


def _clean(reason: Reason) -> Reason:
    return Reason(
        code=reason.code,
        zh=clean(reason.zh, "reasons"),
        en=clean(reason.en, "reasons"),
        authority=clean(reason.authority, "reasons"),
    )
