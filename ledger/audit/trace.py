"""Trace a payment, a case, a recovery, a levy, a bank line or a budget: upwards to documents, downwards to the bank."""

from collections.abc import Iterable

import msgspec

from domain import fund
from domain.application import events as e
from domain.application.state import Application, evolve
from domain.errors import NotFound
from domain.events import Recorded
from domain.hold import stream_of
from domain.working import Decision
from ledger.audit.budget_trace import budget_of_line, budget_of_year, shares
from ledger.audit.decision_trace import decision_of, facts_digest
from ledger.audit.levy_trace import levy_trace
from ledger.audit.tree import (
    AlertTrace,
    Budget,
    CaseTrace,
    DecisionTrace,
    HoldTrace,
    InvestigationTrace,
    Kind,
    Notice,
    Officer,
    PaymentTrace,
    RecoveryTrace,
    Trace,
)
from ledger.book import Book
from ledger.views import alert_queries, identity_queries, queries
from ledger.views.holds import HoldRow
from ledger.views.payments import PaymentRow
from ledger.views.recoveries import RecoveryRow

_LINE_PARTS = 4


def trace(book: Book, identifier: str) -> Trace:
    """Trace what the identifier names; raises NotFound where it names nothing.

    A payment (before it is one: its hold), an application, an adjustment, a recovery, a levy and its credit record have
    ids, a bank line is `account/reference`, a fund's year is `fund:<fund>:<year>`, a budget line is
    `<fund>:<year>:<programme>:<place>`.
    """
    known = identifier.strip()
    if (budget := _budget(book, known)) is not None:
        return Trace(identifier=known, kind="budget", budget=budget, case=None, shares=shares(book, budget))
    if "/" in known:
        known = next((row.matched_to for row in queries.bank_lines(book, key=known)), known)
    if (levy := levy_trace(book, known)) is not None:
        return Trace(identifier=identifier, kind="levy", budget=None, case=None, levy=levy)
    kind, case, payments, recoveries = _subject(book, known)
    found = _case(book, case, payments, recoveries)
    line = found.case.line
    return Trace(identifier=identifier, kind=kind, budget=budget_of_line(book, line) if line else None, case=found)


def place_of(found: Trace, book: Book) -> str:
    """The place (GB/T 2260) by which a trace is judged: of its case, its levy or its line; a fund is the book's own."""
    if found.case is not None:
        return found.case.case.place
    if found.levy is not None:
        return found.levy.levy.place
    line = found.budget.line if found.budget else ""
    return line.split(":")[-1] if line else book.place


def _budget(book: Book, identifier: str) -> Budget | None:
    parts = identifier.split(":")
    if parts[0] == "fund" and len(parts) == _LINE_PARTS - 1 and parts[2].isdecimal() and parts[1] in fund.SYMBOLS:
        return budget_of_year(book, parts[1], int(parts[2]))
    if len(parts) == _LINE_PARTS and any(row.id == identifier for row in queries.allotments(book, fund=parts[0])):
        return budget_of_line(book, identifier)
    return None


def _subject(book: Book, id: str) -> tuple[Kind, str, list[PaymentRow], list[RecoveryRow]]:
    """What an id names: the kind, its case, and the payments and recoveries to show."""
    for recovery in queries.recoveries(book, id=id):
        return "recovery", recovery.case, queries.payments(book, id=recovery.payment), [recovery]
    for payment in queries.payments(book, id=id):
        return "payment", payment.case, [payment], queries.recoveries(book, payment=id)
    for held in queries.holds(book, id=id):
        return "hold", held.case, [], []
    for adjusted in queries.adjustments(book, id=id):
        of = queries.payments(book, id=adjusted.payment) if adjusted.payment else []
        found = [row for row in queries.recoveries(book, case=adjusted.case) if row.id in adjusted.recoveries]
        paid = of or [row for row in queries.payments(book, case=adjusted.case) if row.id in _payments_of(found)]
        return "adjustment", adjusted.case, paid, found
    for case in queries.cases(book, id=id):
        return "application", case.id, queries.payments(book, case=id), queries.recoveries(book, case=id)
    raise NotFound(field="id", what="traceable thing", key=id)


def _payments_of(recoveries: list[RecoveryRow]) -> set[str]:
    return {row.payment for row in recoveries}


