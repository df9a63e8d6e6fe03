"""Lists for outsiders: each a page of one view, with its filters, of the places that the reader sees."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column

from ledger.book import Book
from ledger.views.adjustments import ADJUSTMENTS, AdjustmentRow
from ledger.views.allotments import ALLOTMENTS, AllotmentRow
from ledger.views.asking import Condition, within
from ledger.views.bank_lines import BANK_LINES, BankLineRow
from ledger.views.cases import CASES, CaseRow
from ledger.views.jurisdiction import seen
from ledger.views.paging import FIRST, Page, Turn, page
from ledger.views.payments import PAYMENTS, PaymentRow
from ledger.views.placements import PLACEMENTS, PlacementRow
from ledger.views.recoveries import RECOVERIES, RecoveryRow
from ledger.views.timeline import TIMELINE, TimelineRow


def cases(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    programme: str | None = None,
    place: str | None = None,
    status: str | None = None,
    applicant: str | None = None,
    next_stage: str | None = None,
    suspended: bool | None = None,
    applied_from: date | None = None,
    applied_to: date | None = None,
) -> Page[CaseRow]:
    """Cases by day of application; `place` takes in everything below it."""
    at = CASES.table.c
    equal = {"programme": programme, "status": status, "applicant": applicant, "next_stage": next_stage}
    conditions = [
        *_seen(book, at.place, sees, place),
        *_between(at.applied_on, applied_from, applied_to),
    ]
    return page(book, CASES, ("applied_on",), turn, equal=equal | {"suspended": suspended}, conditions=conditions)


def payments(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    case: str | None = None,
    line: str | None = None,
    party: str | None = None,
    place: str | None = None,
    status: str | None = None,
) -> Page[PaymentRow]:
    """Payments by id."""
    equal = {"case": case, "line": line, "party": party, "status": status}
    return page(book, PAYMENTS, (), turn, equal=equal, conditions=_seen(book, PAYMENTS.table.c.place, sees, place))


def recoveries(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    case: str | None = None,
    payment: str | None = None,
    party: str | None = None,
    place: str | None = None,
    outstanding: bool | None = None,
) -> Page[RecoveryRow]:
    """Recoveries by id; `outstanding` asks for those of which something, or nothing, is still to come."""
    at = RECOVERIES.table.c
    still = [] if outstanding is None else [at.outstanding > 0 if outstanding else at.outstanding == 0]
    equal = {"case": case, "payment": payment, "party": party}
    return page(book, RECOVERIES, (), turn, equal=equal, conditions=[*_seen(book, at.place, sees, place), *still])


def adjustments(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    case: str | None = None,
    place: str | None = None,
    status: str | None = None,
) -> Page[AdjustmentRow]:
    """Adjustments by id."""
    conditions = _seen(book, ADJUSTMENTS.table.c.place, sees, place)
    return page(book, ADJUSTMENTS, (), turn, equal={"case": case, "status": status}, conditions=conditions)


def placements(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    employer: str | None = None,
    person: str | None = None,
    place: str | None = None,
    post: str | None = None,
    ended: bool | None = None,
) -> Page[PlacementRow]:
    """Placements by id."""
    at = PLACEMENTS.table.c
    over = [] if ended is None else [at.ended_on.is_not(None) if ended else at.ended_on.is_(None)]
    equal = {"employer": employer, "person": person, "post": post}
    return page(book, PLACEMENTS, (), turn, equal=equal, conditions=[*_seen(book, at.place, sees, place), *over])


def allotments(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    fund: str | None = None,
    year: int | None = None,
    programme: str | None = None,
    place: str | None = None,
) -> Page[AllotmentRow]:
    """Budget lines by key."""
    conditions = _seen(book, ALLOTMENTS.table.c.place, sees, place)
    equal = {"fund": fund, "year": year, "programme": programme}
    return page(book, ALLOTMENTS, (), turn, equal=equal, conditions=conditions)


def bank_lines(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    account: str | None = None,
    reference: str | None = None,
    kind: str | None = None,
    matched_to: str | None = None,
    case: str | None = None,
    booked_from: date | None = None,
    booked_to: date | None = None,
) -> Page[BankLineRow]:
    """Matched statement lines in the order of their matching."""
    at = BANK_LINES.table.c
    equal = {"account": account, "reference": reference, "kind": kind, "matched_to": matched_to, "case": case}
    conditions = [*_seen(book, at.place, sees), *_between(at.booked_on, booked_from, booked_to)]
    return page(book, BANK_LINES, (), turn, equal=equal, conditions=conditions)


def timeline(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    case: str | None = None,
    stream: str | None = None,
    actor: str | None = None,
    topic: str | None = None,
    place: str | None = None,
) -> Page[TimelineRow]:
    """Events by position."""
    equal = {"case": case, "stream": stream, "actor": actor, "topic": topic}
    conditions = _seen(book, TIMELINE.table.c.place, sees, place)
    return page(book, TIMELINE, (), turn, equal=equal, conditions=conditions)


def _seen(book: Book, column: Column[Any], sees: Sequence[str], place: str | None = None) -> tuple[Condition, ...]:
    """What is seen, and of that what lies in the place that is asked for."""
    return (*seen(book, column, sees), *(() if place is None else within(column, place)))


def _between(day: Column[Any], first: date | None, last: date | None) -> Iterable[Condition]:
    if first is not None:
        yield day >= first.isoformat()
    if last is not None:
        yield day <= last.isoformat()
