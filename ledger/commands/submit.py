"""Submit: hand a draft in, hand a corrected one in again, or draft and submit in one go."""

from typing import NamedTuple

import msgspec

from domain.act import Act
from domain.application import filing
from domain.application.state import Application, evolve
from domain.details import Details
from domain.events import Event
from domain.wording import clean
from domain.workflow import workflow_in_force
from ledger.book import Book
from ledger.commands.base import Change, Command, Plan, Receipt, Request, filed, recorded_as, run
from ledger.commands.draft import DraftApplication, drafting, registrations
from ledger.commands.load import load_case
from ledger.cross_use import Fit, fit
from ledger.law import claims_of, law_for
from ledger.vault import Vault


class OnCase(Command, frozen=True, kw_only=True):
    """An act that needs nothing but the case."""

    case: str


class ReturnForCorrection(Command, frozen=True, kw_only=True):
    """What is to be mended, finding by finding."""

    case: str
    findings: tuple[str, ...]


class Filed(NamedTuple):
    """A case that is drafted and submitted at once: its events, the state they give, and how it fits the others."""

    change: Change
    state: Application
    fit: Fit


def submit(book: Book, command: OnCase, request: Request) -> Receipt:
    """Submit a draft: its claims are taken, its workflow is fixed."""

    def decide(act: Act) -> Plan:
        state, version = load_case(book, command.case)
        return _plan(command.case, version, *_submitted(book, state, act))

    return run(book, "submit", command, request, decide)


def draft_and_submit(
    book: Book, vault: Vault, command: DraftApplication, details: tuple[Details, ...], request: Request
) -> Receipt:
    """Draft and submit in one transaction, as an officer does at the counter and an import does per row."""

    def decide(act: Act) -> Plan:
        change, _, fits = filing_of(book, command, request, act)
        parties, rows = registrations(book, vault, details)
        return Plan(
            subject=change.stream,
            changes=(*parties, change),
            expect=fits.expect,
            watch=fits.watch,
            rows=tuple(rows),
        )

    return run(book, "draft_and_submit", command, request, decide)


def filing_of(book: Book, command: DraftApplication, request: Request, act: Act) -> Filed:
    """A case that is drafted and submitted at once, without its parties."""
    drafted = drafting(book, command, request, act)
    state = _folded(book, drafted, request, act)
    event, fits = _submitted(book, state, act)
    return Filed(msgspec.structs.replace(drafted, events=(*drafted.events, event)), state, fits)


def return_for_correction(book: Book, command: ReturnForCorrection, request: Request) -> Receipt:
    """Give an incomplete application back."""
    findings = tuple(clean(finding, "findings") for finding in command.findings)

    def decide(act: Act) -> Plan:
        state, version = load_case(book, command.case)
        event = filing.return_for_correction(state, findings=findings, act=act)
        return _plan(command.case, version, event)

    return run(book, "return_for_correction", command, request, decide)


def resubmit(book: Book, command: OnCase, request: Request) -> Receipt:
    """Hand the corrected application in again; the claims follow the corrected facts."""

    def decide(act: Act) -> Plan:
        state, version = load_case(book, command.case)
        claims = claims_of(state)
        event = filing.resubmit(state, claims=claims, act=act)
        return _plan(command.case, version, event, fit(book, state, claims, act.today))

    return run(book, "resubmit", command, request, decide)


def _submitted(book: Book, state: Application, act: Act) -> tuple[Event, Fit]:
    law = law_for(book, state.programme, state.place, act.today)
    workflow = workflow_in_force(law, act.on)
    claims = claims_of(state)
    event = filing.submit(state, claims=claims, workflow=workflow, law=law, act=act)
    return event, fit(book, state, claims, act.today)


def _folded(book: Book, change: Change, request: Request, act: Act) -> Application:
    """The state that the drafted event gives, before it is stored."""
    (recorded,) = recorded_as(change, request, act, book_place=book.place)
    state = evolve(None, recorded)
    if state is None:
        raise ValueError(f"{recorded.event} does not begin an application")
    return state


def _plan(case: str, version: int, event: Event, fits: Fit | None = None) -> Plan:
    fits = fits or Fit()
    return filed(case, version, event, expect=fits.expect, watch=fits.watch)
