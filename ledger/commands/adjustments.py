"""Adjustment commands: open, approve, dismiss, pay the back-pay, recover what was paid too much."""

import msgspec

from domain import adjustment, payment, recovery
from domain.act import Act
from domain.adjustment import Adjustment
from domain.application.events import Release
from domain.application.state import Application
from domain.money import shown, yuan
from domain.wording import clean
from ledger.adjusted import due_anew
from ledger.book import Book
from ledger.commands import screening
from ledger.commands.base import Change, Command, Plan, Receipt, Request, filed, run
from ledger.commands.budget_line import line_for
from ledger.commands.holds import Ending, giving_up, taking
from ledger.commands.load import (
    destination_of,
    encumbered,
    load_adjustment,
    load_adjustments,
    load_case,
    recoverable,
)
from ledger.commands.payments import payee
from ledger.commands.recoveries import next_stream
from ledger.commands.screening import Screen, resting_on
from ledger.commands.tranches import standing
from ledger.cross_use import fit_to_pay
from ledger.law import law_for

PROTECTION = "overpayment_recovered"
"""The key of the provision that says whether what was paid too much in good faith is asked back."""


class Open(Command, frozen=True, kw_only=True):
    """Open the adjustment of a case whose amount the law known today gives differently."""

    case: str


class Approve(Command, frozen=True, kw_only=True):
    """Sign for an adjustment; `fund` only where several could pay the back-pay."""

    adjustment: str
    fund: str = ""


class Dismiss(Command, frozen=True, kw_only=True):
    """Why a difference is not followed up."""

    adjustment: str
    ground: str


class OnAdjustment(Command, frozen=True, kw_only=True):
    """An act that needs nothing but the adjustment."""

    adjustment: str


def open_(book: Book, command: Open, request: Request) -> Receipt:
    """Recompute the case with the law known today and put the difference on file, with the rows that make it."""

    def decide(act: Act) -> Plan:
        case, version = load_case(book, command.case)
        earlier, _ = load_adjustments(book, command.case)
        due = due_anew(book, case, act.today)
        anew = due.anew
        event = adjustment.open_(case, earlier=earlier, decision=anew.decision, causes=anew.causes, act=act)
        stream = adjustment.stream_of(command.case, event.number)
        outcome = {"before": yuan(event.before), "after": yuan(anew.decision.amount)}
        plan = filed(stream, 0, event, outcome=outcome, expect=due.expect | {command.case: version})
        return msgspec.structs.replace(plan, watch=due.watch)

    return run(book, "open_adjustment", command, request, decide)


def approve(book: Book, command: Approve, request: Request) -> Receipt:
    """Sign; with the last signature back-pay is encumbered on a line of the year in which it is approved."""

    def decide(act: Act) -> Plan:
        state, version, case, expect = _load(book, command.adjustment)
        due = due_anew(book, case, act.today)
        law = law_for(book, case.programme, case.place, act.today)
        event = adjustment.approve(
            state,
            case,
            decision=due.anew.decision,
            line=line_for(book, case, command.fund, amount=state.difference, act=act) if state.difference > 0 else None,
            rule=law.find(PROTECTION, act.on),
            act=act,
        )
        plan = filed(state.id, version, event, expect=due.expect | expect)
        return msgspec.structs.replace(plan, watch=due.watch)

    return run(book, "approve_adjustment", command, request, decide)


def dismiss(book: Book, command: Dismiss, request: Request) -> Receipt:
    """Close an adjustment without money; back-pay that was encumbered goes back."""

    def decide(act: Act) -> Plan:
        state, version, case, expect = _load(book, command.adjustment)
        release, held = None, Ending((), {}, 0)
        if state.line is not None:
            destination, fund = destination_of(book, state.line)
            release = Release(line=state.line, pre_encumbered=0, encumbered=state.difference, destination=destination)
            held = giving_up(book, payment.stream_of(case.id, state.tranche), "dismissed", act)
            expect |= fund | held.expect
        event = adjustment.dismiss(state, case, ground=clean(command.ground, "ground"), release=release, act=act)
        dismissed = Change(stream=state.id, version=version, events=(event,))
        return Plan(subject=state.id, changes=(*held.changes, dismissed), expect=expect)

    return run(book, "dismiss_adjustment", command, request, decide)


