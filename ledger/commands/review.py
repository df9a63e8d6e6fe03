"""Review commands: accept with the calculation, first review, site check, second review, recalculate, approve."""

from collections.abc import Callable
from datetime import date

import msgspec

from domain.act import Act
from domain.application import filing
from domain.application import review as decisions
from domain.application.state import Application
from domain.cross_use.top_up import topped_up
from domain.errors import Refusal
from domain.events import Event
from domain.money import shown, yuan
from domain.wording import clean
from domain.working import Decision
from ledger.book import Book
from ledger.commands.base import Command, Plan, Receipt, Request, filed, run
from ledger.commands.budget_line import line_for
from ledger.commands.load import destination_of, load_case
from ledger.cross_use import Fit, fit
from ledger.law import calculate


class Accept(Command, frozen=True, kw_only=True):
    """Accept a complete application; `fund` only where several could pay."""

    case: str
    fund: str = ""


class Review(Command, frozen=True, kw_only=True):
    """An opinion of the first or the second reviewer."""

    case: str
    opinion: str


class SiteCheck(Command, frozen=True, kw_only=True):
    """What somebody found on the spot."""

    case: str
    visited_on: date
    finding: str


class Approve(Command, frozen=True, kw_only=True):
    """Sign; `amount` (fen), where given, must be the calculated one."""

    case: str
    amount: int | None = None


class AmountNotCalculated(Refusal):
    """审批金额 {amount} 与测算金额 {calculated} 不一致。

    The amount {amount} is not the calculated {calculated}.
    """


def accept(book: Book, command: Accept, request: Request) -> Receipt:
    """Calculate and pre-encumber; a calculation that refuses the grant rejects the case with every reason."""

    def decide(act: Act) -> Plan:
        state, version = load_case(book, command.case)
        decision, fits = _calculated(book, state, act)
        line = line_for(book, state, command.fund, amount=decision.amount, act=act) if decision.granted else None
        event = filing.accept(state, decision=decision, line=line, act=act)
        return _plan(command.case, version, event, decision, fits)

    return run(book, "accept", command, request, decide)


def first_review(book: Book, command: Review, request: Request) -> Receipt:
    """The first reviewer finds the facts proven."""
    return _on_case(
        book,
        "first_review",
        command,
        request,
        lambda state, act: decisions.first_review(state, opinion=clean(command.opinion, "opinion"), act=act),
    )


def check_site(book: Book, command: SiteCheck, request: Request) -> Receipt:
    """Record a visit."""
    return _on_case(
        book,
        "check_site",
        command,
        request,
        lambda state, act: decisions.check_site(
            state, visited_on=command.visited_on, finding=clean(command.finding, "finding"), act=act
        ),
    )


def second_review(book: Book, command: Review, request: Request) -> Receipt:
    """The second reviewer agrees."""
    return _on_case(
        book,
        "second_review",
        command,
        request,
        lambda state, act: decisions.second_review(state, opinion=clean(command.opinion, "opinion"), act=act),
    )


def recalculate(book: Book, command: Accept, request: Request) -> Receipt:
    """Take up the amount that today's law gives, where it differs; the notice must be repeated."""

    def decide(act: Act) -> Plan:
        state, version = load_case(book, command.case)
        decision, fits = _calculated(book, state, act)
        destination, expect = destination_of(book, state.line) if state.line else ("allotment", {})
        event = decisions.recalculate(state, decision=decision, destination=destination, act=act)
        fits = msgspec.structs.replace(fits, expect=fits.expect | expect)
        return _plan(command.case, version, event, decision, fits)

    return run(book, "recalculate", command, request, decide)


def approve(book: Book, command: Approve, request: Request) -> Receipt:
    """Sign for the amount, computed anew today; the last signature needed approves."""

    def decide(act: Act) -> Plan:
        state, version = load_case(book, command.case)
        decision, fits = _calculated(book, state, act)
        if command.amount is not None and command.amount != decision.amount:
            raise AmountNotCalculated(field="amount", amount=shown(command.amount), calculated=shown(decision.amount))
        return _plan(command.case, version, decisions.approve(state, decision=decision, act=act), decision, fits)

    return run(book, "approve", command, request, decide)


def _on_case(
    book: Book, name: str, command: Review | SiteCheck, request: Request, event: Callable[[Application, Act], Event]
) -> Receipt:
    def decide(act: Act) -> Plan:
        state, version = load_case(book, command.case)
        return filed(command.case, version, event(state, act))

    return run(book, name, command, request, decide)


def _calculated(book: Book, state: Application, act: Act) -> tuple[Decision, Fit]:
    """What the formula gives today, less what others were granted of which only the difference is due."""
    decision = calculate(book, state, act.today)
    fits = fit(book, state, state.claims, act.today)
    return topped_up(decision, fits.offsets), fits


def _plan(case: str, version: int, event: Event, decision: Decision, fits: Fit) -> Plan:
    outcome = {"granted": "yes" if decision.granted else "no", "amount": yuan(decision.amount)}
    return filed(case, version, event, outcome=outcome, expect=fits.expect, watch=fits.watch)
