"""What readers ask of the views: each question catches up with the book first, then reads one moment of it."""

from collections.abc import Sequence
from typing import Final

from domain.places import covers
from ledger.book import Book
from ledger.views.adjustments import ADJUSTMENTS, AdjustmentRow
from ledger.views.allotments import ALLOTMENTS, AllotmentRow
from ledger.views.asking import one as _one
from ledger.views.asking import reading, within
from ledger.views.asking import rows as _rows
from ledger.views.bank_lines import BANK_LINES, BankLineRow
from ledger.views.cases import CASES, CaseRow
from ledger.views.contributions import CONTRIBUTIONS, ContributionRow
from ledger.views.documents import DOCUMENTS, DocumentRow
from ledger.views.duties import DUTIES, DutyRow
from ledger.views.evidence import EVIDENCE, EvidenceImportRow
from ledger.views.holds import HOLDS, HoldRow
from ledger.views.imports import IMPORTS, ImportRow
from ledger.views.levies import LEVIES, LevyRow
from ledger.views.payments import PAYMENTS, PaymentRow
from ledger.views.postings import POSTINGS, PostingRow
from ledger.views.recoveries import RECOVERIES, RecoveryRow
from ledger.views.timeline import TIMELINE, TimelineRow

__all__ = ["reading"]

AT_ONCE: Final = 500
"""For so many parties one statement asks."""


def case(book: Book, id: str) -> CaseRow:
    """One case."""
    return _one(book, CASES, id, "case")


def cases(
    book: Book,
    *,
    id: str | None = None,
    programme: str | None = None,
    place: str | None = None,
    status: str | None = None,
    applicant: str | None = None,
) -> list[CaseRow]:
    """Cases by day of application and id; `place` takes in everything below it."""
    equal = {"id": id, "programme": programme, "status": status, "applicant": applicant}
    found = _rows(book, CASES, ("applied_on", "id"), equal)
    return [row for row in found if place is None or covers(place, row.place)]


def cases_of(book: Book, applicants: Sequence[str]) -> dict[str, list[str]]:
    """The ids of the cases for which each of these applied; asked for some at a time, since statements have limits."""
    found: dict[str, list[str]] = {}
    for first in range(0, len(applicants), AT_ONCE):
        some = applicants[first : first + AT_ONCE]
        for row in _rows(book, CASES, ("id",), {}, [CASES.table.c.applicant.in_(some)]):
            found.setdefault(row.applicant, []).append(row.id)
    return found


def places_of(book: Book, cases: Sequence[str]) -> dict[str, str]:
    """Where each of these cases lies."""
    batches = (cases[first : first + AT_ONCE] for first in range(0, len(cases), AT_ONCE))
    found = (_rows(book, CASES, ("id",), {}, [CASES.table.c.id.in_(some)]) for some in batches)
    return {row.id: row.place for some in found for row in some}


def payment(book: Book, id: str) -> PaymentRow:
    """One payment."""
    return _one(book, PAYMENTS, id, "payment")


def payments(
    book: Book, *, id: str | None = None, case: str | None = None, line: str | None = None, status: str | None = None
) -> list[PaymentRow]:
    """Payments by case and tranche."""
    return _rows(book, PAYMENTS, ("case", "tranche"), {"id": id, "case": case, "line": line, "status": status})


def recovery(book: Book, id: str) -> RecoveryRow:
    """One recovery."""
    return _one(book, RECOVERIES, id, "recovery")


def recoveries(
    book: Book, *, id: str | None = None, payment: str | None = None, case: str | None = None
) -> list[RecoveryRow]:
    """Recoveries by id."""
    return _rows(book, RECOVERIES, ("id",), {"id": id, "payment": payment, "case": case})


def adjustment(book: Book, id: str) -> AdjustmentRow:
    """One adjustment."""
    return _one(book, ADJUSTMENTS, id, "adjustment")


def adjustments(
    book: Book, *, id: str | None = None, case: str | None = None, status: str | None = None
) -> list[AdjustmentRow]:
    """Adjustments by case and number."""
    return _rows(book, ADJUSTMENTS, ("case", "number"), {"id": id, "case": case, "status": status})


def hold(book: Book, id: str) -> HoldRow:
    """The hold of the payment that a tranche would be."""
    return _one(book, HOLDS, id, "hold")


