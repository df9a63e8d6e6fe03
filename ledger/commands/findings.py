"""What is found in an investigation: proposed, confirmed or not by another person, carried out, referred, appealed."""

from typing import Literal

import msgspec

from domain import alert
from domain import recovery as recoveries
from domain.act import Act
from domain.actor import OutsideJurisdiction, RoleNotAllowed, authorise
from domain.alert import REVIEWER_ROLE, Finding
from domain.application import endings
from domain.application.state import Status
from domain.errors import Refusal
from domain.events import Event
from domain.investigation import acts
from domain.investigation.events import Measure, Order, Outcome
from domain.investigation.state import Found, Investigation
from domain.wording import clean
from domain.workflow import SamePersonActs
from ledger.book import Book
from ledger.commands import undoing
from ledger.commands.base import Change, Command, Plan, Receipt, Request, run
from ledger.commands.investigations import disposing, upon
from ledger.commands.load import load_case, load_investigation, load_payment, recoverable
from ledger.commands.measures import laid, lifted
from ledger.commands.recoveries import next_stream

SUSPENDABLE = (Status.IN_REVIEW, Status.APPROVED)


class PaymentOfAnotherCase(Refusal):
    """支付 {payment} 不属于案件 {case}。

    The payment {payment} does not belong to the case {case}.
    """

    ids = frozenset({"payment", "case"})


class Propose(Command, frozen=True, kw_only=True):
    """What was found about which alerts, how much (fen) it comes to, what should follow for which cases, and why."""

    investigation: str
    alerts: tuple[str, ...]
    finding: Finding
    amount: int
    measures: tuple[Measure, ...]
    cases: tuple[str, ...]
    reasons: str


class Confirm(Command, frozen=True, kw_only=True):
    """Which finding is confirmed."""

    investigation: str
    number: int


class RejectFinding(Command, frozen=True, kw_only=True):
    """Which finding is not confirmed, and why."""

    investigation: str
    number: int
    ground: str


class CarryOut(Command, frozen=True, kw_only=True):
    """Which order is carried out; a recovery names a payment, how much (fen) comes back, and the clause."""

    investigation: str
    measure: Literal["suspend", "recover"]
    case: str
    payment: str = ""
    amount: int = 0
    clause: str = ""


class LiftMeasure(Command, frozen=True, kw_only=True):
    """Which finding's order for which case is lifted, and why; to hold its money unless told.

    A suspension may be lifted that was carried out; an order to undo a measure, where it is right as it stands.
    """

    investigation: str
    number: int
    case: str
    ground: str
    measure: Literal["hold", "suspend", "recover", "resume", "give_back"] = "hold"


class Refer(Command, frozen=True, kw_only=True):
    """Which body is told, by which paper."""

    investigation: str
    body: str
    document: str


class DecideFindingAppeal(Command, frozen=True, kw_only=True):
    """What became of an appeal: nothing, another finding, or none at all for an innocent reason."""

    investigation: str
    number: int
    outcome: Outcome
    reference: str
    finding: Finding | None = None
    code: str = ""


def propose(book: Book, command: Propose, request: Request) -> Receipt:
    """Propose a finding."""

    def event(state: Investigation, act: Act) -> Event:
        return acts.propose(
            state,
            alerts=tuple(dict.fromkeys(command.alerts)),
            finding=command.finding,
            amount=command.amount,
            measures=tuple(dict.fromkeys(command.measures)),
            cases=tuple(dict.fromkeys(command.cases)),
            reasons=command.reasons,
            act=act,
        )

    return upon(book, "propose_finding", command, command.investigation, request, event)


def confirm(book: Book, command: Confirm, request: Request) -> Receipt:
    """Confirm a finding. Money is held at once; a case is suspended where this officer may do that, else ordered."""
    request = because(request, command.investigation)

    def decide(act: Act) -> Plan:
        state, version = load_investigation(book, command.investigation)
        found = acts.may_decide(state, command.number, "investigation_confirm", act)
        _must_reach(book, found, act)
        suspensions, seen = _suspensions(book, found, act)
        orders = _orders(book, found, {change.stream for change in suspensions})
        suspended = tuple(change.stream for change in suspensions)
        event = acts.confirm(state, command.number, suspended=suspended, orders=orders, act=act)
        own = Change(stream=state.id, version=version, events=(event, *acts.closing(state, found.alerts)))
        confirmed = alert.Confirmed(investigation=state.id, finding=found.finding)
        held = laid(book, found.cases if "hold" in found.measures else (), state.id, found.number, act)
        return Plan(
            subject=state.id,
            changes=(own, *disposing(book, found.alerts, confirmed), *held.changes, *suspensions),
            expect={stream: at for stream, at in (held.expect | seen).items() if stream not in suspended},
        )

    return run(book, "confirm_finding", command, request, decide)


def reject(book: Book, command: RejectFinding, request: Request) -> Receipt:
    """Do not confirm a finding."""
    return upon(
        book,
        "reject_finding",
        command,
        command.investigation,
        request,
        lambda state, act: acts.reject(state, command.number, ground=command.ground, act=act),
    )


def carry_out(book: Book, command: CarryOut, request: Request) -> Receipt:
    """Do what a finding ordered, as the officer who is competent for it: suspend the case, or recover a payment."""
    request = because(request, command.investigation)

    def decide(act: Act) -> Plan:
        state, version = load_investigation(book, command.investigation)
        acts.must_be_ordered(state, measure=command.measure, case=command.case)
        done, expect = _suspend(book, command, act) if command.measure == "suspend" else _recover(book, command, act)
        amount = command.amount if command.measure == "recover" else 0
        event = acts.take_measure(
            state, measure=command.measure, case=command.case, stream=done.stream, amount=amount, act=act
        )
        own = Change(stream=state.id, version=version, events=(event,))
        return Plan(subject=state.id, changes=(own, done), expect=expect)

    return run(book, "carry_out_measure", command, request, decide)