def _case(book: Book, id: str, payments: list[PaymentRow], recoveries: list[RecoveryRow]) -> CaseTrace:
    events = book.events(id)
    history = list(_history(events))
    officers = [officer for recorded, before, after in history for officer in _officers(recorded, before, after)]
    row = queries.case(book, id)
    return CaseTrace(
        case=row,
        same_persons=tuple(identity_queries.same_persons(book, row.applicant)),
        facts_digest=facts_digest(history[-1][2].facts),
        decisions=tuple(made for recorded, before, _ in history for made in _decisions(recorded, before)),
        officers=tuple(officer for officer in officers if officer.act != "approval"),
        notices=tuple(_notices(events)),
        approvals=tuple(officer for officer in officers if officer.act == "approval"),
        payments=tuple(_payment(book, payment, recoveries) for payment in payments),
        holds=tuple(_hold(book, row) for row in queries.holds(book, case=id)),
        adjustments=tuple(queries.adjustments(book, case=id)),
        alerts=tuple(_alerts(book, id)),
        investigations=tuple(_investigations(book, id)),
        documents=tuple(queries.documents(book, case=id)),
        handling=tuple(row for row in queries.timeline(book, case=id) if row.topic.startswith("document.")),
        events=tuple(queries.timeline(book, stream=id)),
    )


def _alerts(book: Book, case: str) -> Iterable[AlertTrace]:
    """What was told of the case; a check on trial tells nothing about anybody."""
    for row in alert_queries.alerts(book, case=case):
        yield AlertTrace(alert=row, events=tuple(queries.timeline(book, stream=row.id)))


def _investigations(book: Book, case: str) -> Iterable[InvestigationTrace]:
    for row in alert_queries.investigations(book, case=case):
        yield InvestigationTrace(investigation=row, events=tuple(queries.timeline(book, stream=row.id)))


def _history(events: Iterable[Recorded]) -> Iterable[tuple[Recorded, Application | None, Application]]:
    """Every event with the state before and after it."""
    before: Application | None = None
    for recorded in events:
        after = evolve(before, recorded)
        if after is not None:
            yield recorded, before, after
        before = after


def _officers(recorded: Recorded, before: Application | None, after: Application) -> Iterable[Officer]:
    meta = recorded.meta
    for act, actor in after.acted[len(before.acted) if before else 0 :]:
        yield Officer(
            position=recorded.position,
            act=act,
            actor=actor,
            roles=meta.roles,
            effective_on=meta.effective_on,
            recorded_at=meta.recorded_at,
        )


def _decisions(recorded: Recorded, before: Application | None) -> Iterable[DecisionTrace]:
    match recorded.event:
        case e.Accepted() | e.Approved() as event:
            yield decision_of(recorded, event.decision, event.facts)
        case e.Recalculated() as event if before is not None:
            yield decision_of(recorded, event.decision, before.facts)
        case e.Rejected(decision=Decision() as decision) if before is not None:
            yield decision_of(recorded, decision, before.facts)


def _notices(events: Iterable[Recorded]) -> Iterable[Notice]:
    """Each notice with what was objected while it was the last one published."""
    notice: Notice | None = None
    for recorded in events:
        match recorded.event:
            case e.NoticePublished() as event:
                if notice:
                    yield notice
                notice = Notice(
                    position=recorded.position,
                    first_day=event.first_day,
                    last_day=event.last_day,
                    level=event.level,
                    amount=event.amount,
                    contact=event.contact,
                    objections=(),
                    resolutions=(),
                )
            case e.ObjectionFiled() if notice:
                notice = msgspec.structs.replace(notice, objections=(*notice.objections, recorded.position))
            case e.ObjectionResolved() if notice:
                notice = msgspec.structs.replace(notice, resolutions=(*notice.resolutions, recorded.position))
    if notice:
        yield notice


def _payment(book: Book, payment: PaymentRow, recoveries: list[RecoveryRow]) -> PaymentTrace:
    return PaymentTrace(
        payment=payment,
        bank_lines=tuple(queries.bank_lines(book, matched_to=payment.id)),
        events=tuple(queries.timeline(book, stream=payment.id)),
        recoveries=tuple(_recovery(book, recovery) for recovery in recoveries if recovery.payment == payment.id),
    )


def _hold(book: Book, hold: HoldRow) -> HoldTrace:
    return HoldTrace(hold=hold, events=tuple(queries.timeline(book, stream=stream_of(hold.id))))


def _recovery(book: Book, recovery: RecoveryRow) -> RecoveryTrace:
    return RecoveryTrace(
        recovery=recovery,
        bank_lines=tuple(queries.bank_lines(book, matched_to=recovery.id)),
        events=tuple(queries.timeline(book, stream=recovery.id)),
    )