def holds(book: Book, *, id: str | None = None, case: str | None = None, status: str | None = None) -> list[HoldRow]:
    """Holds by last day and id."""
    return _rows(book, HOLDS, ("until", "id"), {"id": id, "case": case, "status": status})


def import_(book: Book, id: str) -> ImportRow:
    """One import."""
    return _one(book, IMPORTS, id, "import_file")


def imports(
    book: Book, *, place: str | None = None, status: str | None = None, programme: str | None = None
) -> list[ImportRow]:
    """Imports by day of staging and id; `place` takes in everything below it."""
    found = _rows(book, IMPORTS, ("staged_on", "id"), {"status": status, "programme": programme})
    return [row for row in found if place is None or covers(place, row.place)]


def evidence(book: Book, id: str) -> EvidenceImportRow:
    """One import of evidence."""
    return _one(book, EVIDENCE, id, "evidence")


def evidence_imports(
    book: Book, *, dataset: str | None = None, place: str | None = None, status: str | None = None
) -> list[EvidenceImportRow]:
    """Imports of evidence by ordinal; `place` takes in everything below it."""
    found = _rows(book, EVIDENCE, ("ordinal",), {"dataset": dataset, "status": status})
    return [row for row in found if place is None or covers(place, row.place)]


def levy(book: Book, id: str) -> LevyRow:
    """One employer's levy of one year."""
    return _one(book, LEVIES, id, "levy")


def levies(book: Book, *, uscc: str | None = None, year: int | None = None, place: str | None = None) -> list[LevyRow]:
    """Levies by year and employer; `place` takes in everything below it."""
    of_year = [] if year is None else [LEVIES.table.c.year == year]
    found = _rows(book, LEVIES, ("year", "uscc"), {"uscc": uscc}, of_year)
    return [row for row in found if place is None or covers(place, row.place)]


def allotments(book: Book, *, fund: str | None = None, year: int | None = None) -> list[AllotmentRow]:
    """Budget lines by key."""
    of_year = [] if year is None else [ALLOTMENTS.table.c.year == year]
    return _rows(book, ALLOTMENTS, ("id",), {"fund": fund}, of_year)


def bank_lines(
    book: Book,
    *,
    key: str | None = None,
    account: str | None = None,
    matched_to: str | None = None,
    case: str | None = None,
) -> list[BankLineRow]:
    """Matched statement lines in the order of their matching; `key` is `account/reference`."""
    at = BANK_LINES.table.c
    with_key = [] if key is None else [at.account + "/" + at.reference == key]
    equal = {"account": account, "matched_to": matched_to, "case": case}
    return _rows(book, BANK_LINES, ("position",), equal, with_key)


def document(book: Book, id: str) -> DocumentRow:
    """One document."""
    return _one(book, DOCUMENTS, id, "document")


def documents(
    book: Book, *, id: str | None = None, case: str | None = None, digest: str | None = None
) -> list[DocumentRow]:
    """Documents in the order of their filing; `digest` finds the same content in whatever cases."""
    return _rows(book, DOCUMENTS, ("position",), {"id": id, "case": case, "digest": digest})


def contributions(book: Book, *, place: str | None = None) -> list[ContributionRow]:
    """What counts towards targets, by id."""
    return _rows(book, CONTRIBUTIONS, ("id",), {"place": place})


def duties(book: Book, *, duty: str | None = None, place: str | None = None) -> list[DutyRow]:
    """What was done for duties, by duty, place and period."""
    return _rows(book, DUTIES, ("id",), {"duty": duty, "place": place})


def timeline(
    book: Book,
    *,
    case: str | None = None,
    stream: str | None = None,
    actor: str | None = None,
    place: str | None = None,
    after: int = 0,
    limit: int | None = None,
) -> list[TimelineRow]:
    """Events by position, behind the position `after`; `place` takes in everything below it."""
    equal = {"case": case, "stream": stream, "actor": actor}
    at = TIMELINE.table.c
    wanted = [at.position > after, *([] if place is None else within(at.place, place))]
    return _rows(book, TIMELINE, ("position",), equal, wanted, limit)


def postings(
    book: Book,
    *,
    account: str | None = None,
    line: str | None = None,
    case: str | None = None,
    after: int = 0,
    limit: int | None = None,
) -> list[PostingRow]:
    """Postings by position and number, behind the position `after`."""
    equal = {"account": account, "line": line, "case": case}
    return _rows(book, POSTINGS, ("position", "n"), equal, [POSTINGS.table.c.position > after], limit)