def lift(book: Book, command: LiftMeasure, request: Request) -> Receipt:
    """Let an order stand no more, though the finding does; where it held money, that is let go."""
    request = because(request, command.investigation)

    def decide(act: Act) -> Plan:
        state, version = load_investigation(book, command.investigation)
        case, seen = load_case(book, command.case)
        event = acts.lift(
            state,
            command.number,
            measure=command.measure,
            case=command.case,
            suspended=case.suspended,
            ground=command.ground,
            act=act,
        )
        authorise(act.actor, "investigation_lift", REVIEWER_ROLE, case.place)
        released = lifted(book, state.id, (event,) if event.measure == "hold" else (), act)
        own = Change(stream=state.id, version=version, events=(event,))
        return Plan(subject=state.id, changes=(own, *released.changes), expect={case.id: seen} | released.expect)

    return run(book, "lift_measure", command, request, decide)


def refer(book: Book, command: Refer, request: Request) -> Receipt:
    """Tell another body."""
    return upon(
        book,
        "refer_finding",
        command,
        command.investigation,
        request,
        lambda state, act: acts.refer(state, body=command.body, document=command.document, act=act),
    )


def decide_appeal(book: Book, command: DecideFindingAppeal, request: Request) -> Receipt:
    """Decide an appeal; the alerts are labelled anew, so that precision is counted by what was right in the end.

    What a finding held is let go where it is revoked, and what else was done on it is ordered to be undone.
    """
    request = because(request, command.investigation)

    def decide(act: Act) -> Plan:
        state, version = load_investigation(book, command.investigation)
        left = undoing.standing(book, state, command.number)
        event = acts.decide_appeal(
            state,
            command.number,
            outcome=command.outcome,
            finding=command.finding,
            code=command.code,
            reference=command.reference,
            standing=left.streams,
            act=act,
        )
        fallen = acts.fallen(state, event)
        released = lifted(book, state.id, fallen, act)
        own = Change(stream=state.id, version=version, events=(event, *fallen))
        relabelled = _relabelled(state.id, event.code, event.finding)
        if not relabelled:
            return Plan(subject=state.id, changes=(own,))
        expect = left.expect | released.expect
        anew = alert.Reopened(ground="appeal", reference=event.reference), *relabelled
        told = disposing(book, event.alerts, *anew)
        return Plan(subject=state.id, changes=(own, *told, *released.changes), expect=expect)

    return run(book, "decide_finding_appeal", command, request, decide)


def because(request: Request, investigation: str) -> Request:
    """The request, with the investigation as the cause of what it does."""
    return msgspec.structs.replace(request, causation=investigation)


def _relabelled(investigation: str, code: str, finding: Finding | None) -> tuple[Event, ...]:
    if code:
        return (alert.Cleared(investigation=investigation, code=code, note="appeal"),)
    return (alert.Confirmed(investigation=investigation, finding=finding),) if finding else ()


def _must_reach(book: Book, found: Found, act: Act) -> None:
    """Refuse a reviewer whom a case of the finding does not concern: a county orders nothing in another one."""
    for id in found.cases:
        case, _ = load_case(book, id)
        authorise(act.actor, "investigation_confirm", REVIEWER_ROLE, case.place, case)


def _suspensions(book: Book, found: Found, act: Act) -> tuple[list[Change], dict[str, int]]:
    """The suspensions that this officer may decide, as the workflow of a case says, and the versions of all cases.

    Nothing is ordered where a case is suspended already, so it must be so still.
    """
    changes: list[Change] = []
    seen: dict[str, int] = {}
    for case in found.cases if "suspend" in found.measures else ():
        state, version = load_case(book, case)
        seen[case] = version
        if state.suspended or state.status not in SUSPENDABLE:
            continue
        try:
            event = endings.suspend(state, ground=_ground(found), act=act)
        except (RoleNotAllowed, OutsideJurisdiction, SamePersonActs):
            continue
        changes.append(Change(stream=case, version=version, events=(event,)))
    return changes, seen


def _orders(book: Book, found: Found, suspended: set[str]) -> tuple[Order, ...]:
    """What others are to do: every measure in every case but what is done, or what a case is past."""
    return tuple(
        Order(number=found.number, measure=measure, case=case)
        for case in found.cases
        for measure in found.measures
        if measure in acts.ORDERED
        and not (measure == "suspend" and (case in suspended or not _suspendable(book, case)))
    )


def _suspendable(book: Book, case: str) -> bool:
    state, _ = load_case(book, case)
    return state.status in SUSPENDABLE and not state.suspended


def _ground(found: Found) -> str:
    return f"疑点核查认定第 {found.number} 号结论 finding {found.number}: {found.finding}"


def _suspend(book: Book, command: CarryOut, act: Act) -> tuple[Change, dict[str, int]]:
    state, version = load_case(book, command.case)
    event = endings.suspend(state, ground=f"依 {command.investigation} 的认定", act=act)
    return Change(stream=state.id, version=version, events=(event,)), {}


def _recover(book: Book, command: CarryOut, act: Act) -> tuple[Change, dict[str, int]]:
    state, version = load_payment(book, command.payment)
    if state.case != command.case:
        raise PaymentOfAnotherCase(field="payment", payment=command.payment, case=command.case)
    event = recoveries.determine(
        state,
        amount=command.amount,
        ground=f"依 {command.investigation} 的认定",
        clause=clean(command.clause, "clause"),
        recoverable=recoverable(book, command.payment),
        act=act,
    )
    stream = next_stream(book, command.payment)
    return Change(stream=stream, version=0, events=(event,)), {command.payment: version}
