"""Lists for outsiders: each a page of one view, with its filters, of the places that the reader sees."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import literal, or_

from ledger.book import Book
from ledger.views.accounts import ACCOUNTS, AccountRow
from ledger.views.adjustments import ADJUSTMENTS, AdjustmentRow
from ledger.views.allotments import ALLOTMENTS, AllotmentRow
from ledger.views.bank_lines import BANK_LINES, BankLineRow
from ledger.views.cases import CASES, CaseRow
from ledger.views.documents import DOCUMENTS, DocumentRow
from ledger.views.evidence import EVIDENCE, EvidenceImportRow
from ledger.views.holds import HOLDS, HoldRow
from ledger.views.identity_pairs import IDENTITY_PAIRS, PairRow
from ledger.views.imports import IMPORTS, ImportRow
from ledger.views.inspections import SAMPLE_ITEMS, SAMPLES, SampleItemRow, SampleRow
from ledger.views.jurisdiction import must_see, naming, seen
from ledger.views.paging import FIRST, Page, Turn, between, page
from ledger.views.parties import PARTIES, PartyRow
from ledger.views.payments import PAYMENTS, PaymentRow
from ledger.views.placements import PLACEMENT_MONTHS, PLACEMENTS, PlacementMonthRow, PlacementRow
from ledger.views.recoveries import RECOVERIES, RecoveryRow
from ledger.views.timeline import TIMELINE, TimelineRow
from ledger.views.webhooks import WEBHOOKS, WebhookRow


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
    conditions = [*seen(book, CASES, sees, place), *between(at.applied_on, applied_from, applied_to)]
    return page(book, CASES, ("applied_on",), turn, equal=equal | {"suspended": suspended}, conditions=conditions)


def accounts(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    place: str | None = None,
    kind: str | None = None,
    standing: str | None = None,
    role: str | None = None,
) -> Page[AccountRow]:
    """Accounts by id; `role` asks for those that were appointed to it, wherever."""
    held = literal(",") + ACCOUNTS.table.c.appointments
    holding = [] if role is None else [held.contains(f",{role}@", autoescape=True)]
    conditions = [*seen(book, ACCOUNTS, sees, place), *holding]
    return page(book, ACCOUNTS, (), turn, equal={"kind": kind, "standing": standing}, conditions=conditions)


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
    return page(book, PAYMENTS, (), turn, equal=equal, conditions=seen(book, PAYMENTS, sees, place))


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
    return page(book, RECOVERIES, (), turn, equal=equal, conditions=[*seen(book, RECOVERIES, sees, place), *still])


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
    conditions = seen(book, ADJUSTMENTS, sees, place)
    return page(book, ADJUSTMENTS, (), turn, equal={"case": case, "status": status}, conditions=conditions)


def holds(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    case: str | None = None,
    party: str | None = None,
    place: str | None = None,
    status: str | None = None,
) -> Page[HoldRow]:
    """Holds by the payment that the tranche would be."""
    equal = {"case": case, "party": party, "status": status}
    return page(book, HOLDS, (), turn, equal=equal, conditions=seen(book, HOLDS, sees, place))


def samples(
    book: Book, sees: Sequence[str], turn: Turn = FIRST, *, kind: str | None = None, place: str | None = None
) -> Page[SampleRow]:
    """Random inspection lists by the day of the draw."""
    return page(book, SAMPLES, ("drawn_on",), turn, equal={"kind": kind}, conditions=seen(book, SAMPLES, sees, place))


def sample_items(book: Book, _: Sequence[str], turn: Turn = FIRST, *, sample: str) -> Page[SampleItemRow]:
    """The items of a random inspection list, in the order of the draw."""
    return page(book, SAMPLE_ITEMS, ("rank",), turn, equal={"sample": sample})


def identity_pairs(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    status: str | None = None,
    party: str | None = None,
    place: str | None = None,
) -> Page[PairRow]:
    """Pairs that may be one person, by id; `party` is either of them."""
    at = IDENTITY_PAIRS.table.c
    of = [] if party is None else [or_(at.left == party, at.right == party)]
    conditions = [*seen(book, IDENTITY_PAIRS, sees, place), *of]
    return page(book, IDENTITY_PAIRS, (), turn, equal={"status": status}, conditions=conditions)


def imports(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    programme: str | None = None,
    place: str | None = None,
    status: str | None = None,
    staged_by: str | None = None,
) -> Page[ImportRow]:
    """Imports by day of staging."""
    equal = {"programme": programme, "status": status, "staged_by": staged_by}
    return page(book, IMPORTS, ("staged_on",), turn, equal=equal, conditions=seen(book, IMPORTS, sees, place))


def evidence(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    dataset: str | None = None,
    source: str | None = None,
    place: str | None = None,
    status: str | None = None,
    imported_by: str | None = None,
) -> Page[EvidenceImportRow]:
    """Imports of evidence by ordinal."""
    equal = {"dataset": dataset, "source": source, "status": status, "imported_by": imported_by}
    return page(book, EVIDENCE, ("ordinal",), turn, equal=equal, conditions=seen(book, EVIDENCE, sees, place))


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
    return page(book, PLACEMENTS, (), turn, equal=equal, conditions=[*seen(book, PLACEMENTS, sees, place), *over])


def placement_months(book: Book, sees: Sequence[str], turn: Turn = FIRST, *, placement: str) -> Page[PlacementMonthRow]:
    """The evidence of a placement by month; NotFound where the placement is out of sight."""
    must_see(book, "placement", placement, sees)
    return page(book, PLACEMENT_MONTHS, ("month",), turn, equal={"placement": placement})


def documents(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    case: str | None = None,
    party: str | None = None,
    kind: str | None = None,
    place: str | None = None,
    status: str | None = None,
    digest: str | None = None,
) -> Page[DocumentRow]:
    """Documents in the order of their filing; `digest` finds the same content in other cases."""
    equal = {"case": case, "party": party, "kind": kind, "status": status, "digest": digest}
    return page(book, DOCUMENTS, ("position",), turn, equal=equal, conditions=seen(book, DOCUMENTS, sees, place))


def parties(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    kind: str | None = None,
    place: str | None = None,
) -> Page[PartyRow]:
    """Persons and employers by pseudonym or credit code; `place` asks for those whom something names there."""
    return page(book, PARTIES, (), turn, equal={"kind": kind}, conditions=seen(book, PARTIES, sees, place))


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
    conditions = seen(book, ALLOTMENTS, sees, place)
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
    conditions = [*seen(book, BANK_LINES, sees), *between(at.booked_on, booked_from, booked_to)]
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
    party: str | None = None,
    place: str | None = None,
    without: Sequence[str] = (),
) -> Page[TimelineRow]:
    """Events by position; `party` asks for those that name a person or employer.

    `without` names beginnings of streams that this reader is not shown.
    """
    equal = {"case": case, "stream": stream, "actor": actor, "topic": topic}
    conditions = [*seen(book, TIMELINE, sees, place), *([] if party is None else [naming(party)])]
    conditions += [~TIMELINE.table.c.stream.startswith(each, autoescape=True) for each in without]
    return page(book, TIMELINE, (), turn, equal=equal, conditions=conditions)


def webhooks(book: Book, sees: Sequence[str], turn: Turn = FIRST, *, place: str | None = None) -> Page[WebhookRow]:
    """Webhooks by id."""
    return page(book, WEBHOOKS, (), turn, conditions=seen(book, WEBHOOKS, sees, place))