def pay(book: Book, command: OnAdjustment, request: Request, screen: Screen | None = None) -> Receipt:
    """Instruct the back-pay as a further tranche of the case; what stands against it holds it instead."""

    def decide(act: Act) -> Plan:
        state, version, case, expect = _load(book, command.adjustment)
        details_version, party = payee(book, case.applicant, act)
        label = f"补发 {state.id.rpartition('-')[2]}"
        stream = payment.stream_of(case.id, state.tranche)
        held = standing(book, stream, act)
        instructed, settled = adjustment.pay(
            state, case, label=label, details_version=details_version, hold=held.hold, act=act
        )
        fits = fit_to_pay(book, case, act.today)
        screened = screening.screened(book, case, state.tranche, screen, act)
        if screened.stopped is not None:
            return resting_on(screened.stopped, expect)
        instructed = msgspec.structs.replace(instructed, screening=screened.screening)
        return Plan(
            subject=stream,
            changes=(
                *held.changes,
                Change(stream=state.id, version=version, events=(settled,)),
                Change(stream=stream, version=0, events=(instructed,)),
            ),
            expect=expect | party | held.expect | fits.expect | screened.expect,
            watch=fits.watch | screened.watch,
            outcome={"amount": yuan(instructed.amount)},
        )

    return run(book, "pay_adjustment", command, request, decide)


def recover(book: Book, command: OnAdjustment, request: Request) -> Receipt:
    """Withhold what is not instructed yet, and determine the recovery of the rest, the last payment first."""

    def decide(act: Act) -> Plan:
        state, version, case, expect = _load(book, command.adjustment)
        amount = adjustment.must_recover(state, case, act)
        withheld, held, fund = _withheld(book, case, amount, act)
        clause = "、".join(dict.fromkeys(cause.authority for cause in state.causes)) or PROTECTION
        rest = amount - (withheld.encumbered if withheld else 0)
        determined, read = _determined(book, case, state, rest, clause[:200], act)
        settled = adjustment.settled(state, tuple(change.stream for change in determined), withheld)
        return Plan(
            subject=state.id,
            changes=(*held.changes, Change(stream=state.id, version=version, events=(settled,)), *determined),
            expect=expect | fund | held.expect | read,
            outcome={"withheld": yuan(amount - rest), "recovered": yuan(rest)},
        )

    return run(book, "recover_adjustment", command, request, decide)


def _load(book: Book, id: str) -> tuple[Adjustment, int, Application, dict[str, int]]:
    """The adjustment with its version, and its case with the version on which the act rests."""
    state, version = load_adjustment(book, id)
    case, case_version = load_case(book, state.case)
    return state, version, case, {case.id: case_version}


def _withheld(book: Book, case: Application, amount: int, act: Act) -> tuple[Release | None, Ending, dict[str, int]]:
    """As much of the amount as the case still has encumbered, which then never leaves; what is held comes last."""
    free = encumbered(book, case)
    held = taking(book, case, max(0, amount - free), act)
    left = min(amount, free + held.freed)
    if case.line is None or not left:
        return None, held, {}
    destination, expect = destination_of(book, case.line)
    return Release(line=case.line, pre_encumbered=0, encumbered=left, destination=destination), held, expect


def _determined(
    book: Book, case: Application, state: Adjustment, rest: int, clause: str, act: Act
) -> tuple[tuple[Change, ...], dict[str, int]]:
    """The recoveries that bring the rest back, each of one payment, and the payment versions they rest on."""
    changes: list[Change] = []
    read: dict[str, int] = {}
    for tranche in range(_tranches(case, state), 0, -1):
        stream = payment.stream_of(case.id, tranche)
        known, version = book.load(stream, payment.evolve, None)
        amount = min(rest, recoverable(book, stream))
        if known is None or not amount:
            continue
        event = recovery.determine(
            known,
            amount=amount,
            ground=f"依新公布的规定重算,多付({state.id})",
            clause=clause,
            recoverable=recoverable(book, stream),
            act=act,
        )
        changes.append(Change(stream=next_stream(book, stream), version=0, events=(event,)))
        read[stream] = version
        rest -= amount
    if rest:
        paid = sum(recoverable(book, stream) for stream in read)
        raise recovery.RecoveryExceedsPaid(field="amount", payment=case.id, amount=shown(rest + paid), left=shown(paid))
    return tuple(changes), read


def _tranches(case: Application, state: Adjustment) -> int:
    """The number of the last tranche that may have been paid: the instalments and earlier back-pay."""
    return (len(case.decision.instalments) if case.decision else 0) + state.number
