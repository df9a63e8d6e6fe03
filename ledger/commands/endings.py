"""Ways out of a case: reject, withdraw, suspend, resume, terminate, appeal."""

from collections.abc import Callable
from typing import Literal

import msgspec

from domain.act import Act
from domain.adjustment import AdjustmentStatus
from domain.adjustment_refusals import BackPayOpen
from domain.application import endings
from domain.application.events import Release
from domain.application.state import Application
from domain.events import Event
from domain.wording import clean
from domain.working import Reason
from ledger import chart
from ledger.book import Book
from ledger.commands import undoing
from ledger.commands.base import Change, Command, Plan, Receipt, Request, filed, run
from ledger.commands.holds import Ending, ending_all
from ledger.commands.load import balance_of, destination_of, load_adjustments, load_case, release_of
from ledger.cross_use import Fit, fit
from ledger.law import law_for


class Ground(Command, frozen=True, kw_only=True):
    """A case and the ground of the act."""

    case: str
    ground: str


class Reject(Command, frozen=True, kw_only=True):
    """Reject with reasons, each with its clause."""

    case: str
    reasons: tuple[Reason, ...]


class Appeal(Command, frozen=True, kw_only=True):
    """An application for administrative review, by its reference."""

    case: str
    reference: str


class DecideAppeal(Command, frozen=True, kw_only=True):
    """What came of the appeal."""

    case: str
    outcome: Literal["upheld", "changed", "revoked"]
    finding: str


def reject(book: Book, command: Reject, request: Request) -> Receipt:
    """Refuse the application; claims and budget go back."""
    reasons = tuple(_clean(reason) for reason in command.reasons)
    return _releasing(
        book,
        "reject",
        command,
        request,
        lambda state, release, act: endings.reject(state, reasons=reasons, release=release, act=act),
    )


def withdraw(book: Book, command: Ground, request: Request) -> Receipt:
    """Take the application back at the applicant's wish."""
    return _releasing(
        book,
        "withdraw",
        command,
        request,
        lambda state, release, act: endings.withdraw(state, release=release, act=act),
    )


def terminate(book: Book, command: Ground, request: Request) -> Receipt:
    """End a grant; claims come free only where no money is out, since a paid month stays used."""
    ground = clean(command.ground, "ground")

    def ending(state: Application, release: Release | None, act: Act) -> Event:
        spent = state.line is not None and any(
            balance_of(book, account, state.line, state.id) for account in (chart.EXPENDED_UNPAID, chart.EXPENDED_PAID)
        )
        claims = () if spent else state.claims
        return endings.terminate(state, ground=ground, claims_released=claims, release=release, act=act)

    return _releasing(book, "terminate", command, request, ending, _letting_go)


def suspend(book: Book, command: Ground, request: Request) -> Receipt:
    """Stop the case and its payments."""
    return _simple(
        book,
        "suspend",
        command,
        request,
        lambda state, act: endings.suspend(state, ground=clean(command.ground, "ground"), act=act),
    )


def resume(book: Book, command: Ground, request: Request) -> Receipt:
    """Let the case go on, where no finding keeps it; investigations that wait for it, since theirs fell, are told.

    Raises SuspendedByFinding while one stands and nobody lifted its measure.
    """

    def decide(act: Act) -> Plan:
        state, version = load_case(book, command.case)
        event = endings.resume(state, finding=clean(command.ground, "finding"), act=act)
        expect = undoing.must_not_be_kept(book, state.id)
        told = undoing.resumed(book, state.id)
        for change in told.changes:
            expect.pop(change.stream, None)
        own = Change(stream=state.id, version=version, events=(event,))
        return Plan(subject=state.id, changes=(own, *told.changes), expect=expect, watch=told.watch)

    return run(book, "resume", command, request, decide)


def appeal(book: Book, command: Appeal, request: Request) -> Receipt:
    """Record an appeal in its statutory time."""

    def event(state: Application, act: Act) -> Event:
        days = law_for(book, state.programme, state.place, act.today).at("appeal_days", act.on).count
        return endings.appeal(state, reference=clean(command.reference, "reference"), days=days, act=act)

    return _simple(book, "appeal", command, request, event)


def decide_appeal(book: Book, command: DecideAppeal, request: Request) -> Receipt:
    """Decide the appeal; changed or revoked, the case goes on, with the budget that is there on that day."""

    def decide(act: Act) -> Plan:
        state, version = load_case(book, command.case)
        released, expect = _source(book, state)
        event = endings.decide_appeal(
            msgspec.structs.replace(state, released=released),
            outcome=command.outcome,
            finding=clean(command.finding, "finding"),
            act=act,
        )
        fits = _revived(book, state, command, act)
        return filed(command.case, version, event, expect=expect | fits.expect, watch=fits.watch)

    return run(book, "decide_appeal", command, request, decide)


def _revived(book: Book, state: Application, command: DecideAppeal, act: Act) -> Fit:
    """A case that goes on after its appeal takes its claims again, and must fit the others again."""
    if command.outcome == "upheld":
        return Fit()
    return fit(book, state, (*state.claims, *state.given_up), act.today)


def _source(book: Book, state: Application) -> tuple[Release | None, dict[str, int]]:
    """What the case gave back, and where that lies now: what went to the line has lapsed if the year was closed."""
    if state.released is None:
        return None, {}
    destination, expect = destination_of(book, state.released.line)
    return msgspec.structs.replace(state.released, destination=destination), expect


def _clean(reason: Reason) -> Reason:
    return Reason(**{name: clean(getattr(reason, name), f"reasons.{name}") for name in reason.__struct_fields__})


def _no_back_pay_open(book: Book, case: str) -> dict[str, int]:
    """A grant does not end while its back-pay is approved and not instructed: budget would stay behind."""
    known, versions = load_adjustments(book, case)
    for adjustment in known:
        if adjustment.status is AdjustmentStatus.APPROVED and adjustment.line is not None:
            raise BackPayOpen(field="case", adjustment=adjustment.id)
    return versions


def _letting_go(book: Book, state: Application, act: Act) -> Ending:
    """A grant that ends holds no money back: its holds end with it."""
    adjustments = _no_back_pay_open(book, state.id)
    held = ending_all(book, state, act)
    return held._replace(expect=held.expect | adjustments)


OnCase = Ground | Reject | Appeal | DecideAppeal


def _simple(
    book: Book, name: str, command: OnCase, request: Request, event: Callable[[Application, Act], Event]
) -> Receipt:
    def decide(act: Act) -> Plan:
        state, version = load_case(book, command.case)
        return filed(command.case, version, event(state, act))

    return run(book, name, command, request, decide)


def _releasing(
    book: Book,
    name: str,
    command: OnCase,
    request: Request,
    event: Callable[[Application, Release | None, Act], Event],
    first: Callable[[Book, Application, Act], Ending] | None = None,
) -> Receipt:
    """Give back what the case holds: its commitments must be zero when the transaction ends."""

    def decide(act: Act) -> Plan:
        state, version = load_case(book, command.case)
        release, expect, drain = release_of(book, state)
        before = first(book, state, act) if first else Ending((), {}, 0)
        change = Change(stream=command.case, version=version, events=(event(state, release, act),))
        changes = (*before.changes, change)
        return Plan(subject=command.case, changes=changes, expect=expect | before.expect, drain=drain)

    return run(book, name, command, request, decide)
