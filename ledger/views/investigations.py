"""The view of investigations: what is looked into, by whom, until when, and what came of it."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain.investigation import events as e
from domain.investigation.state import InvestigationStatus
from ledger.views.view import Entry, Row, View


class InvestigationRow(Row, frozen=True, kw_only=True):
    """An investigation; `amount` (fen) is what its alerts put at risk, `left` counts those not yet disposed of.

    `waiting` counts requests without an answer, `proposed` findings without a decision, `confirmed` those that stand,
    which come to `confirmed_amount` (fen). `orders` (finding:measure:case) to hold stand until they are lifted; the
    others are still to be carried out by somebody else, those to resume or to give back since a finding fell.
    """

    id: str
    place: str
    title: str
    severity: str
    status: str
    alerts: int
    left: int
    amount: int
    subjects: tuple[str, ...]
    parties: tuple[str, ...]
    cases: tuple[str, ...]
    analyst: str
    due: date | None
    waiting: int
    heard: int
    proposed: int
    confirmed: int
    confirmed_amount: int
    orders: tuple[str, ...]
    referred_to: str
    opened_on: date
    opened_by: str
    closed_on: date | None
    version: int
    first_position: int
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The investigation of the event."""
    return (entry.recorded.stream,) if entry.recorded.event.topic.startswith("investigation.") else ()


def fold(known: Mapping[str, InvestigationRow], entry: Entry) -> Iterable[InvestigationRow]:
    """Follow the investigation."""
    recorded = entry.recorded
    event = recorded.event
    if isinstance(event, e.Opened):
        return (_new(entry, event),)
    if not event.topic.startswith("investigation."):
        return ()
    row = msgspec.structs.replace(known[recorded.stream], version=recorded.version, last_position=recorded.position)
    return (_changed(row, entry),)


def _changed(row: InvestigationRow, entry: Entry) -> InvestigationRow:
    replace = msgspec.structs.replace
    match entry.recorded.event:
        case e.AlertJoined() as event:
            return replace(_with(row, event.alerts), severity=event.severity)
        case e.CaseAdded() as event:
            return replace(row, parties=_union(row.parties, (event.party,)), cases=_union(row.cases, (event.case,)))
        case e.Assigned() as event:
            return replace(row, analyst=event.analyst, due=event.due)
        case e.StatementRequested():
            return replace(row, waiting=row.waiting + 1)
        case e.StatementReceived():
            return replace(row, waiting=max(0, row.waiting - 1), heard=row.heard + 1)
        case e.NoStatement():
            return replace(row, waiting=row.waiting - 1)
        case e.Cleared() as event:
            return replace(row, left=row.left - len(event.alerts))
        case e.MeasureTaken() as event:
            return replace(row, orders=tuple(each for each in row.orders if not event.meets(e.Order.of(each))))
        case e.MeasureLifted() as event:
            lifted = e.Order(number=event.number, measure=event.measure, case=event.case).key
            undo = (order.key for order in event.undo)
            return replace(row, orders=(*(each for each in row.orders if each != lifted), *undo))
        case e.Referred() as event:
            return replace(row, referred_to=event.body)
        case e.Closed():
            return replace(row, status=InvestigationStatus.CLOSED.value, closed_on=entry.recorded.meta.effective_on)
    return _found(row, entry)


def _found(row: InvestigationRow, entry: Entry) -> InvestigationRow:
    replace = msgspec.structs.replace
    match entry.recorded.event:
        case e.FindingProposed():
            return replace(row, proposed=row.proposed + 1)
        case e.FindingRejected():
            return replace(row, proposed=row.proposed - 1)
        case e.FindingConfirmed() as event:
            return replace(
                row,
                proposed=row.proposed - 1,
                confirmed=row.confirmed + 1,
                confirmed_amount=row.confirmed_amount + event.amount,
                orders=(*row.orders, *(order.key for order in event.orders)),
                left=row.left - len(event.alerts),
            )
        case e.AppealDecided(outcome="revoked") as event:
            orders = (e.Order.of(each) for each in row.orders)
            kept = tuple(each.key for each in (*orders, *event.undo) if each.number != event.number or each.undoes)
            return replace(
                row, confirmed=row.confirmed - 1, confirmed_amount=row.confirmed_amount - event.fallen, orders=kept
            )
    return row


def _with(row: InvestigationRow, more: tuple[e.Joined, ...]) -> InvestigationRow:
    return msgspec.structs.replace(
        row,
        alerts=row.alerts + len(more),
        left=row.left + len(more),
        amount=row.amount + sum(each.amount for each in more),
        subjects=_union(row.subjects, (each.subject for each in more)),
        parties=_union(row.parties, (party for each in more for party in each.parties)),
        cases=_union(row.cases, (case for each in more for case in each.cases)),
    )


def _union(known: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *more)))


def _new(entry: Entry, event: e.Opened) -> InvestigationRow:
    recorded = entry.recorded
    empty = InvestigationRow(
        id=recorded.stream,
        place=event.place,
        title=event.title,
        severity=event.severity,
        status=InvestigationStatus.OPEN.value,
        alerts=0,
        left=0,
        amount=0,
        subjects=(),
        parties=(),
        cases=(),
        analyst="",
        due=None,
        waiting=0,
        heard=0,
        proposed=0,
        confirmed=0,
        confirmed_amount=0,
        orders=(),
        referred_to="",
        opened_on=recorded.meta.effective_on,
        opened_by=recorded.meta.actor,
        closed_on=None,
        version=recorded.version,
        first_position=recorded.position,
        last_position=recorded.position,
    )
    return _with(empty, event.alerts)


INVESTIGATIONS = View(
    "investigations",
    InvestigationRow,
    key=("id",),
    fold=fold,
    needs=needs,
    indexes=[("status",), ("place",), ("analyst",)],
)
