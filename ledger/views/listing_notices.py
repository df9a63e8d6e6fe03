"""Lists of what is on public notice, and of what was said against it: objections and appeals."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from domain.application.state import Status
from ledger.book import Book
from ledger.views.asking import Condition
from ledger.views.cases import CASES, CaseRow
from ledger.views.hearings import APPEALS, OBJECTIONS, AppealRow, ObjectionRow
from ledger.views.jurisdiction import seen
from ledger.views.paging import FIRST, Page, Turn, between, page

Standing = Literal["running", "objected", "ended"]
"""公示中, 有异议待处理, 公示期满."""


def notices(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    day: date,
    programme: str | None = None,
    place: str | None = None,
    standing: Standing | None = None,
) -> Page[CaseRow]:
    """Cases in review whose notice stands, by day of application; how it stands is judged on `day`.

    Rows hold the pseudonym of the applicant: for the public, mask them (`ledger.commands.publications.masked_cases`).
    """
    at = CASES.table.c
    asked = [] if standing is None else _standing(standing, day)
    conditions = [*seen(book, CASES, sees, place), at.notice_last_day.is_not(None), *asked]
    equal = {"programme": programme, "status": Status.IN_REVIEW.value}
    return page(book, CASES, ("applied_on",), turn, equal=equal, conditions=conditions)


def standing_of(case: CaseRow, day: date) -> Standing:
    """How the notice of a case stands on a day."""
    if case.objected:
        return "objected"
    return "running" if case.notice_last_day and day <= case.notice_last_day else "ended"


def objections(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    case: str | None = None,
    place: str | None = None,
    status: str | None = None,
    filed_from: date | None = None,
    filed_to: date | None = None,
) -> Page[ObjectionRow]:
    """Objections by id."""
    filed = between(OBJECTIONS.table.c.filed_on, filed_from, filed_to)
    conditions = [*seen(book, OBJECTIONS, sees, place), *filed]
    return page(book, OBJECTIONS, (), turn, equal={"case": case, "status": status}, conditions=conditions)


def appeals(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    place: str | None = None,
    status: str | None = None,
    filed_from: date | None = None,
    filed_to: date | None = None,
) -> Page[AppealRow]:
    """The last appeal of each case, by case."""
    filed = between(APPEALS.table.c.filed_on, filed_from, filed_to)
    conditions = [*seen(book, APPEALS, sees, place), *filed]
    return page(book, APPEALS, (), turn, equal={"status": status}, conditions=conditions)


def _standing(standing: Standing, day: date) -> list[Condition]:
    at = CASES.table.c
    if standing == "objected":
        return [at.objected != ""]
    ends = at.notice_last_day >= day.isoformat() if standing == "running" else at.notice_last_day < day.isoformat()
    return [at.objected == "", ends]
